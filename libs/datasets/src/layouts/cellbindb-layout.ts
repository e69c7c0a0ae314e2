import { pairedLayout } from '../pairs/paired-layout.ts';

/** Stain and way of imaging, by part. */
const stains: Readonly<Record<string, readonly [stain: string | null, modality: string]>> = {
  '10x-dapi': ['DAPI', 'fluorescence'],
  '10x-he': ['H&E', 'brightfield'],
  dapi: ['DAPI', 'fluorescence'],
  he: ['H&E', 'brightfield'],
  mif: [null, 'multiplexed fluorescence'],
  ssdna: ['ssDNA', 'fluorescence'],
};

/** "10×Genomics_HE" is "10x-he"; unpacking may change the ×. */
function partOf(folder: string): string {
  return folder.replace(/^10[^/]{1,4}Genomics_/i, '10x-').toLowerCase();
}

/**
 * The layout of CellBinDB: a folder for each stain, and in it one for each sample with its image and
 * its label image. Whole cells are outlined in `mIF`, nuclei in all others.
 */
export const cellBinDbLayout = pairedLayout({
  name: 'CellBinDB',
  description: 'Folders such as DAPI, HE, mIF and ssDNA, each with SAMPLE/SAMPLE-img.tif and SAMPLE-instancemask.tif.',
  outlines: ['nucleus', 'cell'],
  image: {
    nucleus: /(?:^|\/)(?<folder>10[^/]{1,4}Genomics_(?:DAPI|HE)|DAPI|HE|ssDNA)\/[^/]+\/(?<stem>[^/]+)-img\.tiff?$/i,
    cell: /(?:^|\/)(?<folder>mIF)\/[^/]+\/(?<stem>[^/]+)-img\.tiff?$/i,
  },
  truth: {
    nucleus:
      /(?:^|\/)(?<folder>10[^/]{1,4}Genomics_(?:DAPI|HE)|DAPI|HE|ssDNA)\/[^/]+\/(?<stem>[^/]+)-instancemask\.tiff?$/i,
    cell: /(?:^|\/)(?<folder>mIF)\/[^/]+\/(?<stem>[^/]+)-instancemask\.tiff?$/i,
  },
  expected: 'DAPI/SAMPLE/SAMPLE-img.tif and DAPI/SAMPLE/SAMPLE-instancemask.tif',
  parts: { about: '10x-dapi, 10x-he, dapi, he or ssdna; mif for whole cells', of: ({ folder = '' }) => partOf(folder) },
  namedByPart: true,
  tagsOf: ({ part }) => {
    const [stain = null, modality = 'not stated'] = stains[part] ?? [];
    return { stain, modality };
  },
});

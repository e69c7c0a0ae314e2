import { join } from 'node:path';
import { onePlane } from '../images/grey-image.ts';
import type { PairRow } from '../pairs/pair-rules.ts';
import { csvRows } from '../pairs/csv-rows.ts';
import { pairedLayout } from '../pairs/paired-layout.ts';

/** Micrometres of a pixel by the magnification of the lens. */
const pixelSizes: Readonly<Record<string, number>> = { '20': 0.323, '40': 0.161, '63': 0.102 };

function pixelSizeOf(row: PairRow): number | null {
  return pixelSizes[/\d+/.exec(row['Magnification'] ?? '')?.[0] ?? ''] ?? null;
}

/** "train" or "test", however the table writes it. */
function splitOf(row: PairRow): string | null {
  const word = (row['Train-/Testset split'] ?? '').toLowerCase();
  if (word.startsWith('train')) return 'train';
  return word.startsWith('test') ? 'test' : null;
}

/**
 * The layout of S-BSST265 (Kromp et al., Scientific Data 2020): `rawimages` and `groundtruth`, and a table with
 * magnification, diagnosis and split of each image. The folder `singlecell_groundtruth` holds some nuclei only and is not
 * read. All images are grey, but some files have three channels: one plane of these is kept.
 */
export const sBsst265Layout = pairedLayout({
  name: 'S-BSST265',
  description: 'rawimages/*.tif, groundtruth/*.tif and image_description.csv.',
  outlines: ['nucleus'],
  image: /(?:^|\/)rawimages\/(?<stem>[^/]+)\.tiff?$/i,
  truth: /(?:^|\/)groundtruth\/(?<stem>[^/]+)\.tiff?$/i,
  expected: 'rawimages/*.tif and groundtruth/*.tif',
  imageOf: ({ path }, root) => onePlane(join(root, path)),
  table: {
    file: /(?:^|\/)image_description\.csv$/i,
    rowsIn: csvRows('Image_Name'),
    states: 'pixel sizes, tissues and the split',
  },
  tagsOf: (_, row = {}) => ({
    modality: 'fluorescence',
    stain: 'DAPI',
    // Where it is a cell line, it is no tissue.
    ...(row['Diagnosis'] === 'HaCaT' ? { cellType: 'HaCaT' } : { tissue: row['Diagnosis'] || null }),
    pixelSizeUm: pixelSizeOf(row),
    split: splitOf(row),
  }),
});

import { readFile } from 'node:fs/promises';
import { geoJsonObjects, parseJson, readGeoJson } from '@cellboard/formats';
import { named } from '../images/read-image.ts';
import { paintTruth, type Truth } from '../images/truth.ts';
import { pairedLayout } from '../pairs/paired-layout.ts';
import type { TruthOptions } from '../pairs/pair-rules.ts';

/**
 * The outlines of a GeoJSON file, in pixels of the image as they are: a pixel belongs to an outline that holds its
 * centre by the even-odd rule. Where several claim a pixel, the later one keeps it unless another rule is chosen.
 */
function readOutlines(path: string, { size, overlap = 'later' }: TruthOptions): Promise<Truth> {
  return named(path, async () => {
    const { objects, notes } = geoJsonObjects(readGeoJson(parseJson(await readFile(path))), size);
    return { ...paintTruth(objects, size, overlap), notes, path };
  });
}

/**
 * The layout of PUMA (Schuiveling et al., GigaScience 2025): TIFF images of regions of melanomas, and a GeoJSON file
 * of nuclei for each. One image is a `.tiff`. Outlines of tissue are not read.
 */
export const pumaLayout = pairedLayout({
  name: 'PUMA',
  description: 'training_set_{primary,metastatic}_roi_NNN.tif and a file …_nuclei.geojson for each.',
  outlines: ['nucleus'],
  overlap: 'later',
  image: /(?:^|\/)(?<stem>training_set_(?<kind>primary|metastatic)_roi_\d+)\.tiff?$/i,
  truth: /(?:^|\/)(?<stem>training_set_(?<kind>primary|metastatic)_roi_\d+)_nuclei\.geojson$/i,
  expected: 'training_set_primary_roi_001.tif and training_set_primary_roi_001_nuclei.geojson, and so on',
  parts: { about: 'primary or metastatic', of: ({ kind = '' }) => kind.toLowerCase() },
  tagsOf: ({ part }) => ({
    modality: 'brightfield',
    stain: 'H&E',
    tissue: `${part} melanoma`,
    pixelSizeUm: 0.23,
    split: 'train',
  }),
  truthOf: readOutlines,
});

import { readFile } from 'node:fs/promises';
import {
  geoJsonObjects,
  paintCells,
  parseJson,
  readGeoJson,
  splitParts,
  type CellObject,
  type CellShape,
  type ImageSize,
} from '@cellboard/formats';
import { ndArray, toLabelImage } from '@cellboard/labels';
import { named } from '../images/read-image.ts';
import { idCells, paintTruth, type Truth } from '../images/truth.ts';
import { pairedLayout } from '../pairs/paired-layout.ts';
import type { TruthOptions } from '../pairs/pair-rules.ts';

/**
 * The outlines of a GeoJSON file, in pixels of the image as they are: a pixel belongs to an outline that holds its
 * centre by the even-odd rule. Where several claim a pixel, the later one keeps it unless another rule is chosen.
 */
function readOutlines(path: string, { size, overlap = 'later' }: TruthOptions): Promise<Truth> {
  return named(path, async () => {
    const found = readGeoJson(parseJson(await readFile(path)));
    const several = new Set(found.cells.filter(({ polygons }) => polygons.length > 1).map(({ id }) => id));
    const { objects, notes } = geoJsonObjects(found, size);
    const { cells, note } = partsApart(objects, several, size);
    return { ...paintTruth(cells, size, overlap), notes: [...notes, ...note], path };
  });
}

/** Each part of a MultiPolygon that lies apart from its others is a nucleus: no nucleus is in two places. */
function partsApart(objects: readonly CellObject[], several: ReadonlySet<number>, size: ImageSize) {
  let [split, parts] = [0, 0];
  const cells = objects.flatMap((object): CellShape[] => {
    if (!several.has(object.id)) return [object];
    const { values } = paintCells([{ ...object, id: 1 }], size);
    const apart = idCells(splitParts(toLabelImage(ndArray(values, [size.height, size.width]))).values, size, 1);
    if (apart.length < 2) return [object];
    split++;
    parts += apart.length;
    return apart;
  });
  const many = split === 1 ? 'One outline holds' : `${split} outlines hold`;
  return {
    cells: cells.map(({ spans }, i): CellShape => ({ id: i + 1, spans })),
    note:
      split === 0 ? [] : [`${many} ${parts} parts that lie apart (MultiPolygon). Each part is taken for a nucleus.`],
  };
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

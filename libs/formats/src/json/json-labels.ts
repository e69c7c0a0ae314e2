import { FormatError } from '../format-error.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import { extentOf, paintCells } from '../shapes/paint-cells.ts';
import { cocoCells, readCoco } from './coco.ts';
import { geoJsonShapes, readGeoJson, type GeoJsonCell } from './geojson.ts';
import { hoverNetShapes, readHoverNet } from './hovernet.ts';
import type { JsonObject } from './parse-json.ts';

/**
 * The label image of one image of a COCO file.
 *
 * @throws FormatError SEVERAL_IMAGES if there is more than one and none was chosen by id or file name
 */
export function cocoLabels(json: unknown, { part, size, overlap }: LabelChoice): LabelRaster {
  const file = readCoco(json);
  const named = file.images.filter(
    ({ id, fileName }) => part === undefined || part === fileName || part === String(id),
  );
  const [image] = named;
  if (!image || named.length > 1) {
    throw new FormatError(
      'SEVERAL_IMAGES',
      image
        ? `The COCO file holds ${file.images.length} images. Choose one by its file name or id.`
        : `The COCO file holds ${file.images.length} images${part === undefined ? '' : `, but none named ${part}`}.`,
    );
  }
  if (size && (size.width !== image.width || size.height !== image.height)) {
    throw new FormatError(
      'CORRUPT',
      `The COCO file is for ${image.width}×${image.height} pixels, but the image has ${size.width}×${size.height}.`,
    );
  }
  return paintCells(cocoCells(file, image), image, overlap);
}

/** InstanSeg writes nuclei and whole cells into one file: two label images. */
const TWO_IMAGES = ['Nuclei', 'Cells'];

/**
 * The label image of a GeoJSON file, or of one class of its cells.
 *
 * @throws FormatError SEVERAL_IMAGES if it holds nuclei and cells and neither was chosen
 */
export function geoJsonLabels(json: unknown, { part, size, overlap }: LabelChoice): LabelRaster {
  const all = readGeoJson(json);
  if (part === undefined && TWO_IMAGES.every((name) => all.some(({ classification }) => classification === name))) {
    throw new FormatError(
      'SEVERAL_IMAGES',
      'The GeoJSON file holds nuclei and whole cells. Choose "Nuclei" or "Cells".',
    );
  }
  const cells = part === undefined ? all : all.filter(({ classification }) => classification === part);
  if (part !== undefined && cells.length === 0) {
    throw new FormatError('SEVERAL_IMAGES', `The GeoJSON file holds no cells of the class ${part}.`);
  }
  const extent = size ?? extentOf(pointsOf(cells));
  return paintCells(geoJsonShapes(cells, extent), extent, overlap);
}

function* pointsOf(cells: readonly GeoJsonCell[]): Generator<ArrayLike<number>> {
  for (const { polygons } of cells) for (const rings of polygons) yield* rings;
}

/** The label image of a HoVer-Net file, with its ids. */
export function hoverNetLabels(json: unknown, { size, overlap }: LabelChoice): LabelRaster {
  const cells = readHoverNet(json as JsonObject);
  // The last pixel of a contour is a whole pixel, from its number to the next.
  const extent = size ?? extentOf(cells.map(({ contour }) => contour.map((value) => value + 1)));
  return paintCells(hoverNetShapes(cells), extent, overlap);
}

import { FormatError } from '../format-error.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import { paintObjects } from '../shapes/cell-objects.ts';
import { extentOf } from '../shapes/paint-cells.ts';
import { cocoObjects, isMaskList, readCoco } from './coco.ts';
import { geoJsonObjects, readGeoJson, type GeoJsonCell } from './geojson.ts';
import { cellsAmong } from './geojson-cells.ts';
import { hoverNetObjects, readHoverNet } from './hovernet.ts';

/**
 * The label image of one image of a COCO file.
 *
 * @throws FormatError SEVERAL_IMAGES if there is more than one and none was chosen by id or file name
 */
export function cocoLabels(json: unknown, choice: LabelChoice): LabelRaster {
  const { part, size } = choice;
  const file = readCoco(json);
  const named = file.images.filter(
    ({ id, fileName }) => part === undefined || part === fileName || part === String(id),
  );
  const [image] = named;
  if (!image || named.length > 1) {
    throw new FormatError(
      'SEVERAL_IMAGES',
      image
        ? `The COCO file holds ${file.images.length} images. Choose one by its file name or id with --array.`
        : `The COCO file holds ${file.images.length} images${part === undefined ? '' : `, but none named ${part}`}.`,
    );
  }
  if (size && (size.width !== image.width || size.height !== image.height)) {
    throw new FormatError(
      'CORRUPT',
      `The COCO file is for ${image.width}×${image.height} pixels, but the image has ${size.width}×${size.height}.`,
    );
  }
  // Segment Anything lists the parts of a thing beside the whole.
  const overlap = choice.overlap ?? (isMaskList(json) ? 'smaller' : undefined);
  return paintObjects(cocoObjects(file, image), image, { ...choice, overlap });
}

/**
 * The label image of a GeoJSON file, or of one class of its cells.
 *
 * @throws FormatError SEVERAL_IMAGES if it holds nuclei and cells, or several planes, and none was chosen
 */
export function geoJsonLabels(json: unknown, choice: LabelChoice): LabelRaster {
  const found = cellsAmong(readGeoJson(json), choice);
  const extent = choice.size ?? extentOf(pointsOf(found.cells));
  return paintObjects(geoJsonObjects(found, extent), extent, choice);
}

function* pointsOf(cells: readonly GeoJsonCell[]): Generator<ArrayLike<number>> {
  for (const { polygons } of cells) for (const rings of polygons) yield* rings;
}

/** The label image of a HoVer-Net or CellViT file, with its ids. */
export function hoverNetLabels(json: unknown, choice: LabelChoice): LabelRaster {
  const found = readHoverNet(json);
  // The last pixel of a contour is a whole pixel, from its number to the next.
  const extent = choice.size ?? extentOf(found.cells.map(({ contour }) => contour.map((value) => value + 1)));
  return paintObjects(hoverNetObjects(found), extent, choice);
}

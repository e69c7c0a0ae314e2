import { FormatError, NoArea } from '../format-error.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import { MAX_ID } from '../label-values.ts';
import type { OpenedFile } from '../opened-file.ts';
import { ObjectReader, onChosenPlane, paintObjects } from '../shapes/cell-objects.ts';
import { extentOf, paintCells } from '../shapes/paint-cells.ts';
import { readRoi, roiPlane, roiPoints, roiShape, type Roi } from './roi.ts';

/** A zip archive of nothing but .roi files. */
export function isRoiSet({ files }: OpenedFile): boolean {
  return files !== undefined && [...files.keys()].every((name) => name.toLowerCase().endsWith('.roi'));
}

/** A region of a set. */
interface NamedRoi {
  readonly name: string;
  readonly roi: Roi;
  readonly plane: number | undefined;
}

/**
 * The cells of a region set. Where all names are different whole numbers, as Cellpose writes them, they are the ids;
 * else the cells are numbered in the order of their names. Lines and points are left out and noted.
 *
 * @throws FormatError if a region is damaged, SEVERAL_IMAGES if they lie on several planes and none was chosen
 */
export function roiSetCells({ files }: OpenedFile, choice: LabelChoice): LabelRaster {
  const all = [...(files ?? [])].map(([name, bytes]) => readNamed(name.replace(/^.*\/|\.roi$/gi, ''), bytes));
  all.sort((a, b) => (a.name < b.name ? -1 : 1));
  const rois = onChosenPlane(all, ({ plane }) => plane, choice);
  const numbers = rois.map(({ name }) => (/^\d+$/.test(name) ? Number(name) : 0));
  const usable = numbers.every((id) => id >= 1 && id <= MAX_ID) && new Set(numbers).size === numbers.length;
  const reader = new ObjectReader();
  for (const [i, { name, roi }] of rois.entries())
    reader.add(`Region "${name}"`, () => roiShape(roi, usable ? numbers[i]! : i + 1));
  return paintObjects(reader.end(), choice.size ?? extentOf(rois.flatMap(({ roi }) => roiPoints(roi))), choice);
}

function readNamed(name: string, bytes: Uint8Array): NamedRoi {
  try {
    return { name, roi: readRoi(bytes), plane: roiPlane(bytes) };
  } catch (error) {
    // One of fewer points than a polygon has.
    if (error instanceof NoArea) return { name, roi: { kind: 'line' }, plane: roiPlane(bytes) };
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError(error.code, `Region "${name}": ${error.message}`, { cause: error });
  }
}

/**
 * A lone region as label image.
 *
 * @throws FormatError NOT_LABELS for a line or point
 */
export function roiCell(roi: Roi, { size, overlap }: LabelChoice): LabelRaster {
  return paintCells([roiShape(roi, 1)], size ?? extentOf(roiPoints(roi)), overlap);
}

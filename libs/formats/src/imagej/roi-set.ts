import { FormatError } from '../format-error.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import { MAX_ID } from '../label-values.ts';
import type { OpenedFile } from '../opened-file.ts';
import { extentOf, paintCells } from '../shapes/paint-cells.ts';
import { readRoi, roiPoints, roiShape, type Roi } from './roi.ts';

/** A zip archive of nothing but .roi files. */
export function isRoiSet({ files }: OpenedFile): boolean {
  return files !== undefined && [...files.keys()].every((name) => name.toLowerCase().endsWith('.roi'));
}

/**
 * The cells of a region set. Where all names are different whole numbers, as Cellpose writes them, they are the ids;
 * else the cells are numbered in the order of their names.
 *
 * @throws FormatError if a region is damaged, or a line or point
 */
export function roiSetCells({ files }: OpenedFile, choice: LabelChoice): LabelRaster {
  const named = [...(files ?? [])].map(([name, bytes]) => ({ name: name.replace(/^.*\/|\.roi$/gi, ''), bytes }));
  named.sort((a, b) => (a.name < b.name ? -1 : 1));
  const numbers = named.map(({ name }) => (/^\d+$/.test(name) ? Number(name) : 0));
  const usable = numbers.every((id) => id >= 1 && id <= MAX_ID) && new Set(numbers).size === numbers.length;
  const rois = named.map(({ name, bytes }) => {
    try {
      return readRoi(bytes);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      throw new FormatError(error.code, `Region "${name}": ${error.message}`, { cause: error });
    }
  });
  return roiCells(rois, choice, usable ? numbers : undefined);
}

/**
 * Regions as label image, numbered in their order if they have no ids.
 *
 * @throws FormatError NOT_LABELS for a line or point
 */
export function roiCells(rois: readonly Roi[], { size, overlap }: LabelChoice, ids?: readonly number[]): LabelRaster {
  const cells = rois.map((roi, i) => roiShape(roi, ids?.[i] ?? i + 1));
  return paintCells(cells, size ?? extentOf(rois.flatMap(roiPoints)), overlap);
}

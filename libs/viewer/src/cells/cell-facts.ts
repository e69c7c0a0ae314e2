import { cellShapes, sizeOf, type LabelImage } from '@cellboard/labels';

import { toImage, type Point, type Size, type View } from '../view/view.ts';
import type { CellsAt } from './agreement.ts';
import { STATUSES, type CellStatus } from './status.ts';

/** Width and height of a pixel in µm. */
export interface PixelSize {
  readonly x: number;
  readonly y: number;
}

/** What is said of a cell under the pointer. */
export interface CellFacts {
  /** Number in the label image, from 1. */
  readonly cell: number;
  /** Id in the original file. */
  readonly id: number;
  readonly status: CellStatus;
  /** Number of the cell that it is matched with, or 0. */
  readonly partner: number;
  /** With the matched cell, else the largest with any; null where the cell is compared with nothing. */
  readonly iou: number | null;
  /** Pixels. */
  readonly area: number;
  /** Null where the pixel size is not known. */
  readonly areaUm2: number | null;
}

/** Number of the cell at a point of the image, 0 where there is background or no image. O(1). */
export function cellAt(labels: LabelImage, { x, y }: Point): number {
  const [height, width] = sizeOf(labels);
  const [column, row] = [Math.floor(x), Math.floor(y)];
  if (!(column >= 0 && row >= 0 && column < width && row < height)) return 0;
  return labels.pixels.data[row * width + column]!;
}

/** Where a label image is shown. */
export interface ShownAt {
  readonly view: View;
  readonly panel: Size;
  /** Screen pixels of a CSS pixel; 1 where left out. */
  readonly ratio?: number;
}

/**
 * Number of the cell under a point of a panel, 0 for none. O(1). A screen pixel shows what lies under its middle, so
 * that is looked up, wherever in the pixel the point is.
 */
export function cellUnder(labels: LabelImage, { view, panel, ratio = 1 }: ShownAt, { x, y }: Point): number {
  const middle = (place: number): number => (Math.floor(place * ratio) + 0.5) / ratio;
  return cellAt(labels, toImage(view, panel, { x: middle(x), y: middle(y) }));
}

/** What is known of an image's cells beside their shapes. */
export interface FactsInput {
  readonly labels: LabelImage;
  readonly cells?: CellsAt | undefined;
  readonly pixelSize?: PixelSize | undefined;
}

/**
 * What is known of a cell.
 *
 * @throws RangeError if the image has no such cell
 */
export function cellFacts({ labels, cells, pixelSize }: FactsInput, cell: number): CellFacts {
  if (!(cell >= 1 && cell <= labels.cellCount)) {
    throw new RangeError(`There is no cell ${cell}: cells are numbered from 1 to ${labels.cellCount}.`);
  }
  const area = cellShapes(labels).area[cell]!;
  const status = STATUSES[cells?.status[cell] ?? 0]!;
  return {
    cell,
    id: labels.ids[cell]!,
    status,
    partner: cells?.partner[cell] ?? 0,
    iou: status === 'ignored' ? null : (cells?.iou[cell] ?? null),
    area,
    areaUm2: pixelSize ? area * pixelSize.x * pixelSize.y : null,
  };
}

/** The smallest box around a cell, in pixels of the image. */
export function cellBox(labels: LabelImage, cell: number): Point & Size {
  const { top, boxLeft, bottom, boxRight } = cellShapes(labels);
  return {
    x: boxLeft[cell]!,
    y: top[cell]!,
    width: boxRight[cell]! - boxLeft[cell]! + 1,
    height: bottom[cell]! - top[cell]! + 1,
  };
}

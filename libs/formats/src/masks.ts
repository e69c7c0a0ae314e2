import { FormatError } from './format-error.ts';
import type { ImageSize } from './image-size.ts';
import type { LabelRaster } from './label-raster.ts';
import type { OverlapRule } from './overlap-rule.ts';
import { paintCells, type CellShape } from './shapes/paint-cells.ts';

/**
 * Joins masks of one cell each, as folders of the 2018 Data Science Bowl hold them, to a label image: every pixel of
 * a mask that is not 0 belongs to its cell, numbered in the order of the masks.
 *
 * @throws FormatError CORRUPT if the masks are not all of one size, or OVERLAP if the rule is to refuse
 */
export function joinMasks(masks: Iterable<LabelRaster>, rule?: OverlapRule): LabelRaster {
  const joined = new ObjectMasks();
  for (const mask of masks) joined.add(mask);
  return joined.join(rule);
}

/** Most cells of an image. */
const MOST_MASKS = 65_535;

/** Masks of one cell each, kept as runs, so that many masks need little memory. */
export class ObjectMasks {
  private readonly cells: CellShape[] = [];
  private size: ImageSize | undefined;
  private count = 0;
  private empty = 0;
  private readonly wayOut: string;

  /** @param wayOut what to do if the masks turn out to be label images, for messages */
  constructor(wayOut = 'Leave out --objects if the planes are label images.') {
    this.wayOut = wayOut;
  }

  /**
   * Adds a mask: every pixel that is not 0 belongs to its cell.
   *
   * @throws FormatError CORRUPT if it is of another size than the first, NOT_LABELS if it has several values, TOO_LARGE
   *   beyond 65,535 masks
   */
  add({ values, width, height }: LabelRaster): void {
    this.checkNext({ width, height });
    const runs: number[] = [];
    let value = 0;
    for (let row = 0, at = 0; row < height; row++, at += width) {
      for (let x = 0; x < width; x++) {
        const from = x;
        const found = values[at + x]!;
        if (found === 0) continue;
        if (value !== 0 && found !== value) throw this.severalValues(value, found);
        value = found;
        while (x < width && values[at + x] === value) x++;
        runs.push(row, from, x);
        x--;
      }
    }
    if (runs.length === 0) this.empty++;
    this.cells.push({
      id: this.count,
      spans: (_size, emit) => {
        for (let i = 0; i < runs.length; i += 3) emit(runs[i]!, runs[i + 1]!, runs[i + 2]!);
      },
    });
  }

  private checkNext({ width, height }: ImageSize): void {
    if (++this.count > MOST_MASKS)
      throw new FormatError(
        'TOO_LARGE',
        `There are more than ${MOST_MASKS} masks, but an image has at most as many cells. ${this.wayOut}`,
      );
    const first = (this.size ??= { width, height });
    if (width === first.width && height === first.height) return;
    throw new FormatError(
      'CORRUPT',
      `Mask ${this.count} is ${width}×${height} pixels, but the first is ${first.width}×${first.height}.`,
    );
  }

  /**
   * The label image of all masks.
   *
   * @throws FormatError CORRUPT if there is none, OVERLAP if the rule is to refuse
   */
  join(rule?: OverlapRule): LabelRaster {
    if (!this.size) throw new FormatError('CORRUPT', 'There are no masks to join, and so no size of the image.');
    const raster = paintCells(this.cells, this.size, rule);
    if (this.empty === 0) return raster;
    return { ...raster, notes: [`${this.empty} of ${this.count} masks are empty and were left out.`] };
  }

  private severalValues(one: number, another: number): FormatError {
    return new FormatError(
      'NOT_LABELS',
      `Mask ${this.count} holds the values ${one} and ${another}, but the mask of one cell has one value beside 0. ${this.wayOut}`,
    );
  }
}

import { FormatError } from '../format-error.ts';
import type { ImageSize } from '../image-size.ts';
import type { EmitSpan } from '../shapes/paint-cells.ts';

/**
 * Unpacks the text form of COCO run lengths (pycocotools, maskApi.c, rleFrString): numbers in groups of 5 bits as
 * characters from code 48 on, from the third on as difference to the one before the last.
 *
 * @throws FormatError CORRUPT for other characters or a number cut off
 */
export function unpackCounts(text: string): number[] {
  const counts: number[] = [];
  for (let i = 0; i < text.length;) {
    let value = 0;
    let bits = 0;
    let group: number;
    do {
      group = text.charCodeAt(i++) - 48;
      // NaN, the code beyond the end of the text, is refused with all that is not a group of 6 bits.
      if (!(group >= 0 && group < 64) || bits > 30) {
        throw new FormatError(
          'CORRUPT',
          `The run lengths of a cell are damaged at character ${i} of ${text.length}. Export them again.`,
        );
      }
      value += (group & 31) * 2 ** bits;
      bits += 5;
    } while ((group & 32) !== 0);
    if ((group & 16) !== 0) value -= 2 ** bits;
    counts.push(counts.length > 2 ? value + counts[counts.length - 2]! : value);
  }
  return counts;
}

/** The inverse of {@link unpackCounts} (maskApi.c, rleToString). */
export function packCounts(counts: readonly number[]): string {
  let text = '';
  counts.forEach((count, i) => {
    let value = i > 2 ? count - counts[i - 2]! : count;
    for (let more = true; more;) {
      let group = value & 31;
      value >>= 5;
      more = (group & 16) !== 0 ? value !== -1 : value !== 0;
      if (more) group |= 32;
      text += String.fromCharCode(group + 48);
    }
  });
  return text;
}

/**
 * Checks run lengths from a file: lengths outside and inside the cell in turn, down the columns.
 *
 * @throws FormatError CORRUPT if they are not whole numbers that fill the image exactly
 */
export function checkCounts(counts: readonly unknown[], { width, height }: ImageSize): readonly number[] {
  let sum = 0;
  for (const count of counts) {
    if (!Number.isInteger(count) || (count as number) < 0) {
      throw new FormatError(
        'CORRUPT',
        `A run length is ${String(count).slice(0, 40)}, but it must be a whole number from 0.`,
      );
    }
    sum += count as number;
  }
  if (sum !== width * height) {
    throw new FormatError(
      'CORRUPT',
      `The run lengths of a cell add up to ${sum}, but the image has ${width}×${height} = ${width * height} pixels.`,
    );
  }
  return counts as readonly number[];
}

/** Gives the pixels inside the cell, one by one, since the runs go down the columns. */
export function fillCounts(counts: readonly number[], { height }: ImageSize, emit: EmitSpan): void {
  let at = 0;
  counts.forEach((count, i) => {
    const end = at + count;
    if (i % 2 === 1) {
      for (; at < end; at++) {
        const column = Math.floor(at / height);
        emit(at - column * height, column, column + 1);
      }
    }
    at = end;
  });
}

import type { LabelImage } from '@cellboard/labels';
import { traceContours, type Contour } from './shapes/trace-contours.ts';

/**
 * Writes outlines as Cellpose does (`_cp_outlines.txt`, which its ImageJ macro opens): a line a cell, x and y in turn,
 * through the middles of its border pixels. Reading the file again gives the same pixels of cells that are one part
 * without holes; of others the format keeps the part with the longest border, its holes filled. Unlike Cellpose, which
 * leaves the line of a cell with fewer than 5 border pixels empty, it writes every cell.
 */
export function encodeCellposeOutlines(image: LabelImage): Uint8Array {
  const lines = traceContours(image).map((contours) => {
    // Of equal ones the lowest, as Cellpose takes it.
    const longest = contours.reduce((best, contour) => (contour.length >= best.length ? contour : best));
    return `${atLeastThree(longest).join(',')}\n`;
  });
  return new TextEncoder().encode(lines.join(''));
}

/** A polygon has three points; of a cell of one or two pixels they repeat. */
function atLeastThree(contour: Contour): Contour {
  return contour.length >= 6 ? contour : [...contour, ...contour, ...contour].slice(0, 6);
}

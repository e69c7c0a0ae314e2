import { FormatError } from './format-error.ts';
import type { LabelRaster } from './label-raster.ts';
import type { OverlapRule } from './overlap-rule.ts';
import { paintCells, type CellShape } from './shapes/paint-cells.ts';

/**
 * Joins masks of one cell each, as folders of the 2018 Data Science Bowl hold them, to a label image: every pixel of
 * a mask that is not 0 belongs to its cell, numbered in the order of the masks.
 *
 * @throws FormatError CORRUPT if the masks are not all of one size, or OVERLAP if the rule is to refuse
 */
export function joinMasks(masks: readonly LabelRaster[], rule?: OverlapRule): LabelRaster {
  const [first] = masks;
  if (!first) throw new FormatError('CORRUPT', 'There are no masks to join, and so no size of the image.');
  const { width, height } = first;
  const cells = masks.map((mask, i): CellShape => {
    if (mask.width !== width || mask.height !== height) {
      throw new FormatError(
        'CORRUPT',
        `Mask ${i + 1} is ${mask.width}×${mask.height} pixels, but the first is ${width}×${height}.`,
      );
    }
    return {
      id: i + 1,
      spans: (_size, emit) => {
        for (let row = 0, at = 0; row < height; row++, at += width) {
          for (let from = 0; from < width; from++) if (mask.values[at + from] !== 0) emit(row, from, from + 1);
        }
      },
    };
  });
  return paintCells(cells, first, rule);
}

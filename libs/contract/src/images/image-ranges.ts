import * as z from 'zod';

/**
 * Figures by which images are chosen between two bounds: the median diameter of the cells in pixels, cells per million
 * pixels, cells, the longer side in pixels, the contrast, and the mean over the channels of their median samples.
 */
export const RangedMeasure = z.enum(['diameter', 'density', 'cells', 'side', 'contrast', 'intensity']);
export type RangedMeasure = z.infer<typeof RangedMeasure>;

/** A part of a scale. Images without the figure are in none. */
export const MeasureRange = z.strictObject({
  measure: RangedMeasure,
  /** The least value that belongs to it; null where it has no lower bound. */
  from: z.number().nullable(),
  /** The least value that is beyond it; null where it has no upper bound. */
  below: z.number().nullable(),
});
export type MeasureRange = z.infer<typeof MeasureRange>;

const NUMBER = String.raw`\d{1,15}(?:\.\d{1,15})?`;
const RANGE = new RegExp(`^([a-z]+):(${NUMBER})?\\.\\.(${NUMBER})?$`);

/**
 * Reads ranges as addresses hold them, such as `diameter:10..12,cells:..100`.
 *
 * @returns undefined for any other text
 */
export function readRanges(text: string): MeasureRange[] | undefined {
  if (text === '') return [];
  const found = text.split(',').map((part): MeasureRange | undefined => {
    const [, name, from, below] = RANGE.exec(part) ?? [];
    const measure = RangedMeasure.options.find((one) => one === name);
    const bounds = {
      from: from === undefined ? null : Number(from),
      below: below === undefined ? null : Number(below),
    };
    return measure && { measure, ...bounds };
  });
  const ranges = found.filter((range) => range !== undefined);
  const measures = new Set(ranges.map(({ measure }) => measure));
  return ranges.length === found.length && measures.size === ranges.length ? ranges : undefined;
}

/** Ranges as addresses hold them. */
export function writeRanges(ranges: readonly MeasureRange[]): string {
  return ranges.map(({ measure, from, below }) => `${measure}:${from ?? ''}..${below ?? ''}`).join(',');
}

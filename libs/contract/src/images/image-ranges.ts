// Pages read addresses with this, so that it needs nothing else.

/**
 * Figures by which images are chosen between two bounds: the median diameter of the cells in pixels, cells per million
 * pixels, cells, the longer side in pixels, the contrast, and the mean over the channels of their median samples.
 */
export const rangedMeasures = ['diameter', 'density', 'cells', 'side', 'contrast', 'intensity'] as const;
export type RangedMeasure = (typeof rangedMeasures)[number];

/** A part of a scale, as `MeasureRange` of the schemas. */
interface Range {
  readonly measure: RangedMeasure;
  readonly from: number | null;
  readonly below: number | null;
}

const NUMBER = String.raw`\d{1,15}(?:\.\d{1,15})?`;
const RANGE = new RegExp(`^([a-z]+):(${NUMBER})?\\.\\.(${NUMBER})?$`);

/**
 * Reads ranges as addresses hold them, such as `diameter:10..12,cells:..100`.
 *
 * @returns undefined for any other text
 */
export function readRanges(text: string): Range[] | undefined {
  if (text === '') return [];
  const found = text.split(',').map((part): Range | undefined => {
    const [, name, from, below] = RANGE.exec(part) ?? [];
    const measure = rangedMeasures.find((one) => one === name);
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
export function writeRanges(ranges: readonly Range[]): string {
  return ranges.map(({ measure, from, below }) => `${measure}:${from ?? ''}..${below ?? ''}`).join(',');
}

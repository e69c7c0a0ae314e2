import * as z from 'zod';

const Figure = z.number().nullable();

/** What was measured of an image and its truth. A figure is null where it is not defined, such as without a truth. */
export const Measures = z.strictObject({
  /** Diameter in pixels of the circle as large as the median cell. */
  diameterPx: Figure,
  /** The same in micrometres, where the pixel size is known. */
  diameterUm: Figure,
  /** Cells per million pixels. */
  density: Figure,
  /** Part of all pixels that lie in cells, 0 … 1. */
  covered: Figure,
  /** Michelson contrast of the 1st and 99th percentile, 0 … 1. */
  contrast: Figure,
  /** Variance of the Laplacian over the variance of the grey picture, 0 … 20. */
  sharpness: Figure,
  /** Percentiles of the samples of each channel, of the first seven at most. */
  intensities: z.array(z.strictObject({ p1: z.number(), p50: z.number(), p99: z.number() })),
});
export type Measures = z.infer<typeof Measures>;

/** A part of a scale: from where the one before ends up to `below`, which no longer belongs to it. */
export interface MeasureClass<Name extends string = string> {
  readonly name: Name;
  readonly below: number;
}

/**
 * Words for measures, by which images are filtered: median diameter of the cells in pixels, cells per million pixels, and
 * contrast. The bounds are chosen so that public datasets fall into all of them: nuclei of fluorescence at low
 * magnification are small, those of tissue at 40× large.
 */
export const measureClasses = {
  size: [
    { name: 'small', below: 16 },
    { name: 'medium', below: 32 },
    { name: 'large', below: Infinity },
  ],
  density: [
    { name: 'sparse', below: 300 },
    { name: 'medium', below: 1000 },
    { name: 'dense', below: Infinity },
  ],
  contrast: [
    { name: 'low', below: 0.25 },
    { name: 'medium', below: 0.6 },
    { name: 'high', below: Infinity },
  ],
} as const satisfies Record<string, readonly MeasureClass[]>;
export type ClassedMeasure = keyof typeof measureClasses;

export const SizeClass = z.enum(['small', 'medium', 'large']);
export const DensityClass = z.enum(['sparse', 'medium', 'dense']);
export const ContrastClass = z.enum(['low', 'medium', 'high']);

/** From where to where a class of a measure reaches; undefined for a name that it does not have. */
export function classRange(measure: ClassedMeasure, name: string): { from: number; below: number } | undefined {
  const classes: readonly MeasureClass[] = measureClasses[measure];
  const at = classes.findIndex((one) => one.name === name);
  const found = classes[at];
  return found && { from: classes[at - 1]?.below ?? 0, below: found.below };
}

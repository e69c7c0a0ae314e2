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
  /** Variance of the Laplacian over the variance of the grey picture: 0 … 64, and about 20 for noise. */
  sharpness: Figure,
  /** Percentiles of the samples of each channel, of the first seven at most. */
  intensities: z.array(z.strictObject({ p1: z.number(), p50: z.number(), p99: z.number() })),
});
export type Measures = z.infer<typeof Measures>;

export const SizeClass = z.enum(['small', 'medium', 'large']);
export const DensityClass = z.enum(['sparse', 'medium', 'dense']);
export const ContrastClass = z.enum(['low', 'medium', 'high']);

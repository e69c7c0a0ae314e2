import * as z from 'zod';
import { rangedMeasures } from '../images/image-ranges.ts';

const Count = z.int().min(0);

/** How the images of a dataset are spread over a figure. */
export const Histogram = z.strictObject({
  measure: z.enum(rangedMeasures),
  /** Images that have the figure. */
  known: z.int().min(1),
  /** Over these images. */
  median: z.number(),
  /** One after the other, without gaps; each holds the images from `from` up to, but not including, `below`. */
  bins: z
    .array(z.strictObject({ from: z.number(), below: z.number(), images: Count }))
    .min(1)
    .max(40),
});
export type Histogram = z.infer<typeof Histogram>;

/** What is counted and measured in the newest published version of a dataset; nothing where it was not imported. */
export const DatasetStatistics = z.strictObject({
  images: Count,
  /** Files of the images, truths and ignore masks. */
  files: Count,
  /** Length of all these files; null where that of one is not known yet. */
  bytes: Count.nullable(),
  /** Figures that no image has are left out. */
  histograms: z.array(Histogram),
});
export type DatasetStatistics = z.infer<typeof DatasetStatistics>;

/** A file that the provider of a dataset offers. */
export const ProviderFile = z.strictObject({
  name: z.string(),
  url: z.string(),
  /** Null where nobody has published it; likewise the checksum. */
  bytes: Count.nullable(),
  sha256: z.string().nullable(),
});
export type ProviderFile = z.infer<typeof ProviderFile>;

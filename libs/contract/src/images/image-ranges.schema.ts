import * as z from 'zod';
import { rangedMeasures } from './image-ranges.ts';

/** A part of a scale. Images without the figure are in none. */
export const MeasureRange = z.strictObject({
  measure: z.enum(rangedMeasures),
  /** The least value that belongs to it; null where it has no lower bound. */
  from: z.number().nullable(),
  /** The least value that is beyond it; null where it has no upper bound. */
  below: z.number().nullable(),
});
export type MeasureRange = z.infer<typeof MeasureRange>;

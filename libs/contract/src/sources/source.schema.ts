import * as z from 'zod';
import { pageQuery } from '../page.ts';
import { OneLine, Slug } from '../identifiers.ts';

/** How much of a source lies in another: all of its images, or some of them. */
export const Extent = z.enum(['all', 'some']);
export type Extent = z.infer<typeof Extent>;

/**
 * Where images come from: a dataset with all its versions, parts and kinds of truth. Weights declare what they were
 * trained on in this closed vocabulary, so that a board can tell which images a model has seen.
 */
export const Source = z.strictObject({
  slug: Slug,
  name: z.string(),
  /** Sources whose images are in this one, and how many of them. */
  contains: z.array(
    z.strictObject({
      source: Slug,
      extent: Extent,
      /** Who says so: an address, or words. */
      reference: OneLine.min(1).max(600).optional(),
    }),
  ),
});
export type Source = z.infer<typeof Source>;

/**
 * Whether weights have seen the images of a dataset: `partly` where a source that they were trained on shares some of
 * its images, `undisclosed` where nobody has said what they were trained on.
 */
export const Exposure = z.enum(['unseen', 'partly', 'seen', 'undisclosed']);
export type Exposure = z.infer<typeof Exposure>;

export const SourcesQuery = z.strictObject({ ...pageQuery });
export type SourcesQuery = z.infer<typeof SourcesQuery>;

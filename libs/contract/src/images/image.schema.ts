import * as z from 'zod';
import { TagChanges } from '../datasets/image-tags.schema.ts';
import { CandidateId, ImageId, ImageName, OneLine, Slug, Text } from '../identifiers.ts';
import { MetricId } from '../metric.schema.ts';
import { pageQuery } from '../page.ts';
import { TaskObject } from '../tasks/task.schema.ts';
import { MeasureRange } from './image-ranges.schema.ts';
import { rangedMeasures } from './image-ranges.ts';
import { ContrastClass, DensityClass, Measures, SizeClass } from './image-measures.schema.ts';

/** In which order images are shown; equal ones by dataset and name. */
export const ImageSort = z.enum(['name', 'fewest', 'most', 'best', 'worst', 'disagreement', 'random']);
export type ImageSort = z.infer<typeof ImageSort>;

/**
 * The order of images: by dataset and name, by the number of cells, by the score of a candidate in the task, by how far
 * the candidates of the task lie apart, or at random, which is the same order for the same seed.
 */
const sorting = {
  /** `name` where it is left out. */
  sort: ImageSort.optional(),
  /** Whose score: a model and one of its candidates, as `model/candidate`. */
  candidate: z
    .string()
    .regex(/^[a-z0-9-]{2,64}\/[a-z0-9-]{1,64}$/, 'Use a model and a candidate, such as "cellpose/cyto3".')
    .optional(),
  /** Which score; the metric that ranks the task where it is left out. */
  metric: MetricId.optional(),
  seed: z.int().min(0).max(2_147_483_647).optional(),
  /** Whether images of one cell type stand together. */
  grouped: z.boolean().optional(),
};
export const ImageSorting = z.strictObject(sorting);
export type ImageSorting = z.infer<typeof ImageSorting>;

/** Which images to show: those of a task or dataset, or of all published datasets; of one kind, by name, or all. */
export const ImagesQuery = z.strictObject({
  task: Slug.optional(),
  dataset: Slug.optional(),
  cellType: OneLine.min(1).max(80).optional(),
  modality: OneLine.min(1).max(80).optional(),
  stain: OneLine.min(1).max(80).optional(),
  tissue: OneLine.min(1).max(80).optional(),
  /** The part of its dataset that the authors put an image into. */
  split: OneLine.min(1).max(80).optional(),
  /** By the median diameter of the cells, see `measureClasses`. */
  size: SizeClass.optional(),
  density: DensityClass.optional(),
  contrast: ContrastClass.optional(),
  /** Only images with figures in these ranges, one for a measure at most. */
  within: z.array(MeasureRange).max(rangedMeasures.length).optional(),
  /** Only images of these names. */
  names: z.array(ImageName).min(1).max(50).optional(),
  ...sorting,
  /** True where only the images are asked for, as of a further page: no totals and nothing to choose from. */
  itemsOnly: z.boolean().optional(),
  ...pageQuery,
  limit: z.int().min(1).max(200).default(24),
  /** How many images after the cursor are left out, to go far into a long list at once. */
  skip: z.int().min(0).max(10_000).optional(),
});
export type ImagesQuery = z.infer<typeof ImagesQuery>;

/** An image of the gallery. Its pictures are at `imageFiles`. */
export const Image = z.strictObject({
  id: ImageId,
  name: ImageName,
  dataset: Slug,
  /** What the truths of its dataset outline; null where nobody has said. */
  object: TaskObject.nullable(),
  cellType: z.string(),
  modality: z.string(),
  stain: z.string().nullable(),
  tissue: z.string().nullable(),
  /** The part of its dataset that the authors put it into, such as train or test. */
  split: z.string().nullable(),
  /** Side of a pixel in micrometres. */
  pixelSizeUm: z.number().nullable(),
  width: z.int().min(1),
  height: z.int().min(1),
  /** Null where the image has no truth. */
  cellCount: z.int().min(0).nullable(),
  /** Null until it is measured, in the background. */
  measures: Measures.nullable(),
  /** What decides its place where images are sorted by a score, or by how far scores lie apart; null where there is none. */
  score: z.number().nullable().optional(),
});
export type Image = z.infer<typeof Image>;

/** A candidate whose predictions can be shown over the images. */
export const OverlayChoice = z.strictObject({
  id: CandidateId,
  model: Slug,
  modelName: z.string(),
  candidate: Slug,
  candidateName: z.string(),
});
export type OverlayChoice = z.infer<typeof OverlayChoice>;

/** By what else images can be chosen, beside cell type and modality. */
export const ImageFacet = z.enum(['stain', 'tissue', 'split', 'size', 'density', 'contrast']);
export type ImageFacet = z.infer<typeof ImageFacet>;

export const ImagesPage = z.strictObject({
  items: z.array(Image),
  next: z.string().nullable(),
  /** How many images match, shown or not. */
  total: z.int().min(0),
  /**
   * Every cell type of the task or dataset with its number of images and one of them, whatever cell type was asked for. This and the next
   * two are only on the first page, and empty on those after a cursor.
   */
  cellTypes: z.array(z.strictObject({ cellType: z.string(), images: z.int().min(1), picture: ImageId })),
  /** Every modality of the task or dataset with its number of images, whatever modality was asked for. */
  modalities: z.array(z.strictObject({ modality: z.string(), images: z.int().min(1) })),
  /** Further values to choose, each with its number of images that match all else that was asked for. */
  facets: z.array(z.strictObject({ facet: ImageFacet, value: z.string(), images: z.int().min(1) })),
  /** Candidates with predictions for the task; empty where no task was asked for. */
  overlays: z.array(OverlayChoice),
});
export type ImagesPage = z.infer<typeof ImagesPage>;

/** New tags for images of the newest version of a dataset, published or not. */
export const TagImages = z.strictObject({
  dataset: Slug,
  images: z
    .array(
      z.strictObject({
        name: ImageName,
        /** The version of the tags that you saw; left out, the newest are replaced. */
        version: z.int().min(1).optional(),
        /** Only what is to change. */
        tags: TagChanges,
      }),
    )
    .min(1)
    .max(500),
  reason: Text.trim().min(1).max(500),
});
export type TagImages = z.infer<typeof TagImages>;

/** How many images have other tags than before. */
export const TaggedImages = z.strictObject({ changed: z.int().min(0), unchanged: z.int().min(0) });
export type TaggedImages = z.infer<typeof TaggedImages>;

/** Asks for fingerprints of images that have none yet, as those imported by an early release. */
export const FingerprintImages = z.strictObject({ dataset: Slug, limit: z.int().min(1).max(100).default(20) });
export type FingerprintImages = z.infer<typeof FingerprintImages>;

export const FingerprintedImages = z.strictObject({
  done: z.int().min(0),
  /** Images that still have none. */
  left: z.int().min(0),
});
export type FingerprintedImages = z.infer<typeof FingerprintedImages>;

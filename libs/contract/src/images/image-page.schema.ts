import * as z from 'zod';
import { ImageId, ImageName, OneLine, Slug, CandidateId, Text } from '../identifiers.ts';
import { Metric, MetricId, Scores } from '../metric.schema.ts';
import { pageQuery } from '../page.ts';
import { Image, ImagesQuery } from './image.schema.ts';

/** Names an image of the newest published version of a dataset. */
export const ImageQuery = z.strictObject({ dataset: Slug, name: ImageName });
export type ImageQuery = z.infer<typeof ImageQuery>;

/** A channel of an image, as its file names it. */
export const ImageChannel = z.strictObject({
  /** Such as a dye; null where the file does not say. */
  name: z.string().nullable(),
  /** Red, green and blue, 0 to 255; null where the file does not say. */
  colour: z.tuple([z.int(), z.int(), z.int()]).nullable(),
  /** The samples that were shown darkest and brightest when the file was saved; null where the file does not say. */
  display: z.tuple([z.number(), z.number()]).nullable(),
});
export type ImageChannel = z.infer<typeof ImageChannel>;

/** What the samples of an image are, which are at `imageFiles.samples`. */
export const SampleDescription = z.strictObject({
  /** As the file stores them, such as `uint16`. */
  dtype: z.string(),
  channels: z.array(ImageChannel),
  /** Whether the channels are the red, green and blue of one picture. */
  colours: z.boolean(),
  /** Bits of a sample: 12 bits come in 16. */
  bitDepth: z.int(),
  /** Whether 0 is the brightest value. */
  whiteIsZero: z.boolean(),
});
export type SampleDescription = z.infer<typeof SampleDescription>;

/** An image with what its own page says of it. */
export const ImageDetails = z.strictObject({
  ...Image.shape,
  datasetName: z.string(),
  /** Version of the dataset. */
  datasetVersion: z.int().min(1),
  /** True where it is drawn by software. */
  synthetic: z.boolean(),
  licence: z.string(),
  /** Whether the licence lets this site share its files. */
  mayDownload: z.boolean(),
  /** Where its provider has it; null where that is not known. */
  sourceUrl: z.string().nullable(),
  citation: z.string().nullable(),
  /** Whether there are pixels that no score looks at. */
  hasIgnore: z.boolean(),
  /** Null where the file cannot be read; `imageFiles.samples` says why. */
  samples: SampleDescription.nullable(),
});
export type ImageDetails = z.infer<typeof ImageDetails>;

/** What a candidate made of an image, as it stands on the board of a task. */
export const ImageResult = z.strictObject({
  candidateId: CandidateId,
  model: Slug,
  modelName: z.string(),
  candidate: Slug,
  candidateName: z.string(),
  /** Of this image alone, by the metrics of the board; empty where the image is not scored. */
  scores: Scores,
  /** Whether there is a prediction, at `imageFiles.prediction` and `imageFiles.predictionLabels`. */
  hasPrediction: z.boolean(),
});
export type ImageResult = z.infer<typeof ImageResult>;

/** The results of an image in a task. */
export const ImageTaskResults = z.strictObject({
  task: Slug,
  taskName: z.string(),
  primaryMetric: MetricId,
  /** The usual metrics of a board and the one that ranks. */
  metrics: z.array(Metric),
  /** Methods before controls and annotators; in both, best first by the metric that ranks, those without a score last. */
  results: z.array(ImageResult),
});
export type ImageTaskResults = z.infer<typeof ImageTaskResults>;

/** Those of every task that takes the image: real ones first, then by age. */
export const ImageResults = z.strictObject({ tasks: z.array(ImageTaskResults) });
export type ImageResults = z.infer<typeof ImageResults>;

/** Some images of a task, and the candidates whose results are asked for. */
export const ImageTableQuery = z.strictObject({
  task: Slug,
  dataset: Slug.optional(),
  candidates: z.array(CandidateId).min(1).max(50),
  ...pageQuery,
  limit: z.int().min(1).max(200).default(24),
});
export type ImageTableQuery = z.infer<typeof ImageTableQuery>;

/** Images by candidates: the images in the order of `images.list`, each with what the candidates made of it. */
export const ImageTable = z.strictObject({
  primaryMetric: MetricId,
  /** The usual metrics of a board and the one that ranks. */
  metrics: z.array(Metric),
  items: z.array(
    z.strictObject({
      image: Image,
      /** In the order of the question; one that is not on the board is left out. */
      results: z.array(ImageResult),
    }),
  ),
  next: z.string().nullable(),
});
export type ImageTable = z.infer<typeof ImageTable>;

/** An image, and the query of the gallery in which it is looked at. */
export const NeighboursQuery = z.strictObject({
  ...ImagesQuery.omit({ cursor: true, limit: true, itemsOnly: true }).shape,
  /** The image. */
  image: ImageQuery,
});
export type NeighboursQuery = z.infer<typeof NeighboursQuery>;

/** The images before and after one, in the order of the gallery. */
export const Neighbours = z.strictObject({
  previous: ImageQuery.nullable(),
  next: ImageQuery.nullable(),
  /** From 1; null where the query does not find the image. */
  place: z.int().min(1).nullable(),
  total: z.int().min(0),
});
export type Neighbours = z.infer<typeof Neighbours>;

/** What can be wrong with an annotation. */
export const AnnotationProblemKind = z.enum([
  'missed',
  'invented',
  'merged',
  'split',
  'outline',
  'image',
  'tags',
  'other',
]);
export type AnnotationProblemKind = z.infer<typeof AnnotationProblemKind>;

/** Something that looks wrong with an image, its truth or its tags. */
export const ReportProblem = z.strictObject({
  ...ImageQuery.shape,
  /** Id of a cell, of the truth, or of the prediction of `candidate`. */
  cell: z.int().min(1).max(4_294_967_295).optional(),
  /** The prediction that it was seen in: a model and one of its candidates. */
  candidate: z.strictObject({ model: Slug, candidate: Slug }).optional(),
  kind: AnnotationProblemKind,
  text: Text.trim().min(3).max(2000),
  /** The address of the view in which it can be seen, from its first slash on. */
  view: OneLine.max(1500).regex(/^\//, 'Use the address from its first slash on.').optional(),
});
export type ReportProblem = z.infer<typeof ReportProblem>;

export const ReportedProblem = z.strictObject({ id: z.uuid(), image: ImageId });
export type ReportedProblem = z.infer<typeof ReportedProblem>;

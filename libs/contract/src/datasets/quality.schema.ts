import * as z from 'zod';
import { OneLine, Slug, Text } from '../identifiers.ts';
import { ClusterKind } from './image-tags.schema.ts';

/** What a quality report may find, the gravest first. */
export const FindingKind = z.enum([
  /** The very same picture twice in the dataset, under different names. */
  'duplicate',
  /** The very same picture in another dataset. */
  'other-dataset',
  /** Two pictures of the dataset that look alike, such as frames of a film. */
  'near-duplicate',
  /** A picture that looks like one of another dataset. */
  'near-other-dataset',
  /** A picture without any structure. */
  'blank',
  /** A truth without cells. */
  'empty',
  /** Far fewer cells than in images like it, such as where only some were outlined. */
  'few-cells',
  /** Cells far larger or smaller than the others of their kind. */
  'size-outlier',
  /** Cells of several parts that do not touch. */
  'fragments',
  /** Cells of so few pixels that they are rather marks than cells. */
  'specks',
  /** Channels or pixel size unlike those of the other images. */
  'unlike-others',
]);
export type FindingKind = z.infer<typeof FindingKind>;

const Count = z.int().min(0);

/** One thing that a curator should look at. */
export const Finding = z.strictObject({
  kind: FindingKind,
  /** Name of the image. */
  image: OneLine.min(1).max(200),
  /** One sentence with figures. */
  message: Text.min(1).max(500),
});
export type Finding = z.infer<typeof Finding>;

/** Five figures of a distribution. */
export const Spread = z.strictObject({
  least: z.number(),
  p5: z.number(),
  median: z.number(),
  p95: z.number(),
  greatest: z.number(),
});
export type Spread = z.infer<typeof Spread>;

/** What a dataset shares with another one on this site, by the pictures and by what the vocabulary of sources says. */
export const Overlap = z.strictObject({
  /** The other dataset. */
  dataset: Slug,
  /** What is declared of their sources: one lies in the other as a whole, they share some images, or nothing. */
  declared: z.enum(['all', 'some']).nullable(),
  /** Whether pictures bear it out, none was found, or nobody has declared what they show. */
  verdict: z.enum(['confirmed', 'not-found', 'undeclared']),
  /** Pictures of this dataset that the other one has, too, pixel for pixel. */
  same: Count,
  /** Pictures that look like one of the other dataset. */
  alike: Count,
  /** Pictures of each that were compared; a dataset may be only a part of what its authors publish. */
  images: Count,
  otherImages: Count,
});
export type Overlap = z.infer<typeof Overlap>;

/** What a curator should know of a dataset before others build on it. */
export const QualityReport = z.strictObject({
  images: Count,
  /** Images that have no truth. */
  withoutTruth: Count.default(0),
  cells: Count,
  /** Groups of dependent images by kind, with the images in them. */
  clusters: z
    .array(z.strictObject({ kind: ClusterKind, clusters: z.int().min(1), images: z.int().min(1) }))
    .default([]),
  /** Numbers of channels, the most frequent first. */
  channels: z.array(z.strictObject({ channels: z.int().min(1), images: z.int().min(1) })).max(50),
  /** Sizes in pixels, the most frequent first; at most 50. */
  sizes: z.array(z.strictObject({ width: z.int().min(1), height: z.int().min(1), images: z.int().min(1) })).max(50),
  /** Side of a pixel in µm over the images that tell it; null where none does. */
  pixelSizeUm: Spread.nullable(),
  pixelSizeKnown: Count,
  cellsPerImage: Spread.nullable(),
  /** In pixels. */
  cellArea: Spread.nullable(),
  /** Of the median cell of each image, in pixels; reports of early releases lack this and the next two. */
  cellDiameter: Spread.nullable().optional(),
  /** Of each image, see `Measures`. */
  contrast: Spread.nullable().optional(),
  sharpness: Spread.nullable().optional(),
  /** Part of all pixels that lie in cells, 0 … 1. */
  coverage: z.number().min(0).max(1),
  /** Of the server, when the version is published; left out where there is none. Those of a request are not kept. */
  overlaps: z.array(Overlap).max(500).optional(),
  /** How many findings there are of each kind, listed or not. */
  totals: z.partialRecord(FindingKind, z.int().min(1)),
  /** The gravest first; at most 500. */
  findings: z.array(Finding).max(500),
});
export type QualityReport = z.infer<typeof QualityReport>;

import * as z from 'zod';
import { ImageId, ImageName, OneLine, Sha256, Slug, Text, WebAddress } from '../identifiers.ts';
import { DatasetFacts } from './dataset-facts.schema.ts';
import { ProviderFile } from './dataset-statistics.schema.ts';
import { Provenance } from './provenance.schema.ts';
import { QualityReport } from './quality.schema.ts';
import { pageQuery } from '../page.ts';
import { Exposure } from '../sources/source.schema.ts';
import { TaskObject } from '../tasks/task.schema.ts';

/** What identifies and describes a dataset. */
export const NewDataset = z.strictObject({
  slug: Slug,
  name: OneLine.trim().min(1).max(120),
  /** What its truths outline. */
  object: TaskObject,
  /** Source of its images, from `sources.list`; a source of its own where it is left out. */
  source: Slug.optional(),
  description: Text.max(4000).default(''),
  /** SPDX identifier or the provider's own words. */
  licence: OneLine.trim().min(1).max(120),
  /** Whether the licence lets this site hand the files on. */
  redistributable: z.boolean().default(false),
  sourceUrl: WebAddress.nullable().default(null),
  citation: Text.max(1000).nullable().default(null),
});
export type NewDataset = z.infer<typeof NewDataset>;

/** A board on a dataset: a slice of a task. */
export const DatasetBoard = z.strictObject({ task: Slug, taskName: z.string() });
export type DatasetBoard = z.infer<typeof DatasetBoard>;

/** A dataset with the totals of its newest version; a catalogued one may not have been imported yet. */
export const Dataset = z.strictObject({
  slug: Slug,
  name: z.string(),
  /** What its truths outline; null where nobody has said. */
  object: TaskObject.nullable(),
  source: Slug,
  /** True where its images are drawn by software. */
  synthetic: z.boolean(),
  description: z.string(),
  licence: z.string(),
  redistributable: z.boolean(),
  sourceUrl: z.string().nullable(),
  citation: z.string().nullable(),
  /** Null where the dataset is only catalogued. */
  version: z.int().min(1).nullable(),
  /** A published version never changes what scores depend on; an open one still takes images. */
  published: z.boolean(),
  /** True where it was taken out of the tasks. */
  retired: z.boolean(),
  /** Tasks that it has a board in. */
  boards: z.array(DatasetBoard),
  imageCount: z.int().min(0),
  cellCount: z.int().min(0),
  /** Null where the catalogue does not know it. */
  facts: DatasetFacts.nullable(),
});
export type Dataset = z.infer<typeof Dataset>;

/** A published version of a dataset. */
export const DatasetVersion = z.strictObject({
  version: z.int().min(1),
  publishedAt: z.iso.datetime(),
  retiredAt: z.iso.datetime().nullable(),
  /** What is different from the version before; null for the first. */
  changes: z.string().nullable(),
});
export type DatasetVersion = z.infer<typeof DatasetVersion>;

/** A candidate whose weights have seen some of the images. */
export const TrainedCandidate = z.strictObject({
  model: Slug,
  modelName: z.string(),
  candidate: Slug,
  candidateName: z.string(),
  exposure: Exposure,
});
export type TrainedCandidate = z.infer<typeof TrainedCandidate>;

/** A dataset with all that is known of its newest published version. */
export const DatasetDetails = Dataset.extend({
  /** Null where nobody has said. */
  provenance: Provenance.nullable(),
  quality: QualityReport.nullable(),
  publishedAt: z.iso.datetime().nullable(),
  /** Newest first. */
  versions: z.array(DatasetVersion),
  /** Candidates that were trained on these images, by model and candidate. */
  trained: z.array(TrainedCandidate),
  /** What its provider lets everybody download; empty where a program cannot. */
  downloads: z.array(ProviderFile),
  /** Whether there is a description for machines, see `datasetFiles`. */
  croissant: z.boolean(),
});
export type DatasetDetails = z.infer<typeof DatasetDetails>;

/** Opens the next version of a dataset, to correct or add images. */
export const OpenDatasetVersion = z.strictObject({
  dataset: Slug,
  /** What will be different. */
  changes: Text.trim().min(1).max(1000),
});
export type OpenDatasetVersion = z.infer<typeof OpenDatasetVersion>;

/** Replaces descriptive text of a dataset. */
export const DescribeDataset = z.strictObject({
  dataset: Slug,
  /** The version of the description that you saw; left out, the newest is replaced. */
  version: z.int().min(1).optional(),
  name: OneLine.trim().min(1).max(120).optional(),
  description: Text.max(4000).optional(),
  licence: OneLine.trim().min(1).max(120).optional(),
  redistributable: z.boolean().optional(),
  sourceUrl: WebAddress.nullable().optional(),
  citation: Text.max(1000).nullable().optional(),
  reason: Text.trim().min(1).max(500),
});
export type DescribeDataset = z.infer<typeof DescribeDataset>;

/** Replaces the quality report of the newest published version. */
export const ReportDataset = z.strictObject({
  dataset: Slug,
  quality: QualityReport,
  reason: Text.trim().min(1).max(500),
});
export type ReportDataset = z.infer<typeof ReportDataset>;

/** Takes the newest published version out of the tasks, or puts it back. */
export const RetireDataset = z.strictObject({
  dataset: Slug,
  retired: z.boolean(),
  reason: Text.trim().min(1).max(500),
});
export type RetireDataset = z.infer<typeof RetireDataset>;

/** Closes a dataset's open version, with what is to be kept about it. */
export const PublishDataset = z.strictObject({
  dataset: Slug,
  provenance: Provenance.nullable().default(null),
  quality: QualityReport.nullable().default(null),
});
export type PublishDataset = z.infer<typeof PublishDataset>;

/** Hexadecimal digits of a perceptual hash of 64 bits. */
export const PerceptualHash = z.string().regex(/^[0-9a-f]{16}$/);

/**
 * What a client found when it decoded an image to its last pixel. The server then reads only the header of the picture
 * before it answers, and decodes the picture afterwards, which corrects the fingerprints where they are wrong.
 */
export const CheckedPicture = z.strictObject({
  /** Of the file that was decoded. */
  sha256: Sha256,
  pixelSha256: Sha256,
  perceptualHash: PerceptualHash,
});
export type CheckedPicture = z.infer<typeof CheckedPicture>;

export const DatasetsQuery = z.strictObject({
  /** Only versions that are still open for images, of the datasets that you may change; without it, what is published. */
  open: z.boolean().optional(),
  ...pageQuery,
});
export type DatasetsQuery = z.infer<typeof DatasetsQuery>;

/** Pictures to look for in other datasets than the one they are for. */
export const LookalikesQuery = z.strictObject({
  dataset: Slug,
  images: z
    .array(z.strictObject({ name: ImageName, pixelSha256: Sha256, perceptualHash: PerceptualHash }))
    .min(1)
    .max(500),
});
export type LookalikesQuery = z.infer<typeof LookalikesQuery>;

/** Published images that are the same as those asked for, or look like them; one for each at most, the likest. */
export const Lookalikes = z.array(
  z.strictObject({
    name: ImageName,
    otherDataset: Slug,
    otherName: ImageName,
    /** Bits in which the perceptual hashes differ; 0 for the very same picture and some others. */
    distance: z.int().min(0).max(64),
    /** Whether it is the very same picture. */
    same: z.boolean(),
  }),
);
export type Lookalikes = z.infer<typeof Lookalikes>;

/** Names a dataset. */
export const DatasetQuery = z.strictObject({ dataset: Slug });
export type DatasetQuery = z.infer<typeof DatasetQuery>;

/** What the server answers to an uploaded image. */
export const UploadedImage = z.strictObject({
  id: ImageId,
  name: ImageName,
  width: z.int().min(1),
  height: z.int().min(1),
  /** Null where the image has no truth. */
  cellCount: z.int().min(0).nullable(),
  imageSha256: Sha256,
  truthSha256: Sha256.nullable(),
  /** Mask of the pixels that no score looks at. */
  ignoreSha256: Sha256.nullable(),
  /** True where the very same files were there before, so that nothing changed. */
  unchanged: z.boolean(),
  /** What was not kept as it was sent, in sentences, such as a tag that the vocabulary does not know. */
  notes: z.array(z.string()),
});
export type UploadedImage = z.infer<typeof UploadedImage>;

export const DatasetFilesQuery = DatasetQuery.extend(pageQuery);
export type DatasetFilesQuery = z.infer<typeof DatasetFilesQuery>;

/** The files of an image, so that an import can resume. */
export const DatasetFile = z.strictObject({
  name: ImageName,
  imageSha256: Sha256,
  truthSha256: Sha256.nullable(),
  ignoreSha256: Sha256.nullable(),
});
export type DatasetFile = z.infer<typeof DatasetFile>;

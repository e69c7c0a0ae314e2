import * as z from 'zod';
import { ImageId, ImageName, Sha256, Slug, Text, WebAddress } from '../identifiers.ts';
import { DatasetFacts } from './dataset-facts.schema.ts';
import { Provenance } from './provenance.schema.ts';
import { QualityReport } from './quality.schema.ts';

/** What identifies and describes a dataset. */
export const NewDataset = z.strictObject({
  slug: Slug,
  name: Text.trim().min(1).max(120),
  description: Text.max(4000).default(''),
  /** SPDX identifier or the provider's own words. */
  licence: Text.trim().min(1).max(120),
  /** Whether the licence lets this site hand the files on. */
  redistributable: z.boolean().default(false),
  sourceUrl: WebAddress.nullable().default(null),
  citation: Text.max(1000).nullable().default(null),
});
export type NewDataset = z.infer<typeof NewDataset>;

/** A dataset with the totals of its newest version; of a catalogued one nothing may be here yet. */
export const Dataset = z.strictObject({
  slug: Slug,
  name: z.string(),
  description: z.string(),
  licence: z.string(),
  redistributable: z.boolean(),
  sourceUrl: z.string().nullable(),
  citation: z.string().nullable(),
  /** Null where the dataset is only catalogued: none of its images are here. */
  version: z.int().min(1).nullable(),
  /** A published version never changes; an open one still takes images. */
  published: z.boolean(),
  imageCount: z.int().min(0),
  cellCount: z.int().min(0),
  /** Null where the catalogue does not know it. */
  facts: DatasetFacts.nullable(),
});
export type Dataset = z.infer<typeof Dataset>;

/** A dataset with all that is known of its newest published version. */
export const DatasetDetails = Dataset.extend({
  /** Null where nobody has said. */
  provenance: Provenance.nullable(),
  quality: QualityReport.nullable(),
  /** Public tasks on its images. */
  tasks: z.array(z.strictObject({ slug: Slug, name: z.string() })),
  publishedAt: z.iso.datetime().nullable(),
});
export type DatasetDetails = z.infer<typeof DatasetDetails>;

/** Closes a dataset's open version, with what is to be kept about it. */
export const PublishDataset = z.strictObject({
  dataset: Slug,
  provenance: Provenance.nullable().default(null),
  quality: QualityReport.nullable().default(null),
});
export type PublishDataset = z.infer<typeof PublishDataset>;

/** Hexadecimal digits of a perceptual hash of 64 bits. */
export const PerceptualHash = z.string().regex(/^[0-9a-f]{16}$/);

/** Pictures to be looked for in other datasets than the one they are for. */
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

const Word = Text.trim().min(1).max(80);

/** What is known of an image beside its pixels; uploaded together with the image and its truth. */
export const ImageTags = z.strictObject({
  cellType: Word,
  modality: Word,
  stain: Word.nullable().default(null),
  tissue: Word.nullable().default(null),
  /** Side of a pixel in micrometres. */
  pixelSizeUm: z.number().positive().max(1000).nullable().default(null),
  /** False: cells are not told apart, so the image is shown and never scored. */
  instanceSeg: z.boolean().default(true),
});
export type ImageTags = z.infer<typeof ImageTags>;

/** What the server answers to an uploaded image. */
export const UploadedImage = z.strictObject({
  id: ImageId,
  name: ImageName,
  width: z.int().min(1),
  height: z.int().min(1),
  cellCount: z.int().min(0),
  imageSha256: Sha256,
  truthSha256: Sha256,
  /** Mask of the pixels that no score looks at. */
  ignoreSha256: Sha256.nullable(),
  /** True where the very same files were there before, so that nothing changed. */
  unchanged: z.boolean(),
});
export type UploadedImage = z.infer<typeof UploadedImage>;

/** The files a dataset holds, so that an import can go on where it stopped. */
export const DatasetFiles = z.array(
  z.strictObject({ name: ImageName, imageSha256: Sha256, truthSha256: Sha256, ignoreSha256: Sha256.nullable() }),
);
export type DatasetFiles = z.infer<typeof DatasetFiles>;

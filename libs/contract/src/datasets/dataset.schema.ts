import * as z from 'zod';
import { ImageId, ImageName, Sha256, Slug, Text, WebAddress } from '../identifiers.ts';

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

/** A dataset with the totals of its newest version. */
export const Dataset = z.strictObject({
  slug: Slug,
  name: z.string(),
  description: z.string(),
  licence: z.string(),
  redistributable: z.boolean(),
  sourceUrl: z.string().nullable(),
  citation: z.string().nullable(),
  version: z.int().min(1),
  /** A published version never changes; an open one still takes images. */
  published: z.boolean(),
  imageCount: z.int().min(0),
  cellCount: z.int().min(0),
});
export type Dataset = z.infer<typeof Dataset>;

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
  /** True where the very same files were there before, so that nothing changed. */
  unchanged: z.boolean(),
});
export type UploadedImage = z.infer<typeof UploadedImage>;

/** The files a dataset holds, so that an import can go on where it stopped. */
export const DatasetFiles = z.array(z.strictObject({ name: ImageName, imageSha256: Sha256, truthSha256: Sha256 }));
export type DatasetFiles = z.infer<typeof DatasetFiles>;

import * as z from 'zod';
import { OneLine } from '../identifiers.ts';

const Word = OneLine.trim().min(1).max(80);

/** What images have in common that depend on each other: frames of a movie, fields of a slide, and so on. */
export const ClusterKind = z.enum(['movie', 'slide', 'donor', 'well', 'field']);
export type ClusterKind = z.infer<typeof ClusterKind>;

/** A group of dependent images. Intervals are computed by group, because such images are no independent evidence. */
export const Cluster = z.strictObject({ kind: ClusterKind, key: OneLine.trim().min(1).max(200) });
export type Cluster = z.infer<typeof Cluster>;

const tags = {
  cellType: Word,
  modality: Word,
  stain: Word.nullable(),
  tissue: Word.nullable(),
  /** Side of a pixel in micrometres. */
  pixelSizeUm: z.number().positive().max(1000).nullable(),
  /** The group of dependent images that it belongs to; null where it is independent, as far as is known. */
  cluster: Cluster.nullable(),
  /** The part of its dataset that the authors put it into, such as train or test. */
  split: Word.nullable(),
  /** Its place in a stack and in a movie, from 0; null for single images. */
  planeZ: z.int().min(0).max(1_000_000).nullable(),
  planeT: z.int().min(0).max(1_000_000).nullable(),
};

/** What may be corrected about an image at any time, because no score depends on it. */
export const EditableTags = z.strictObject({
  ...tags,
  stain: tags.stain.default(null),
  tissue: tags.tissue.default(null),
  pixelSizeUm: tags.pixelSizeUm.default(null),
  cluster: tags.cluster.default(null),
  split: tags.split.default(null),
  planeZ: tags.planeZ.default(null),
  planeT: tags.planeT.default(null),
});
export type EditableTags = z.infer<typeof EditableTags>;

/** Corrections of some tags. Without defaults: a tag that is left out stays as it is. */
export const TagChanges = z.strictObject(tags).partial();
export type TagChanges = z.infer<typeof TagChanges>;

/** What is known of an image beside its pixels; uploaded together with the image and its truth. */
export const ImageTags = EditableTags.extend({
  /** False: cells are not told apart, or there is no truth, so the image is shown and never scored. */
  instanceSeg: z.boolean().default(true),
});
export type ImageTags = z.infer<typeof ImageTags>;

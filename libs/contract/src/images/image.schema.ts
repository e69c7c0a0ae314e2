import * as z from 'zod';
import { CheckpointId, ImageId, ImageName, Slug, Text } from '../identifiers.ts';

/** Which images to show: those of a task, or of all published datasets, of one cell type or of all. */
export const ImagesQuery = z.strictObject({
  task: Slug.optional(),
  cellType: Text.min(1).max(80).optional(),
  /** Most images to answer. */
  limit: z.int().min(1).max(200).default(24),
});
export type ImagesQuery = z.infer<typeof ImagesQuery>;

/** An image of the gallery. Its pictures are at {@link imageFiles}. */
export const Image = z.strictObject({
  id: ImageId,
  name: ImageName,
  dataset: Slug,
  cellType: z.string(),
  modality: z.string(),
  width: z.int().min(1),
  height: z.int().min(1),
  cellCount: z.int().min(0),
});
export type Image = z.infer<typeof Image>;

/** A checkpoint whose predictions can be laid over the images. */
export const OverlayChoice = z.strictObject({ id: CheckpointId, model: z.string(), checkpoint: z.string() });
export type OverlayChoice = z.infer<typeof OverlayChoice>;

export const ImagesPage = z.strictObject({
  /** In the order of dataset and name. */
  images: z.array(Image),
  /** How many images match, shown or not. */
  total: z.int().min(0),
  /** Every cell type of the task (or of all datasets) with its number of images, whatever cell type was asked for. */
  cellTypes: z.array(z.strictObject({ cellType: z.string(), images: z.int().min(1) })),
  /** Checkpoints with predictions for the task; empty where no task was asked for. */
  overlays: z.array(OverlayChoice),
});
export type ImagesPage = z.infer<typeof ImagesPage>;

/** Addresses of an image's pictures. All are WebP of at most 320 px a side; overlays are transparent but for the cells. */
export const imageFiles = {
  thumbnail: (image: ImageId) => `/files/images/${image}/thumbnail.webp`,
  truth: (image: ImageId) => `/files/images/${image}/truth.webp`,
  prediction: (image: ImageId, task: Slug, checkpoint: CheckpointId) =>
    `/files/images/${image}/predictions/${task}/${checkpoint}.webp`,
};

import type { ImageId } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { DatasetVersion } from './dataset-version.entity.ts';

const ImageSchema = defineEntity({
  name: 'Image',
  uniques: [{ properties: ['datasetVersion', 'name'] }],
  indexes: [{ properties: ['cellType'] }],
  triggers: [
    // Locks the version first, so that it cannot be published between the look and the write.
    {
      name: 'published_stay',
      timing: 'before',
      events: ['insert', 'update', 'delete'],
      body: `perform 1 from dataset_version where id in (old.dataset_version_id, new.dataset_version_id) for share; if exists (select 1 from dataset_version where id in (old.dataset_version_id, new.dataset_version_id) and published_at is not null) then raise exception 'The images of a published dataset version never change.' using errcode = 'check_violation'; end if; return coalesce(new, old)`,
    },
  ],
  properties: {
    id: p
      .uuid()
      .$type<ImageId>()
      .primary()
      .onCreate(() => crypto.randomUUID() as ImageId),
    datasetVersion: () => p.manyToOne(DatasetVersion).deleteRule('cascade'),
    /** File stem, unique within the dataset version. */
    name: p.string().length(200),
    cellType: p.string().length(80),
    imagingModality: p.string().length(80),
    stain: p.string().length(80).nullable(),
    tissue: p.string().length(80).nullable(),
    /** False: cells are not told apart, so the image is shown and never scored. */
    instanceSeg: p.boolean().default(true),
    width: p.integer().check('width >= 1 and width <= 16384'),
    height: p.integer().check('height >= 1 and height <= 16384'),
    channels: p.integer().check('channels >= 1'),
    /** Side of a pixel in micrometres. */
    pixelSizeUm: p.double().nullable().check(`pixel_size_um > '0'`),
    /** Cells of the truth. */
    cellCount: p.integer().check('cell_count >= 0'),
    /** Hashes of the files, which are also their names in the store. */
    imageSha256: p.string().length(64).check('char_length(image_sha256) = 64'),
    truthSha256: p.string().length(64).check('char_length(truth_sha256) = 64'),
    /** Pixels that no score looks at. */
    ignoreSha256: p.string().length(64).nullable().check('char_length(ignore_sha256) = 64'),
    /** By what the picture is found again in other files and datasets; null where it was never taken. */
    pixelSha256: p.string().length(64).nullable().check('char_length(pixel_sha256) = 64'),
    perceptualHash: p.string().length(16).nullable().check('char_length(perceptual_hash) = 16'),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});

/** One microscopy image with its truth. */
export class Image extends ImageSchema.class {}
ImageSchema.setClass(Image);

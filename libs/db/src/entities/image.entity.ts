import { ClusterKind, type ImageId } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { DatasetVersionEntity } from './dataset-version.entity.ts';
import { StoredFileEntity } from './stored-file.entity.ts';

/** What scores depend on, by column; everything else of a published image may be corrected. */
const FROZEN = [
  'id',
  'dataset_version_id',
  'name',
  'instance_seg',
  'width',
  'height',
  'channels',
  'cell_count',
  'image_sha256',
  'truth_sha256',
  'ignore_sha256',
];
const of = (row: 'new' | 'old') => FROZEN.map((column) => `${row}.${column}`).join(', ');

/** Percentiles of the samples of a channel. */
export interface Intensities {
  readonly p1: number;
  readonly p50: number;
  readonly p99: number;
}

const ImageSchema = defineEntity({
  name: 'ImageEntity',
  tableName: 'image',
  uniques: [{ properties: ['datasetVersion', 'name'] }],
  indexes: [
    { properties: ['cellType'] },
    { properties: ['imagingModality'] },
    { properties: ['imageFile'] },
    { properties: ['measuredWith'] },
    { properties: ['picturedWith'] },
  ],
  checks: [
    {
      name: 'image_shelves_check',
      expression: `image_shelf = 'image' and coalesce(truth_shelf, 'truth') = 'truth' and coalesce(ignore_shelf, 'truth') = 'truth'`,
    },
    // Without a truth there is nothing to count, to leave out or to score.
    {
      name: 'image_truth_check',
      expression: `(truth_sha256 is null) = (cell_count is null) and (truth_sha256 is not null or (not instance_seg and ignore_sha256 is null))`,
    },
    { name: 'image_cluster_check', expression: '(cluster_kind is null) = (cluster_key is null)' },
  ],
  triggers: [
    // Locks the version first, so that it cannot be published between the look and the write.
    {
      name: 'published_stay',
      timing: 'before',
      events: ['insert', 'update', 'delete'],
      body: `if tg_op = 'UPDATE' and (${of('new')}) is not distinct from (${of('old')}) then return new; end if; perform 1 from dataset_version where id in (old.dataset_version_id, new.dataset_version_id) for share; if exists (select 1 from dataset_version where id in (old.dataset_version_id, new.dataset_version_id) and published_at is not null) then raise exception 'Of a published image nothing that scores depend on may change.' using errcode = 'check_violation'; end if; return coalesce(new, old)`,
    },
  ],
  properties: {
    id: p
      .uuid()
      .$type<ImageId>()
      .primary()
      .onCreate(() => crypto.randomUUID() as ImageId),
    datasetVersion: () => p.manyToOne(DatasetVersionEntity).deleteRule('cascade'),
    /** File stem, unique within the dataset version. */
    name: p.string().length(200),
    cellType: p.string().length(80),
    imagingModality: p.string().length(80),
    stain: p.string().length(80).nullable(),
    tissue: p.string().length(80).nullable(),
    /** False: there is no truth, or it does not tell cells apart, so the image is shown and never scored. */
    instanceSeg: p.boolean().default(true),
    /** The group of dependent images that it belongs to, such as a movie; null where it is its own. */
    clusterKind: p.enum([...ClusterKind.options]).nullable(),
    clusterKey: p.string().length(200).nullable(),
    /** The part of its dataset that the authors put it into, such as train or test. */
    split: p.string().length(80).nullable(),
    /** Its place in a stack and in a movie, from 0. */
    planeZ: p.integer().nullable().check('plane_z >= 0'),
    planeT: p.integer().nullable().check('plane_t >= 0'),
    width: p.integer().check('width >= 1 and width <= 16384'),
    height: p.integer().check('height >= 1 and height <= 16384'),
    channels: p.integer().check('channels >= 1'),
    /** Side of a pixel in micrometres. */
    pixelSizeUm: p.double().nullable().check(`pixel_size_um > '0'`),
    /** Cells of the truth; null without one. */
    cellCount: p.integer().nullable().check('cell_count >= 0'),
    imageFile: () =>
      p
        .manyToOne(StoredFileEntity)
        .joinColumns('image_shelf', 'image_sha256')
        .deleteRule('restrict')
        .updateRule('no action'),
    truthFile: () =>
      p
        .manyToOne(StoredFileEntity)
        .joinColumns('truth_shelf', 'truth_sha256')
        .nullable()
        .deleteRule('restrict')
        .updateRule('no action'),
    /** Pixels that no score looks at. */
    ignoreFile: () =>
      p
        .manyToOne(StoredFileEntity)
        .joinColumns('ignore_shelf', 'ignore_sha256')
        .nullable()
        .deleteRule('restrict')
        .updateRule('no action'),
    /** Identifies the image in other files and datasets; null where it was not computed. */
    pixelSha256: p.string().length(64).nullable().check('char_length(pixel_sha256) = 64'),
    perceptualHash: p.string().length(16).nullable().check('char_length(perceptual_hash) = 16'),
    /** Diameter in pixels of the circle as large as the median cell; null without cells. */
    medianDiameterPx: p.double().nullable().check(`median_diameter_px > '0'`),
    /** Part of all pixels that lie in cells. */
    covered: p.double().nullable().check(`covered >= '0' and covered <= '1'`),
    /** Michelson contrast of the 1st and 99th percentile. */
    contrast: p.double().nullable().check(`contrast >= '0' and contrast <= '1'`),
    /** Variance of the Laplacian over the variance of the grey picture. */
    sharpness: p.double().nullable().check(`sharpness >= '0'`),
    /** Percentiles of the samples of each channel, of the first seven at most. */
    intensities: p.json<readonly Intensities[]>().nullable(),
    /** Version of the rules that the five above were measured by; null where they were not measured yet. */
    measuredWith: p.integer().nullable().check('measured_with >= 1'),
    /** Version of the rules by which its small pictures were drawn; null where they were not drawn yet. */
    picturedWith: p.integer().nullable().check('pictured_with >= 1'),
    /** Raised with every change of the tags, so that two people who edit at once notice. */
    version: p.integer().version().default(1),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** One microscopy image, with its truth if there is one. */
export class ImageEntity extends ImageSchema.class {}
ImageSchema.setClass(ImageEntity);

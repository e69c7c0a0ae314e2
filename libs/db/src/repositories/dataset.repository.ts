import type { Slug } from '@cellboard/contract';
import { LockMode } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { DatasetVersion } from '../entities/dataset-version.entity.ts';
import { Dataset } from '../entities/dataset.entity.ts';
import { Image } from '../entities/image.entity.ts';
import { lockName } from './name-lock.ts';

/** What a dataset version holds. */
export interface VersionTotals {
  readonly imageCount: number;
  readonly cellCount: number;
}

/** A picture to be looked for. */
export interface Picture {
  readonly name: string;
  readonly pixelSha256: string;
  readonly perceptualHash: string;
}

/** A published image that is the same as a picture, or looks like it. */
export interface Lookalike {
  readonly name: string;
  readonly otherDataset: string;
  readonly otherName: string;
  readonly distance: number;
  readonly same: boolean;
}

/** Finds datasets, their versions and what these hold. */
export class DatasetRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** Looking whether a dataset exists and making it is one step for whoever holds this, until the transaction ends. */
  lockSlug(slug: Slug): Promise<void> {
    return lockName(this.em, 'dataset', slug);
  }

  /** The dataset of that slug, open or published. */
  bySlug(slug: Slug): Promise<Dataset | null> {
    return this.em.findOne(Dataset, { slug });
  }

  /** The version with the highest number, open or published; with its dataset. */
  newestVersion(slug: Slug): Promise<DatasetVersion | null> {
    return this.em.findOne(
      DatasetVersion,
      { dataset: { slug } },
      { orderBy: { number: 'desc' }, populate: ['dataset'] },
    );
  }

  /** The version with the highest number among the published ones; with its dataset. */
  newestPublished(slug: Slug): Promise<DatasetVersion | null> {
    return this.em.findOne(
      DatasetVersion,
      { dataset: { slug }, publishedAt: { $ne: null } },
      { orderBy: { number: 'desc' }, populate: ['dataset'] },
    );
  }

  /** The newest published version of every dataset, with the dataset, in the order of the datasets' names. */
  async everyNewestPublished(): Promise<DatasetVersion[]> {
    const versions = await this.em.find(
      DatasetVersion,
      { publishedAt: { $ne: null } },
      {
        orderBy: [{ dataset: { name: 'asc' } }, { dataset: { slug: 'asc' } }, { number: 'desc' }],
        populate: ['dataset'],
      },
    );
    return versions.filter((version, i) => version.dataset.id !== versions[i - 1]?.dataset.id);
  }

  /** Datasets of the catalogue of which no version is published, by name. */
  everyCatalogued(): Promise<Dataset[]> {
    return this.em.find(
      Dataset,
      {
        facts: { $ne: null },
        id: {
          $nin: this.em
            .createQueryBuilder(DatasetVersion)
            .select('dataset')
            .where({ publishedAt: { $ne: null } }),
        },
      },
      { orderBy: { name: 'asc', slug: 'asc' } },
    );
  }

  /** The public tasks on images of a version, by name. */
  tasks(versionId: string): Promise<{ slug: string; name: string }[]> {
    return this.em.execute(
      `select slug, name from task
         where visibility = 'public' and exists (select 1 from task_image join image on image.id = task_image.image_id
           where task_image.task_id = task.id and image.dataset_version_id = ?)
         order by name, slug`,
      [versionId],
    );
  }

  /**
   * Looks for pictures in the published datasets but one. Pictures without structure are found only where they are
   * the very same.
   *
   * @param bits in which the perceptual hashes may differ
   * @returns the likest for each picture that has one
   */
  lookalikes(dataset: Slug, pictures: readonly Picture[], bits: number): Promise<Lookalike[]> {
    return this.em.execute(
      `select distinct on (asked.name) asked.name, dataset.slug as "otherDataset", image.name as "otherName",
           bit_count(('x' || image.perceptual_hash)::bit(64) # ('x' || asked."perceptualHash")::bit(64))::int as distance,
           image.pixel_sha256 = asked."pixelSha256" as same
         from jsonb_to_recordset(?::jsonb) as asked(name text, "pixelSha256" text, "perceptualHash" text)
         join image on image.pixel_sha256 = asked."pixelSha256"
           or asked."perceptualHash" <> '0000000000000000'
             and bit_count(('x' || image.perceptual_hash)::bit(64) # ('x' || asked."perceptualHash")::bit(64)) <= ?
         join dataset_version on dataset_version.id = image.dataset_version_id and published_at is not null
         join dataset on dataset.id = dataset_version.dataset_id and dataset.slug <> ?
         order by asked.name, same desc, distance, dataset.slug, image.name`,
      [JSON.stringify(pictures), bits, dataset],
    );
  }

  /** Reads a version anew and keeps others from changing it until the transaction ends. */
  lockVersion(id: string): Promise<DatasetVersion> {
    return this.em.findOneOrFail(
      DatasetVersion,
      { id },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, populate: ['dataset'] },
    );
  }

  /** What each version holds, by its id; a version without images is there with zeros. */
  async totals(versionIds: readonly string[]): Promise<Map<string, VersionTotals>> {
    const totals = new Map<string, VersionTotals>(versionIds.map((id) => [id, { imageCount: 0, cellCount: 0 }]));
    if (versionIds.length === 0) return totals;
    const rows = await this.em.execute<(VersionTotals & { id: string })[]>(
      `select dataset_version_id as id, count(*)::int as "imageCount", sum(cell_count)::float8 as "cellCount"
         from image where dataset_version_id in (?) group by dataset_version_id`,
      [versionIds],
    );
    for (const { id, imageCount, cellCount } of rows) totals.set(id, { imageCount, cellCount });
    return totals;
  }

  /** The images of a version, by name. */
  images(versionId: string): Promise<Image[]> {
    return this.em.find(Image, { datasetVersion: versionId }, { orderBy: { name: 'asc' } });
  }

  imageByName(versionId: string, name: string): Promise<Image | null> {
    return this.em.findOne(Image, { datasetVersion: versionId, name });
  }
}

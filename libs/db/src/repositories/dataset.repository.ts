import type { ImageName, Slug } from '@cellboard/contract';
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

/** A published image by what it shows. */
export interface KnownPicture {
  readonly dataset: Slug;
  readonly name: ImageName;
  readonly pixelSha256: string;
  readonly perceptualHash: string;
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

  /** The fingerprints of all published images but those of one dataset, by dataset and name, newest version first. */
  pictures(except: Slug): Promise<KnownPicture[]> {
    return this.em.execute(
      `select dataset.slug as dataset, image.name, pixel_sha256 as "pixelSha256", perceptual_hash as "perceptualHash"
         from image
         join dataset_version version on version.id = image.dataset_version_id and version.published_at is not null
         join dataset on dataset.id = version.dataset_id and dataset.slug <> ?
        where pixel_sha256 is not null and perceptual_hash is not null
        order by dataset.slug collate "C", image.name collate "C", version.number desc`,
      [except],
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

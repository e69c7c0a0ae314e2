import type { Dataset, ImageName, Principal, Slug, TrainedCandidate } from '@cellboard/contract';
import { LockMode, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { DatasetVersionEntity } from '../entities/dataset-version.entity.ts';
import { DatasetEntity } from '../entities/dataset.entity.ts';
import { ImageEntity } from '../entities/image.entity.ts';
import { lockName } from './name-lock.ts';
import { visibleTo } from './visible.ts';

/** A published image by what it shows. */
export interface KnownPicture {
  readonly dataset: Slug;
  readonly name: ImageName;
  readonly pixelSha256: string;
  readonly perceptualHash: string;
}

/** Which datasets are wanted. */
export interface DatasetsFilter {
  readonly after?: Slug | undefined;
  readonly limit: number;
  readonly slug?: Slug | undefined;
  /** Only open versions. */
  readonly open?: boolean | undefined;
}

/** A candidate with what its weights have seen, for a dataset's page. */
export type CandidateNames = Omit<TrainedCandidate, 'exposure'> & { readonly candidateId: string };

/** Finds datasets, their versions and what these hold. */
export class DatasetRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** Keeps others from making a dataset of that slug until the transaction ends. */
  lockSlug(slug: Slug): Promise<void> {
    return lockName(this.em, 'dataset', slug);
  }

  bySlug(slug: Slug): Promise<DatasetEntity | null> {
    return this.em.findOne(DatasetEntity, { slug });
  }

  /** The version with the highest number, open or published; with its dataset. */
  newestVersion(slug: Slug): Promise<DatasetVersionEntity | null> {
    return this.em.findOne(
      DatasetVersionEntity,
      { dataset: { slug } },
      { orderBy: { number: 'desc' }, populate: ['dataset'] },
    );
  }

  /** The version with the highest number among the published ones; with its dataset. */
  newestPublished(slug: Slug): Promise<DatasetVersionEntity | null> {
    return this.em.findOne(
      DatasetVersionEntity,
      { dataset: { slug }, publishedAt: { $ne: null } },
      { orderBy: { number: 'desc' }, populate: ['dataset'] },
    );
  }

  /** The published versions of a dataset, newest first. */
  published(datasetId: string): Promise<DatasetVersionEntity[]> {
    return this.em.find(
      DatasetVersionEntity,
      { dataset: datasetId, publishedAt: { $ne: null } },
      { orderBy: { number: 'desc' } },
    );
  }

  /**
   * Published and catalogued datasets with their totals and boards, by name; after one, and at most so many. Or open
   * versions alone, of the datasets that one may change.
   */
  page(principal: Principal, { after, limit, slug, open = false }: DatasetsFilter): Promise<Dataset[]> {
    const mine = sql`x.published_at is null and ${visibleTo(principal).datasetVersion('x')}`;
    const version = open ? mine : sql`x.published_at is not null`;
    return this.em.execute<Dataset[]>(sql`
      select ${summary(principal, version)} left join dataset place on place.slug = ${after ?? null}
       where (v.id is not null or (d.facts is not null and not ${open})) and (${slug ?? null}::text is null or d.slug = ${slug ?? null})
         and (place.slug is null or (lower(d.name) collate "C", d.slug collate "C") > (lower(place.name) collate "C", place.slug collate "C"))
       order by lower(d.name) collate "C", d.slug collate "C" limit ${limit}`);
  }

  /** One version, published or open, as {@link page} shows published ones. */
  async summaryOf(principal: Principal, version: DatasetVersionEntity): Promise<Dataset> {
    const [row] = await this.em.execute<Dataset[]>(
      sql`select ${summary(principal, sql`x.id = ${version.id}`)} where d.id = ${version.dataset.id}`,
    );
    if (!row) throw new Error(`The dataset of the version ${version.id} has vanished.`);
    return row;
  }

  /** The fingerprints of all published images except those of one dataset, by dataset and name, newest version first. */
  pictures(except: Slug): Promise<KnownPicture[]> {
    return this.em.execute<KnownPicture[]>(sql`
      select d.slug as dataset, i.name, pixel_sha256 as "pixelSha256", perceptual_hash as "perceptualHash"
        from image i join dataset_version v on v.id = i.dataset_version_id and v.published_at is not null
        join dataset d on d.id = v.dataset_id and d.slug <> ${except}
       where pixel_sha256 is not null and perceptual_hash is not null
       order by d.slug collate "C", i.name collate "C", v.number desc`);
  }

  /** The fingerprints of the images of a version, by name; those without one are left out. */
  ownPictures(versionId: string): Promise<Omit<KnownPicture, 'dataset'>[]> {
    return this.em.execute(sql`
      select name, pixel_sha256 as "pixelSha256", perceptual_hash as "perceptualHash" from image
       where dataset_version_id = ${versionId} and pixel_sha256 is not null and perceptual_hash is not null
       order by name collate "C"`);
  }

  /** Every dataset with a published version, and the source of its images. */
  publishedSources(): Promise<{ dataset: Slug; source: Slug }[]> {
    return this.em.execute(sql`
      select d.slug as dataset, d.source_slug as source from dataset d
       where exists (select 1 from dataset_version v where v.dataset_id = d.id and v.published_at is not null)
       order by d.slug collate "C"`);
  }

  /** Reads a version again and keeps others from changing it until the transaction ends. */
  lockVersion(id: string): Promise<DatasetVersionEntity> {
    return this.em.findOneOrFail(
      DatasetVersionEntity,
      { id },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, populate: ['dataset'] },
    );
  }

  async imageCount(versionId: string): Promise<number> {
    return this.em.count(ImageEntity, { datasetVersion: versionId });
  }

  /** The images of a version, by name; after one of them, and at most so many. */
  images(versionId: string, { after = '', limit }: { after?: string; limit: number }): Promise<ImageEntity[]> {
    return this.em.find(
      ImageEntity,
      { datasetVersion: versionId, name: { $gt: after } },
      { orderBy: { name: 'asc' }, limit },
    );
  }

  imageByName(versionId: string, name: string): Promise<ImageEntity | null> {
    return this.em.findOne(ImageEntity, { datasetVersion: versionId, name });
  }

  /**
   * Reads images of a version again, and keeps others from changing them until the transaction ends. They are locked
   * in the order of their names, so that no two who do so wait for each other.
   */
  lockImages(versionId: string, names: readonly string[]): Promise<ImageEntity[]> {
    return this.em.find(
      ImageEntity,
      { datasetVersion: versionId, name: { $in: [...names] } },
      { orderBy: { name: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
  }

  /** Every candidate of an eligible model, by model and candidate. */
  candidates(): Promise<CandidateNames[]> {
    return this.em.execute<CandidateNames[]>(sql`
      select c.id as "candidateId", m.slug as model, m.name as "modelName", c.slug as candidate, c.name as "candidateName"
        from candidate c join model m on m.id = c.model_id where c.weights_id is not null
       order by lower(m.name), m.slug, c.created_at, c.slug`);
  }
}

/** Columns and tables of a dataset's summary: of the newest of its versions `x` for which a condition holds. */
function summary(principal: Principal, condition: ReturnType<typeof sql>) {
  const boards = sql`(
        select coalesce(jsonb_agg(jsonb_build_object('task', t.slug, 'taskName', t.name) order by t.synthetic, t.created_at, t.slug), '[]')
          from task t where ${visibleTo(principal).task('t')} and t.visibility = 'public' and exists (
            select 1 from task_version_dataset l join task_dataset td on td.id = l.task_dataset_id
              join dataset_version tv on tv.id = td.dataset_version_id
             where tv.dataset_id = d.id and l.task_version_id = (
               select id from task_version where task_id = t.id and published_at is not null order by number desc limit 1)))`;
  // Published versions know their totals; only an open one is counted. A dataset of the catalogue has no version.
  const totals = sql`
             coalesce(case when v.id is not null and v.published_at is null then (select count(*) from image where dataset_version_id = v.id) else v.num_images end, 0)::int as "imageCount",
             coalesce(case when v.id is not null and v.published_at is null then (select sum(cell_count) from image where dataset_version_id = v.id) else v.num_cells end, 0)::float8 as "cellCount"`;
  return sql`d.slug, d.name, d.object, d.source_slug as source, d.synthetic, d.description, d.licence, d.redistributable,
             d.source_url as "sourceUrl", d.citation, d.facts, v.number as version,
             v.published_at is not null as published, v.retired_at is not null as retired, ${boards} as boards,
             ${totals}
        from dataset d
        left join lateral (
          select * from dataset_version x where x.dataset_id = d.id
             and ${condition}
           order by number desc limit 1) as v on true`;
}

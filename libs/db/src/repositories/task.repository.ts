import type { Principal, Slug, TaskImage, TaskObject } from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { TaskEntity } from '../entities/task.entity.ts';
import { lockName } from './name-lock.ts';
import { visibleTo } from './visible.ts';

/** A task found by a slug, which may be one that it had before. */
export interface FoundTask {
  readonly task: TaskEntity;
  /** The slice that a former task of that slug has become. */
  readonly dataset: Slug | null;
}

/** A dataset as a version of a task takes it. */
export interface TakenDataset {
  readonly taskId: string;
  readonly taskDatasetId: string;
  readonly datasetId: string;
  readonly slug: Slug;
  readonly name: string;
  readonly source: Slug;
  readonly object: TaskObject | null;
  readonly licence: string;
  /** Number of the dataset version. */
  readonly version: number;
  readonly imageCount: number;
  readonly cellCount: number;
}

/** What the list of tasks shows of each beside its own row and its datasets. */
export interface TaskTotals {
  /** Number of the newest public version. */
  readonly version: number | null;
  readonly candidateCount: number;
}

/** The place of an image in the order of datasets and names. */
export interface ImagePlace {
  readonly dataset: string;
  readonly name: string;
}

/** Finds tasks with what they take. */
export class TaskRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** Keeps others from making a task of that slug until the transaction ends. */
  lockSlug(slug: Slug): Promise<void> {
    return lockName(this.em, 'task', slug);
  }

  /** A task that the principal may see, by its slug or by one that it had before. */
  async find(principal: Principal, slug: Slug): Promise<FoundTask | null> {
    const [row] = await this.em.execute<{ id: string; dataset: Slug | null }[]>(sql`
      select t.id, d.slug as dataset
        from task t left join task_alias a on a.task_id = t.id and a.slug = ${slug} left join dataset d on d.id = a.dataset_id
       where (t.slug = ${slug} or a.slug is not null) and ${visibleTo(principal).task('t')}
       order by (t.slug = ${slug}) desc limit 1`);
    if (!row) return null;
    const task = await this.em.findOneOrFail(TaskEntity, { id: row.id });
    return { task, dataset: task.slug === slug ? null : row.dataset };
  }

  bySlug(slug: Slug): Promise<TaskEntity | null> {
    return this.em.findOne(TaskEntity, { slug });
  }

  /** The tasks that the principal may see: real ones first, then by age; after one of them, and at most so many. */
  async page(
    principal: Principal,
    { after, limit }: { after?: string | undefined; limit: number },
  ): Promise<TaskEntity[]> {
    const rows = await this.em.execute<{ id: string }[]>(sql`
      select t.id from task t left join task place on place.id = ${after ?? null}
       where ${visibleTo(principal).task('t')}
         and (place.id is null or (t.synthetic, t.created_at, t.slug) > (place.synthetic, place.created_at, place.slug))
       order by t.synthetic, t.created_at, t.slug limit ${limit}`);
    const ids = rows.map(({ id }) => id);
    const tasks = await this.em.find(TaskEntity, { id: { $in: ids } });
    return tasks.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  }

  /** The datasets of the version of each task that was public at a time (now without one), by name. */
  datasets(taskIds: readonly string[], at?: string): Promise<TakenDataset[]> {
    if (taskIds.length === 0) return Promise.resolve([]);
    return this.em.execute<TakenDataset[]>(sql`
      select v.task_id as "taskId", td.id as "taskDatasetId", d.id as "datasetId", d.slug, d.name, d.source_slug as source, d.object, d.licence,
             dv.number as version, td.num_images as "imageCount", td.num_cells as "cellCount"
        from (select distinct on (task_id) id, task_id from task_version
               where task_id in (${taskIds}) and published_at <= coalesce(${at ?? null}::timestamptz, 'infinity')
               order by task_id, number desc) as v
        join task_version_dataset l on l.task_version_id = v.id
        join task_dataset td on td.id = l.task_dataset_id
        join dataset_version dv on dv.id = td.dataset_version_id
        join dataset d on d.id = dv.dataset_id
       order by lower(d.name), d.slug`);
  }

  /** What each task holds, by its id. */
  async totals(taskIds: readonly string[]): Promise<Map<string, TaskTotals>> {
    if (taskIds.length === 0) return new Map();
    const rows = await this.em.execute<(TaskTotals & { id: string })[]>(sql`
      select t.id,
             (select max(number) from task_version v where v.task_id = t.id and v.published_at is not null) as version,
             (select count(distinct b.candidate_id)::int from board_entry b
                join candidate c on c.id = b.candidate_id join model m on m.id = c.model_id
               where b.task_id = t.id and b.until is null and m.eligible and c.kind = 'method') as "candidateCount"
        from task t where t.id in (${taskIds})`);
    return new Map(rows.map(({ id, version, candidateCount }) => [id, { version, candidateCount }]));
  }

  /** The images of some datasets of a task, by dataset and name; after one of them, and at most so many. */
  images(
    taskDatasetIds: readonly string[],
    { after, limit }: { after?: ImagePlace | undefined; limit: number },
  ): Promise<TaskImage[]> {
    if (taskDatasetIds.length === 0) return Promise.resolve([]);
    return this.em.execute<TaskImage[]>(sql`
      select d.slug as dataset, i.name, i.width, i.height, i.instance_seg as scored
        from task_image ti join image i on i.id = ti.image_id
        join dataset_version v on v.id = i.dataset_version_id join dataset d on d.id = v.dataset_id
       where ti.task_dataset_id in (${taskDatasetIds})
         and (d.slug collate "C", i.name collate "C") > (${after?.dataset ?? ''}, ${after?.name ?? ''})
       order by d.slug collate "C", i.name collate "C" limit ${limit}`);
  }
}

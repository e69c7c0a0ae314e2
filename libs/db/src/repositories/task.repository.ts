import type { Slug } from '@cellboard/contract';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { Task } from '../entities/task.entity.ts';
import { lockName } from './name-lock.ts';

/** What a task holds beside its own row. */
export interface TaskTotals {
  readonly cellCount: number;
  /** Candidates on the board. */
  readonly candidateCount: number;
}

/** Finds tasks. */
export class TaskRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** Looking whether a task exists and making it is one step for whoever holds this, until the transaction ends. */
  lockSlug(slug: Slug): Promise<void> {
    return lockName(this.em, 'task', slug);
  }

  /** The task of that slug, draft or published; with its metric. */
  bySlug(slug: Slug): Promise<Task | null> {
    return this.em.findOne(Task, { slug });
  }

  published(slug: Slug): Promise<Task | null> {
    return this.em.findOne(Task, { slug, visibility: 'public' });
  }

  /** Every published task in the order of creation. */
  everyPublished(): Promise<Task[]> {
    return this.em.find(Task, { visibility: 'public' }, { orderBy: [{ createdAt: 'asc' }, { slug: 'asc' }] });
  }

  /** What each task holds, by its id; a task without images is there with zeros. */
  async totals(taskIds: readonly string[]): Promise<Map<string, TaskTotals>> {
    if (taskIds.length === 0) return new Map();
    const rows = await this.em.execute<(TaskTotals & { id: string })[]>(
      `select t.id,
              (select coalesce(sum(i.cell_count), 0)::float8 from task_image ti
                 join image i on i.id = ti.image_id where ti.task_id = t.id) as "cellCount",
              (select count(distinct p.candidate_id)::int from performance p
                 join candidate c on c.id = p.candidate_id
                 join model m on m.id = c.model_id
                where p.task_id = t.id and m.eligible) as "candidateCount"
         from task t where t.id in (?)`,
      [taskIds],
    );
    return new Map(rows.map(({ id, cellCount, candidateCount }) => [id, { cellCount, candidateCount }]));
  }

  /** The images of a task, sorted by id. */
  async imageIds(taskId: string): Promise<string[]> {
    const rows = await this.em.execute<{ id: string }[]>(
      'select image_id as id from task_image where task_id = ? order by image_id',
      [taskId],
    );
    return rows.map(({ id }) => id);
  }

  /** The scorable images of a dataset version, of one modality or of all, sorted by id. */
  async scorableImageIds(versionId: string, modality: string | undefined): Promise<string[]> {
    const rows = await this.em.execute<{ id: string }[]>(
      `select id from image where dataset_version_id = ? and instance_seg${modality === undefined ? '' : ' and imaging_modality = ?'}
        order by id`,
      modality === undefined ? [versionId] : [versionId, modality],
    );
    return rows.map(({ id }) => id);
  }

  /** Puts images into a task; the database counts them. */
  async addImages(taskId: string, imageIds: readonly string[]): Promise<void> {
    await this.em.execute(
      "insert into task_image (task_id, image_id) select ?::uuid, unnest(string_to_array(?, ','))::uuid",
      [taskId, imageIds.join(',')],
    );
  }
}

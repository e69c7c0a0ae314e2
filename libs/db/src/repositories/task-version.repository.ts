import { LockMode, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { DatasetVersionEntity } from '../entities/dataset-version.entity.ts';
import { TaskDatasetEntity } from '../entities/task-dataset.entity.ts';
import { TaskVersionDatasetEntity } from '../entities/task-version-dataset.entity.ts';
import { TaskVersionEntity } from '../entities/task-version.entity.ts';
import { TaskEntity } from '../entities/task.entity.ts';
import type { Transaction } from '../transaction.ts';

/** Opens versions of tasks. */
export class TaskVersionRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /**
   * The public tasks that a dataset version belongs to: those that take in every dataset with its object, and those
   * of which the dataset is a part already.
   */
  async tasksTaking(version: DatasetVersionEntity): Promise<TaskEntity[]> {
    const { dataset } = version;
    const rows = await this.em.execute<{ id: string }[]>(sql`
      select t.id from task t
       where t.visibility = 'public'
         and (t.takes = 'all' and t.synthetic = ${dataset.synthetic} and t.object = ${dataset.object ?? null}
           or exists (select 1 from task_dataset td join dataset_version v on v.id = td.dataset_version_id
                       where td.task_id = t.id and v.dataset_id = ${dataset.id}))
       order by t.created_at, t.slug`);
    return this.em.find(
      TaskEntity,
      { id: { $in: rows.map(({ id }) => id) } },
      { orderBy: { createdAt: 'asc', slug: 'asc' } },
    );
  }

  /** Reads a task again and keeps others from opening a version of it until the transaction ends. */
  lock(id: string): Promise<TaskEntity> {
    return this.em.findOneOrFail(TaskEntity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  }

  /** What a task takes of its datasets in its newest public version; empty before the first. */
  async current(taskId: string): Promise<TaskDatasetEntity[]> {
    const newest = await this.em.findOne(
      TaskVersionEntity,
      { task: taskId, publishedAt: { $ne: null } },
      { orderBy: { number: 'desc' } },
    );
    if (!newest) return [];
    const rows = await this.em.find(
      TaskVersionDatasetEntity,
      { taskVersion: newest },
      { populate: ['taskDataset.datasetVersion.dataset'] },
    );
    return rows.map(({ taskDataset }) => taskDataset);
  }

  /** What the task takes of a dataset version: all its images, or those of the task's modality. */
  async take(transaction: Transaction, task: TaskEntity, version: DatasetVersionEntity): Promise<TaskDatasetEntity> {
    const taken = await transaction.findOne(TaskDatasetEntity, { task, datasetVersion: version });
    if (taken) return taken;
    const made = transaction.create(TaskDatasetEntity, { task, datasetVersion: version });
    await transaction.persist(made).flush();
    await transaction.execute(sql`
      insert into task_image (task_dataset_id, image_id)
      select ${made.id}, id from image where dataset_version_id = ${version.id}
         and (${task.modality ?? null}::text is null or imaging_modality = ${task.modality ?? null})`);
    await transaction.refresh(made);
    return made;
  }

  /** Opens and publishes the next version of a task with these datasets; what it listed before stays as it was. */
  async publish(
    transaction: Transaction,
    task: TaskEntity,
    { datasets, changes }: { datasets: readonly TaskDatasetEntity[]; changes: string | null },
  ): Promise<TaskVersionEntity> {
    const newest = await transaction.findOne(TaskVersionEntity, { task }, { orderBy: { number: 'desc' } });
    const version = transaction.create(TaskVersionEntity, { task, number: (newest?.number ?? 0) + 1, changes });
    await transaction.persist(version).flush();
    for (const taskDataset of datasets) {
      transaction.persist(transaction.create(TaskVersionDatasetEntity, { taskVersion: version, taskDataset }));
    }
    await transaction.flush();
    version.publishedAt = new Date();
    await transaction.flush();
    await transaction.refresh(task);
    return version;
  }
}

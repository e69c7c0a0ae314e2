import {
  Problem,
  Slug,
  ImageName,
  type ExtendTask,
  type NewTask,
  type Page,
  type Principal,
  type Task,
  type TaskImage,
  type TaskImagesQuery,
  type TaskQuery,
  type TasksQuery,
} from '@cellboard/contract';
import type { TasksService as Contract } from '@cellboard/contract/router';
import {
  DatasetRepository,
  MetricEntity,
  TaskEntity,
  TaskRepository,
  TaskVersionRepository,
  transactional,
  type DatasetVersionEntity,
  type Transaction,
} from '@cellboard/db';
import { catalog, isMetricId } from '@cellboard/metrics';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { audit } from '../audit/audit.ts';
import { sameWords } from '../audit/same-words.ts';
import { pageFrom, readCursor } from '../paging/cursor.ts';
import { TaskAnswers } from './task-answers.ts';
import { hasNothingToScore, isRetired, noTask, notInTask } from './task-problems.ts';
import { TaskVersions } from './task-versions.ts';

/** Makes and finds tasks. */
@Injectable()
export class TasksService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly tasks: TaskRepository,
    private readonly taskVersions: TaskVersionRepository,
    private readonly datasets: DatasetRepository,
    private readonly versions: TaskVersions,
    private readonly answers: TaskAnswers,
  ) {}

  async list(principal: Principal, { cursor, limit }: TasksQuery): Promise<Page<Task>> {
    const [after] = readCursor(z.tuple([z.uuid()]), cursor) ?? [];
    const { items, next } = pageFrom(await this.tasks.page(principal, { after, limit: limit + 1 }), limit, ({ id }) => [
      id,
    ]);
    return { items: await this.answers.of(items), next };
  }

  async get(principal: Principal, { task }: TaskQuery): Promise<Task> {
    return this.answers.one((await this.found(principal, task)).task);
  }

  async images(
    principal: Principal,
    { task: slug, dataset, cursor, limit }: TaskImagesQuery,
  ): Promise<Page<TaskImage>> {
    const { task, dataset: slice } = await this.found(principal, slug);
    const wanted = dataset ?? slice;
    const taken = await this.tasks.datasets([task.id]);
    const chosen = taken.filter((one) => wanted === null || one.slug === wanted);
    if (wanted !== null && chosen.length === 0) throw notInTask(task.slug, wanted);
    const place = readCursor(z.tuple([Slug, ImageName]), cursor);
    const after = place && { dataset: place[0], name: place[1] };
    const rows = await this.tasks.images(
      chosen.map(({ taskDatasetId }) => taskDatasetId),
      { after, limit: limit + 1 },
    );
    return pageFrom(rows, limit, ({ dataset, name }) => [dataset, name]);
  }

  async create(principal: Principal, input: NewTask): Promise<Task> {
    refuseMetric(input.primaryMetric);
    const task = await transactional(this.em, async (transaction) => {
      await this.tasks.lockSlug(input.slug);
      const found = await this.tasks.find(principal, input.slug);
      const versions = await this.published(input.datasets);
      // An early task may now be the slice of its dataset.
      if (found?.dataset && input.datasets.join() === found.dataset) return found.task;
      if (found) return this.unlessOther(found.task, input);
      return this.make(principal, transaction, { input, versions });
    });
    return this.answers.one(task);
  }

  async extend(principal: Principal, { task: slug, datasets, changes }: ExtendTask): Promise<Task> {
    const { task } = await this.found(principal, slug);
    if (task.takes === 'all') {
      throw new Problem(
        'REQUEST_INVALID',
        `The task "${task.slug}" takes in every published dataset by itself. Only tasks of your own can be extended.`,
      );
    }
    await transactional(this.em, async (transaction) => {
      const add = await this.published(datasets);
      await this.versions.open(principal, transaction, { task, add, changes, cause: 'dataset' });
      await this.refuseUnscored(task, datasets);
    });
    return this.answers.one(task);
  }

  private async found(principal: Principal, slug: Slug) {
    const found = await this.tasks.find(principal, slug);
    if (!found) throw noTask(slug);
    return found;
  }

  /** The newest versions of datasets. Nobody publishes or retires another until the transaction ends. */
  private async published(slugs: readonly Slug[]): Promise<DatasetVersionEntity[]> {
    const versions: DatasetVersionEntity[] = [];
    for (const slug of [...new Set(slugs)].sort()) {
      await this.datasets.lockSlug(slug);
      const version = await this.datasets.newestPublished(slug);
      if (!version) {
        throw new Problem(
          'DATASET_NOT_FOUND',
          `There is no published dataset "${slug}". Publish it first: a task needs images that never change.`,
        );
      }
      if (version.retiredAt != null) throw isRetired(slug);
      versions.push(version);
    }
    return versions;
  }

  /** A draft first: a task only becomes public together with its first version. */
  private async make(
    principal: Principal,
    transaction: Transaction,
    { input, versions }: { input: NewTask; versions: readonly DatasetVersionEntity[] },
  ): Promise<TaskEntity> {
    const { slug, name, description, object, minImages, modality = null } = input;
    const primaryMetric = transaction.getReference(MetricEntity, input.primaryMetric);
    const synthetic = versions.every(({ dataset }) => dataset.synthetic);
    const words = { slug, name, description, object, minImages, modality, synthetic };
    const task = transaction.create(TaskEntity, { ...words, primaryMetric });
    await transaction.persist(task).flush();
    audit(transaction, principal, {
      action: 'task.create',
      object: 'task',
      subject: slug,
      after: { ...words, datasets: input.datasets },
    });
    await this.versions.open(principal, transaction, { task, add: versions, changes: null, cause: 'dataset' });
    await this.refuseUnscored(task, input.datasets);
    task.visibility = 'public';
    return task;
  }

  /** Refuses a dataset with nothing to score, which the task would otherwise leave out silently. */
  private async refuseUnscored({ id, slug }: TaskEntity, datasets: readonly Slug[]): Promise<void> {
    const taken = new Set(
      (await this.taskVersions.current(id)).map(({ datasetVersion }) => datasetVersion.dataset.slug),
    );
    const unscored = datasets.find((dataset) => !taken.has(dataset));
    if (unscored !== undefined) throw hasNothingToScore(slug, unscored);
  }

  private async unlessOther(task: TaskEntity, input: NewTask): Promise<TaskEntity> {
    const { slug, name, description, object, minImages, modality = null } = input;
    const current = await this.taskVersions.current(task.id);
    const held = current.map(({ datasetVersion }) => datasetVersion.dataset.slug).sort();
    const same =
      sameWords(task, { slug, name, description, object, minImages, modality }) &&
      task.primaryMetric.id === input.primaryMetric &&
      held.join() === [...new Set(input.datasets)].sort().join();
    if (same) return task;
    throw new Problem(
      'TASK_EXISTS',
      `There already is a task "${slug}", with another description or other datasets. Choose another slug.`,
    );
  }
}

function refuseMetric(id: string): void {
  if (isMetricId(id) && catalog.some((entry) => entry.id === id && entry.primary)) return;
  const ids = catalog.filter(({ primary }) => primary).map((entry) => entry.id);
  throw new Problem('REQUEST_INVALID', `A task cannot be ranked by "${id}". Choose one of ${ids.join(', ')}.`);
}

import { Problem, type NewTask, type Slug, type Task as TaskAnswer, type TaskQuery } from '@cellboard/contract';
import type { TasksService as Contract } from '@cellboard/contract/router';
import { DatasetRepository, Metric, Task, TaskRepository, type TaskTotals } from '@cellboard/db';
import { catalog, isMetricId } from '@cellboard/metrics';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit, type Actor } from '../system/audit.ts';
import { sameWords } from '../system/same-words.ts';

/** Makes and finds tasks. */
@Injectable()
export class TasksService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly tasks: TaskRepository,
    private readonly datasets: DatasetRepository,
  ) {}

  async list(): Promise<TaskAnswer[]> {
    const tasks = await this.tasks.everyPublished();
    const totals = await this.tasks.totals(tasks.map(({ id }) => id));
    return tasks.map((task) => toTask(task, totals.get(task.id)));
  }

  async get({ task }: TaskQuery): Promise<TaskAnswer> {
    const found = await this.tasks.published(task);
    if (!found) throw noTask(task);
    return this.answer(found);
  }

  async create(input: NewTask, actor: Actor = 'operator'): Promise<TaskAnswer> {
    refuseMetric(input.primaryMetric);
    const task = await this.em.transactional(async (em) => {
      await this.tasks.lockSlug(input.slug);
      const imageIds = await this.imagesFor(input);
      const existing = await this.tasks.bySlug(input.slug);
      if (existing) return this.unlessOther(existing, { input, imageIds });
      return this.make(em, { input, imageIds, actor });
    });
    return this.answer(task);
  }

  /** The images that may be scored, sorted by id. */
  private async imagesFor({ slug, dataset, modality, minImages }: NewTask): Promise<string[]> {
    const version = await this.datasets.newestPublished(dataset);
    if (!version) {
      throw new Problem(
        'DATASET_NOT_FOUND',
        `There is no published dataset ${dataset}. Publish it first: a task needs images that never change.`,
      );
    }
    const imageIds = await this.tasks.scorableImageIds(version.id, modality);
    if (imageIds.length >= minImages) return imageIds;
    const which = modality === undefined ? '' : ` of the modality "${modality}"`;
    throw new Problem(
      'TASK_TOO_SMALL',
      `The dataset ${dataset} holds ${imageIds.length} images${which} that can be scored, but the task ${slug} needs at least ${minImages}. Add images, or lower minImages.`,
    );
  }

  /** A draft first: a task is only published with its images in it. */
  private async make(
    em: EntityManager,
    { input, imageIds, actor }: { input: NewTask; imageIds: string[]; actor: Actor },
  ): Promise<Task> {
    const { slug, name, description, object, minImages } = input;
    const primaryMetric = em.getReference(Metric, input.primaryMetric);
    const task = em.create(Task, { slug, name, description, object, minImages, primaryMetric });
    em.persist(task);
    await em.flush();
    await this.tasks.addImages(task.id, imageIds);
    await em.refresh(task);
    task.visibility = 'public';
    audit(em, {
      actor,
      action: 'task.create',
      subject: slug,
      details: { dataset: input.dataset, imageCount: imageIds.length },
    });
    return task;
  }

  private async unlessOther(task: Task, { input, imageIds }: { input: NewTask; imageIds: string[] }): Promise<Task> {
    const { slug, name, description, object, minImages, primaryMetric } = input;
    const words =
      sameWords(task, { slug, name, description, object, minImages }) && task.primaryMetric.id === primaryMetric;
    if (words && (await this.tasks.imageIds(task.id)).join() === imageIds.join()) return task;
    throw new Problem(
      'TASK_EXISTS',
      `There already is a task ${slug}, with other words or images. Choose another slug.`,
    );
  }

  private async answer(task: Task): Promise<TaskAnswer> {
    const totals = await this.tasks.totals([task.id]);
    return toTask(task, totals.get(task.id));
  }
}

/** The refusal where no task of that slug is published. */
export function noTask(slug: Slug): Problem {
  return new Problem('TASK_NOT_FOUND', `There is no task ${slug}. \`tasks.list\` names every task.`);
}

/** What leaves the server of a task. */
export function toTask(
  task: Task,
  { cellCount, candidateCount }: TaskTotals = { cellCount: 0, candidateCount: 0 },
): TaskAnswer {
  const { slug, name, description, object, numImages } = task;
  return {
    slug,
    name,
    description,
    object,
    primaryMetric: task.primaryMetric.id,
    imageCount: numImages,
    cellCount,
    candidateCount,
  };
}

function refuseMetric(id: string): void {
  if (isMetricId(id) && catalog.some((entry) => entry.id === id && entry.primary)) return;
  const ids = catalog.filter(({ primary }) => primary).map((entry) => entry.id);
  throw new Problem('REQUEST_INVALID', `A task cannot be ranked by "${id}". Metrics to rank by are ${ids.join(', ')}.`);
}

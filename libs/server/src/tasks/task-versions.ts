import { Problem, type Principal, type Slug } from '@cellboard/contract';
import {
  BoardRepository,
  TaskVersionRepository,
  type BoardCause,
  type DatasetVersionEntity,
  type TaskDatasetEntity,
  type TaskEntity,
  type Transaction,
} from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { RescoringService } from '../evaluation/rescoring.service.ts';

/** How the next version of a task differs from the one before. */
export interface TaskChange {
  /** Dataset versions to take; each replaces another version of its dataset. */
  readonly add?: readonly DatasetVersionEntity[];
  /** Ids of datasets to remove. */
  readonly remove?: readonly string[];
  /** Why, for the history of the task; null for the first version. */
  readonly changes: string | null;
  readonly cause: BoardCause;
}

/** Opens versions of tasks. A public version never changes, so every change opens the next one. */
@Injectable()
export class TaskVersions {
  constructor(
    private readonly versions: TaskVersionRepository,
    private readonly boards: BoardRepository,
    private readonly rescoring: RescoringService,
  ) {}

  /** Adds a dataset version to every public task that it belongs to. */
  async include(
    principal: Principal,
    transaction: Transaction,
    { version, changes, cause }: { version: DatasetVersionEntity; changes: string; cause: BoardCause },
  ): Promise<void> {
    for (const task of await this.versions.tasksTaking(version)) {
      await this.open(principal, transaction, { task, add: [version], changes, cause });
    }
  }

  /** Removes a dataset from every public task that has it. */
  async exclude(
    principal: Principal,
    transaction: Transaction,
    { version, changes }: { version: DatasetVersionEntity; changes: string },
  ): Promise<void> {
    for (const task of await this.versions.tasksTaking(version)) {
      const current = await this.versions.current(task.id);
      if (!current.some(({ datasetVersion }) => datasetVersion.dataset.id === version.dataset.id)) continue;
      await this.open(principal, transaction, { task, remove: [version.dataset.id], changes, cause: 'retired' });
    }
  }

  /**
   * Opens and publishes the next version of a task, unless nothing would change.
   *
   * @throws Problem TASK_TOO_SMALL
   */
  async open(
    principal: Principal,
    transaction: Transaction,
    { task, add = [], remove = [], changes, cause }: TaskChange & { task: TaskEntity },
  ): Promise<void> {
    await this.versions.lock(task.id);
    const before = await this.versions.current(task.id);
    const replaced = new Set([...remove, ...add.map(({ dataset }) => dataset.id)]);
    const kept = before.filter(({ datasetVersion }) => !replaced.has(datasetVersion.dataset.id));
    const taken: TaskDatasetEntity[] = [];
    for (const version of add) taken.push(await this.versions.take(transaction, task, version));
    const filled = taken.filter(({ numImages }) => numImages > 0);
    const datasets = [...kept, ...filled];
    // A draft is about to get its first version, which may not be empty.
    if (task.visibility === 'public' && sameDatasets(before, datasets)) return;
    assertLargeEnough(task, datasets);
    const version = await this.versions.publish(transaction, task, { datasets, changes });
    audit(transaction, principal, {
      action: 'task.publish-version',
      object: 'task',
      subject: task.slug,
      before: { datasets: before.map(nameOf) },
      after: { version: version.number, datasets: datasets.map(nameOf) },
      ...(changes !== null && { reason: changes }),
    });
    await this.follow(principal, transaction, { task, before, after: datasets, cause });
  }

  /** Moves results to replaced datasets, and updates the boards of datasets that were added or removed. */
  private async follow(
    principal: Principal,
    transaction: Transaction,
    { task, before, after, cause }: Followed,
  ): Promise<void> {
    const [were, are] = [datasetIds(before), datasetIds(after)];
    const kept = new Set(before.map(({ id }) => id));
    for (const datasetId of datasetIds(after.filter(({ id }) => !kept.has(id)))) {
      await this.rescoring.carryOver(principal, transaction, { taskId: task.id, datasetId });
    }
    const changed = [...were.filter((id) => !are.includes(id)), ...are.filter((id) => !were.includes(id))];
    for (const datasetId of changed) {
      const place = { taskId: task.id, datasetId };
      for (const candidateId of await this.boards.everScored(transaction, place)) {
        await this.boards.settle(transaction, { ...place, candidateId }, { principal, cause });
      }
    }
  }
}

interface Followed {
  readonly task: TaskEntity;
  readonly before: readonly TaskDatasetEntity[];
  readonly after: readonly TaskDatasetEntity[];
  readonly cause: BoardCause;
}

function datasetIds(taken: readonly TaskDatasetEntity[]): string[] {
  return taken.map(({ datasetVersion }) => datasetVersion.dataset.id);
}

function sameDatasets(a: readonly TaskDatasetEntity[], b: readonly TaskDatasetEntity[]): boolean {
  const ids = (list: readonly TaskDatasetEntity[]) => list.map(({ id }) => id).sort();
  return ids(a).join() === ids(b).join();
}

function assertLargeEnough({ slug, minImages }: TaskEntity, datasets: readonly TaskDatasetEntity[]): void {
  const images = datasets.reduce((sum, { numImages }) => sum + numImages, 0);
  if (images >= minImages) return;
  throw new Problem(
    'TASK_TOO_SMALL',
    `The task "${slug}" would hold ${images} images that can be scored, but it needs at least ${minImages}. Add images, or lower minImages.`,
  );
}

function nameOf({ datasetVersion: { dataset, number } }: TaskDatasetEntity): `${Slug}@${number}` {
  return `${dataset.slug}@${number}`;
}

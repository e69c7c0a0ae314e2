import type { Principal, Rescore, Rescoring, Slug } from '@cellboard/contract';
import type { RescoringService as Contract } from '@cellboard/contract/router';
import {
  EvaluationEntity,
  RescoringRepository,
  SubmissionEntity,
  TaskRepository,
  TaskVersionRepository,
  transactional,
  type TaskDatasetEntity,
  type Transaction,
} from '@cellboard/db';
import { catalog } from '@cellboard/metrics';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { metricsHash } from '../metrics/metrics-hash.ts';
import { noTask } from '../tasks/task-problems.ts';
import { EvaluationOpening } from './evaluation-opening.ts';

/** Evaluates board entries again after their metrics or images have changed. */
@Injectable()
export class RescoringService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly tasks: TaskRepository,
    private readonly rescoring: RescoringRepository,
    private readonly versions: TaskVersionRepository,
    private readonly evaluations: EvaluationOpening,
  ) {}

  async rescore(principal: Principal, { task: slug }: Rescore): Promise<Rescoring> {
    const found = await this.tasks.find(principal, slug);
    if (!found) throw noTask(slug);
    return transactional(this.em, async (transaction) => {
      await this.versions.lock(found.task.id); // so that two requests at the same time queue each evaluation once
      const made = await this.reopen(transaction, await this.rescoring.outdated(found.task.id, catalog));
      const evaluations = made.length;
      const images = made.reduce((sum, { imageCount }) => sum + imageCount, 0);
      const action = 'task.rescore';
      audit(transaction, principal, {
        action,
        object: 'task',
        subject: found.task.slug,
        details: { evaluations, images },
      });
      return { evaluations, images };
    });
  }

  /** Evaluates a submission again where it stands on a board by an older version of the metric that ranks. */
  async bringUpToDate(_principal: Principal, transaction: Transaction, { id, task }: SubmissionEntity): Promise<void> {
    const primary = catalog.filter((metric) => metric.id === task.primaryMetric.id);
    const outdated = await this.rescoring.outdated(task.id, primary);
    await this.reopen(
      transaction,
      outdated.filter(({ submission }) => submission.id === id),
    );
  }

  private async reopen(transaction: Transaction, outdated: readonly EvaluationEntity[]): Promise<EvaluationEntity[]> {
    const made: EvaluationEntity[] = [];
    for (const earlier of outdated) {
      if (await this.rescoring.isUnderway(earlier)) continue;
      const { submission, taskDataset } = earlier;
      made.push(await this.evaluations.open(transaction, { submission, taskDataset, cause: 'metric' }));
    }
    return made;
  }

  /** The tasks whose boards hold results of an older version of the metric that ranks, which nobody scores again yet. */
  outdatedTasks(_principal: Principal): Promise<Slug[]> {
    return this.rescoring.outdatedTasks(catalog, metricsHash);
  }

  /**
   * Moves results to the version of a dataset that a task uses now: everything on its board, and everything that waits
   * for evaluation with another version. Predictions of unchanged images are reused, also by open submissions. Scores
   * are reused where truth and ignored pixels are unchanged, too. A second run changes nothing.
   *
   * Call this before you settle a board: an evaluation locks its submission first and the board second.
   */
  async carryOver(
    _principal: Principal,
    transaction: Transaction,
    { taskId, datasetId }: { taskId: string; datasetId: string },
  ): Promise<void> {
    const to = await this.taken(taskId, datasetId);
    if (!to) return;
    await transaction.flush();
    for (const { submissionId, open, evaluationId } of await this.rescoring.followers(to)) {
      await this.rescoring.carryPredictions(transaction, { submissionId, to });
      if (open) continue;
      const submission = await transaction.findOneOrFail(SubmissionEntity, { id: submissionId });
      const earlier =
        evaluationId === null ? null : await transaction.findOneOrFail(EvaluationEntity, { id: evaluationId });
      await this.evaluations.open(transaction, {
        submission,
        taskDataset: to,
        cause: 'dataset',
        ...(earlier && { earlier }),
      });
    }
  }

  /** Copies the predictions of an open submission to the dataset versions that its task uses now. */
  async carryPredictions(
    _principal: Principal,
    transaction: Transaction,
    { id: submissionId, task }: SubmissionEntity,
  ): Promise<void> {
    for (const to of await this.versions.current(task.id)) {
      await this.rescoring.carryPredictions(transaction, { submissionId, to });
    }
  }

  /** Repeats a finished evaluation on the dataset version that the task uses now. */
  async repeat(
    _principal: Principal,
    transaction: Transaction,
    { submission, taskDataset: earlier }: EvaluationEntity,
  ): Promise<void> {
    const to = (await this.taken(submission.task.id, earlier.datasetVersion.dataset.id)) ?? earlier;
    if (to !== earlier) await this.rescoring.carryPredictions(transaction, { submissionId: submission.id, to });
    await this.evaluations.open(transaction, { submission, taskDataset: to, cause: 'requeue' });
  }

  private async taken(taskId: string, datasetId: string): Promise<TaskDatasetEntity | undefined> {
    const current = await this.versions.current(taskId);
    return current.find(({ datasetVersion }) => datasetVersion.dataset.id === datasetId);
  }
}

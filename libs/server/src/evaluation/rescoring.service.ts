import type { Principal, Rescore, Rescoring } from '@cellboard/contract';
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
import { noTask } from '../tasks/task-problems.ts';
import { EvaluationOpening } from './evaluation-opening.ts';

/** Evaluates again what stands on a board, where metrics or images have changed since. */
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
      await this.versions.lock(found.task.id); // so that of two who ask at once one finds what the other has queued
      const outdated = await this.rescoring.outdated(found.task.id, catalog);
      let [evaluations, images] = [0, 0];
      for (const earlier of outdated) {
        if (await this.rescoring.isUnderway(earlier)) continue;
        const { submission, taskDataset } = earlier;
        const made = await this.evaluations.open(transaction, { submission, taskDataset, cause: 'metric' });
        evaluations += 1;
        images += made.imageCount;
      }
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

  /**
   * Evaluates on the version of a dataset that a task takes now what stands on its board or waits for evaluation with
   * another version. Predictions of pictures that have not changed are used again, also by submissions that are still
   * open, and so are scores where truth and ignored pixels have not changed either. Done again, it changes nothing.
   *
   * Come here before a board is settled: who evaluates holds its submission while waiting for the board.
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

  /** Brings what was predicted in an open submission to the versions of the datasets that its task takes now. */
  async carryPredictions(
    _principal: Principal,
    transaction: Transaction,
    { id: submissionId, task }: SubmissionEntity,
  ): Promise<void> {
    for (const to of await this.versions.current(task.id)) {
      await this.rescoring.carryPredictions(transaction, { submissionId, to });
    }
  }

  /** Repeats an evaluation that has ended, on the version of its dataset that the task takes now. */
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

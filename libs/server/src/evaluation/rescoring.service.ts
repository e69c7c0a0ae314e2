import type { Principal, Rescore, Rescoring } from '@cellboard/contract';
import type { RescoringService as Contract } from '@cellboard/contract/router';
import {
  BoardRepository,
  EvaluationEntity,
  RescoringRepository,
  TaskRepository,
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
    private readonly boards: BoardRepository,
    private readonly evaluations: EvaluationOpening,
  ) {}

  async rescore(principal: Principal, { task: slug }: Rescore): Promise<Rescoring> {
    const found = await this.tasks.find(principal, slug);
    if (!found) throw noTask(slug);
    return transactional(this.em, async (transaction) => {
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
   * Evaluates what stands on the board of a dataset on its next version. Predictions of pictures that have not changed
   * are used again, and so are their scores where truth and ignored pixels have not changed either.
   */
  async carryOver(
    transaction: Transaction,
    _principal: Principal,
    { from, to }: { from: TaskDatasetEntity; to: TaskDatasetEntity },
  ): Promise<void> {
    const place = { taskId: to.task.id, datasetId: to.datasetVersion.dataset.id };
    for (const earlier of await this.standing(transaction, place)) {
      const { submission } = earlier;
      await this.rescoring.carryPredictions(transaction, { submissionId: submission.id, from: from.id, to: to.id });
      await this.evaluations.open(transaction, { submission, taskDataset: to, cause: 'dataset', earlier });
    }
  }

  private async standing(
    transaction: Transaction,
    place: { taskId: string; datasetId: string },
  ): Promise<EvaluationEntity[]> {
    const ids = await this.boards.evaluations(transaction, place);
    return transaction.find(
      EvaluationEntity,
      { id: { $in: ids } },
      { populate: ['submission', 'taskDataset'], orderBy: { createdAt: 'asc', id: 'asc' } },
    );
  }
}

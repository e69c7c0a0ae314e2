import { accountOf, type NewSubmission, type Principal, type SubmissionId } from '@cellboard/contract';
import {
  DeveloperEntity,
  ModelRepository,
  SubmissionEntity,
  SubmissionRepository,
  TaskRepository,
  transactional,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { requireModel } from '../models/model-access.ts';
import { isIneligible, noCandidate } from '../models/model-problems.ts';
import { noTask } from '../tasks/task-problems.ts';
import { isTaskEmpty } from './submission-problems.ts';

/** Opens submissions for predictions. */
@Injectable()
export class SubmissionOpening {
  constructor(
    private readonly em: EntityManager,
    private readonly submissions: SubmissionRepository,
    private readonly tasks: TaskRepository,
    private readonly models: ModelRepository,
  ) {}

  /**
   * Opens a submission, or finds the one that is still open for that task and candidate.
   *
   * @param baseline slug of a built-in method that makes the predictions, if one does
   */
  async open(principal: Principal, input: NewSubmission, baseline: string | null): Promise<SubmissionId> {
    const found = await this.tasks.find(principal, input.task);
    if (found?.task.visibility !== 'public') throw noTask(input.task);
    const { task } = found;
    const candidate = await this.models.candidate(input.model, input.candidate);
    if (!candidate) throw noCandidate(input.model, input.candidate);
    if (!candidate.model.eligible) throw isIneligible(candidate.model);
    await requireModel(principal, 'submissions.create', { model: candidate.model, models: this.models });
    if (task.numImages === 0) throw isTaskEmpty(task.slug);
    const account = accountOf(principal);
    const { id } = await transactional(this.em, async (transaction) => {
      await this.submissions.lockPair(task.id, candidate.id);
      const open = await this.submissions.open(task.id, candidate, account);
      if (open) {
        if (input.reading) open.reading = input.reading;
        return open;
      }
      const submittedBy = account === null ? null : transaction.getReference(DeveloperEntity, account);
      const made = transaction.create(SubmissionEntity, {
        ...{ task, candidate, baseline, submittedBy },
        reading: input.reading ?? null,
      });
      transaction.persist(made);
      const after = { ...input, task: task.slug };
      audit(transaction, principal, { action: 'submission.create', object: 'submission', subject: made.id, after });
      return made;
    });
    return id;
  }

  /** On a closed submission it changes nothing and returns the progress. */
}

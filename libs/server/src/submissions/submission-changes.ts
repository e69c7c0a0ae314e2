import type { Principal, SubmissionId } from '@cellboard/contract';
import { SubmissionRepository, transactional, type SubmissionEntity, type Transaction } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { noSubmission } from './submission-problems.ts';

/** Changes submissions. Each change is one transaction that locks the task and the row of the submission. */
@Injectable()
export class SubmissionChanges {
  constructor(
    private readonly em: EntityManager,
    private readonly submissions: SubmissionRepository,
  ) {}

  /** @throws Problem SUBMISSION_NOT_FOUND if the principal has no such submission */
  change(
    principal: Principal,
    id: SubmissionId,
    work: (transaction: Transaction, submission: SubmissionEntity) => Promise<void>,
  ): Promise<void> {
    return transactional(this.em, async (transaction) => {
      const own = await this.submissions.own(principal, id);
      const submission = own && (await this.submissions.lockWithTask(own));
      if (!submission) throw noSubmission(id);
      await work(transaction, submission);
    });
  }
}

import { accountOf, type Principal, type SubmissionQuota } from '@cellboard/contract';
import { DeveloperEntity, QuotaRepository, type SubmissionEntity, type Transaction } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { ServerSettings } from '../settings/server-settings.ts';
import { noPlaceLeft } from './submission-problems.ts';

/** Limits how many submissions an account sends to a task within 24 hours. */
@Injectable()
export class Quotas {
  constructor(
    private readonly quotas: QuotaRepository,
    private readonly settings: ServerSettings,
  ) {}

  /**
   * Takes a place of the account for a submission that is being closed. The caller has locked the task, so that two
   * submissions to it never count the same places. Those without an account have no limit.
   *
   * @throws Problem SUBMISSION_QUOTA if no place is left
   */
  async charge(principal: Principal, transaction: Transaction, submission: SubmissionEntity): Promise<void> {
    const account = accountOf(principal);
    if (account === null) return;
    const limit = this.settings.submissionsPerDay;
    const [places] = await this.quotas.used(account, limit, submission.task.id);
    if (places && places.used >= limit) throw noPlaceLeft(places, limit);
    submission.chargedTo = transaction.getReference(DeveloperEntity, account);
  }

  /** The time that places are counted by. */
  now(): Promise<Date> {
    return this.quotas.now();
  }

  /** Gives the place of a submission back that ended without a score, unless it had shown some. */
  giveBack(transaction: Transaction, { id }: SubmissionEntity): Promise<void> {
    return this.quotas.giveBack(transaction, id);
  }

  async of(principal: Principal): Promise<SubmissionQuota> {
    const account = accountOf(principal);
    if (account === null) return { limit: null, tasks: [] };
    const limit = this.settings.submissionsPerDay;
    const tasks = await this.quotas.used(account, limit);
    return { limit, tasks: tasks.map((one) => ({ ...one, left: Math.max(0, limit - one.used) })) };
  }
}

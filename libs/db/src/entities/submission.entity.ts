import type { LabelReading, SubmissionId } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { CandidateEntity } from './candidate.entity.ts';
import { DeveloperEntity } from './developer.entity.ts';
import { TaskEntity } from './task.entity.ts';

export const submissionStates = ['open', 'closed', 'cancelled'] as const;
export type SubmissionState = (typeof submissionStates)[number];

const SubmissionSchema = defineEntity({
  name: 'SubmissionEntity',
  tableName: 'submission',
  indexes: [
    { properties: ['task', 'number'] },
    { properties: ['candidate'] },
    {
      name: 'submission_charged_index',
      expression:
        'create index submission_charged_index on submission (charged_to_id, task_id, closed_at) where charged_to_id is not null',
    },
    {
      name: 'submission_open_unique',
      expression: `create unique index submission_open_unique on submission (task_id, candidate_id, coalesce(submitted_by_id, '00000000-0000-0000-0000-000000000000'::uuid)) where state = 'open'`,
    },
  ],
  checks: [
    {
      name: 'submission_published_check',
      expression: `published_at is null or (state = 'closed' and withdrawn_at is null)`,
    },
    { name: 'submission_given_back_check', expression: 'given_back_at is null or charged_to_id is not null' },
  ],
  properties: {
    id: p
      .uuid()
      .$type<SubmissionId>()
      .primary()
      .onCreate(() => crypto.randomUUID() as SubmissionId),
    /** In the order of opening: which of two submissions is later never depends on a clock. */
    number: p.integer().autoincrement().unique(),
    task: () => p.manyToOne(TaskEntity).deleteRule('restrict'),
    candidate: () => p.manyToOne(CandidateEntity).deleteRule('restrict'),
    /** The account that opened it; null for the operator and the site itself. */
    submittedBy: () => p.manyToOne(DeveloperEntity).nullable().deleteRule('restrict'),
    state: p.enum([...submissionStates]).onCreate(() => 'open' as const),
    /** Set where a built-in method makes the predictions: its slug. */
    baseline: p.string().length(64).nullable(),
    /** How the files of its predictions were read where they left something open; null where nothing had to be chosen. */
    reading: p.json<LabelReading>().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    closedAt: p.datetime().nullable(),
    cancelledAt: p.datetime().nullable(),
    /** Since when everyone may see it; null while only its owners do. */
    publishedAt: p.datetime().nullable(),
    /** When its owners made a published one private again; null where they did not, or published it once more. */
    withdrawnAt: p.datetime().nullable(),
    /** The account whose daily places for the task it took one of; null where nobody has a limit. */
    chargedTo: () => p.manyToOne(DeveloperEntity).nullable().deleteRule('restrict'),
    /** When the place was given back, because the submission could not be scored. */
    givenBackAt: p.datetime().nullable(),
  },
});

/** One candidate's predictions for one or several datasets of a task. How far they are evaluated is in its evaluations. */
export class SubmissionEntity extends SubmissionSchema.class {
  close(now: Date): void {
    this.move(['open'], 'closed');
    this.closedAt = now;
  }

  /** Ends it before it is scored. */
  cancel(now: Date): void {
    this.move(['open', 'closed'], 'cancelled');
    this.cancelledAt = now;
    this.publishedAt = null;
  }

  /** Lets everyone see it, with its scores as soon as there are any. */
  publish(now: Date): void {
    if (this.state !== 'closed') throw new Error(`Submission ${this.id} is ${this.state}, so it cannot be published.`);
    this.publishedAt = now;
    this.withdrawnAt = null;
  }

  /** Makes a published one private again. */
  withdraw(now: Date): void {
    if (!this.publishedAt) throw new Error(`Submission ${this.id} is not published, so it cannot be withdrawn.`);
    this.publishedAt = null;
    this.withdrawnAt = now;
  }

  private move(from: SubmissionState[], to: SubmissionState): void {
    if (!from.includes(this.state))
      throw new Error(`Submission ${this.id} is ${this.state}, so it cannot become ${to}.`);
    this.state = to;
  }
}
SubmissionSchema.setClass(SubmissionEntity);

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
      name: 'submission_open_unique',
      expression: `create unique index submission_open_unique on submission (task_id, candidate_id, coalesce(submitted_by_id, '00000000-0000-0000-0000-000000000000'::uuid)) where state = 'open'`,
    },
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
  },
});

/** One candidate's predictions for one or several datasets of a task. How far they are evaluated is in its evaluations. */
export class SubmissionEntity extends SubmissionSchema.class {
  close(now: Date): void {
    this.move(['open'], 'closed');
    this.closedAt = now;
  }

  cancel(now: Date): void {
    this.move(['open', 'closed'], 'cancelled');
    this.cancelledAt = now;
  }

  private move(from: SubmissionState[], to: SubmissionState): void {
    if (!from.includes(this.state))
      throw new Error(`Submission ${this.id} is ${this.state}, so it cannot become ${to}.`);
    this.state = to;
  }
}
SubmissionSchema.setClass(SubmissionEntity);

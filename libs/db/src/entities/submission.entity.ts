import type { SubmissionId, SubmissionStatus } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { Candidate } from './candidate.entity.ts';
import { Task } from './task.entity.ts';

export const submissionStatuses = [
  'open',
  'queued',
  'running',
  'scored',
  'rejected',
] as const satisfies SubmissionStatus[];

const SubmissionSchema = defineEntity({
  name: 'Submission',
  checks: [{ name: 'submission_rejection_check', expression: `(status = 'rejected') = (rejection is not null)` }],
  indexes: [{ properties: ['task', 'status'] }],
  uniques: [{ name: 'submission_open_unique', properties: ['task', 'candidate'], where: { status: 'open' } }],
  properties: {
    id: p
      .uuid()
      .$type<SubmissionId>()
      .primary()
      .onCreate(() => crypto.randomUUID() as SubmissionId),
    task: () => p.manyToOne(Task).deleteRule('restrict'),
    candidate: () => p.manyToOne(Candidate).deleteRule('restrict'),
    status: p.enum([...submissionStatuses]).onCreate(() => 'open' as const),
    /** Set where a built-in method makes the predictions: its slug. */
    baseline: p.string().length(64).nullable(),
    /** Set once rejected: what to mend. */
    rejection: p.text().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    queuedAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
  },
});

/** One candidate's predictions for one task. It moves open → queued → running → scored or rejected. */
export class Submission extends SubmissionSchema.class {
  queue(now: Date): void {
    this.move(['open'], 'queued');
    this.queuedAt = now;
  }

  /** Also taken from running: a job whose worker died is run again. */
  start(): void {
    this.move(['queued', 'running'], 'running');
  }

  score(now: Date): void {
    this.move(['running'], 'scored');
    this.finishedAt = now;
  }

  reject(reason: string, now: Date): void {
    this.move(['queued', 'running'], 'rejected');
    this.rejection = reason;
    this.finishedAt = now;
  }

  /** What should have been done for it failed time after time; also while a built-in method predicts. */
  giveUp(reason: string, now: Date): void {
    this.move(['open', 'queued', 'running'], 'rejected');
    this.rejection = reason;
    this.finishedAt = now;
  }

  /** The only way back, for a fault that was not the submission's. */
  queueAgain(now: Date): void {
    this.move(['rejected'], 'queued');
    this.rejection = null;
    this.queuedAt = now;
    this.finishedAt = null;
  }

  private move(from: SubmissionStatus[], to: SubmissionStatus): void {
    if (!from.includes(this.status))
      throw new Error(`Submission ${this.id} is ${this.status}, so it cannot become ${to}.`);
    this.status = to;
  }
}
SubmissionSchema.setClass(Submission);

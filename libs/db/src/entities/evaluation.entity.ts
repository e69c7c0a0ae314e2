import { EvaluationCause, EvaluationState } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { SubmissionEntity } from './submission.entity.ts';
import { TaskDatasetEntity } from './task-dataset.entity.ts';

const EvaluationSchema = defineEntity({
  name: 'EvaluationEntity',
  tableName: 'evaluation',
  uniques: [{ properties: ['submission', 'taskDataset', 'number'] }],
  indexes: [
    { properties: ['taskDataset'] },
    {
      name: 'evaluation_unfinished_index',
      expression: `create index evaluation_unfinished_index on evaluation (state) where state in ('queued', 'running')`,
    },
  ],
  checks: [
    { name: 'evaluation_report_check', expression: `(state = 'rejected') = (report is not null)` },
    { name: 'evaluation_error_check', expression: `state <> 'failed' or error is not null` },
    { name: 'evaluation_finished_check', expression: `(finished_at is null) = (state in ('queued', 'running'))` },
  ],
  triggers: [
    {
      name: 'finished_stay',
      timing: 'before',
      events: ['update'],
      body: `if old.finished_at is not null and new is distinct from old then raise exception 'A finished evaluation never changes.' using errcode = 'check_violation'; end if; return new`,
    },
  ],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    submission: () => p.manyToOne(SubmissionEntity).deleteRule('cascade'),
    /** The dataset version, and which of its images. */
    taskDataset: () => p.manyToOne(TaskDatasetEntity).deleteRule('restrict'),
    /** 1 for the first evaluation of the submission on the dataset version, raised with every further one. */
    number: p.integer().check('number >= 1'),
    state: p.enum([...EvaluationState.options]).onCreate(() => 'queued' as const),
    cause: p.enum([...EvaluationCause.options]),
    /** How many of its jobs failed so far, and the last error. */
    attempts: p.integer().default(0).check('attempts >= 0'),
    error: p.text().nullable(),
    /** What the submitter has to fix, image by image. */
    report: p.text().nullable(),
    /** What a reader of its scores has to know, image by image. */
    warnings: p.text().nullable(),
    /** Images to score, and those scored so far. The last chunk to commit finishes the evaluation. */
    imageCount: p.integer().check('image_count >= 0'),
    scoredCount: p.integer().default(0).check('scored_count >= 0 and scored_count <= image_count'),
    /** Of the scored ones: those without a prediction, and those whose scores an earlier evaluation had. */
    missingCount: p.integer().default(0).check('missing_count >= 0 and missing_count <= scored_count'),
    carriedCount: p.integer().default(0).check('carried_count >= 0 and carried_count <= scored_count'),
    /** Names the metrics and their versions by which its images are scored; null where an early release began it. */
    metricsHash: p.string().length(64).nullable(),
    /** Version of the software that scores. */
    softwareVersion: p.string().length(40),
    createdAt: p.datetime().defaultRaw('now()'),
    startedAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
  },
});

/** One run of the scorer over one submission and one dataset version: queued → running → an end that never changes. */
export class EvaluationEntity extends EvaluationSchema.class {
  /** Also taken while it runs: a job whose worker died runs again. */
  start(now: Date): void {
    this.move('running');
    this.startedAt ??= now;
  }

  score(now: Date): void {
    this.end('scored', now);
  }

  /** The submitter has to fix something. */
  reject(report: string, now: Date): void {
    this.end('rejected', now);
    this.report = report;
  }

  /** The site could not evaluate it. */
  fail(error: string, now: Date): void {
    this.end('failed', now);
    this.error = error;
  }

  cancel(now: Date): void {
    this.end('cancelled', now);
  }

  private end(state: EvaluationState, now: Date): void {
    this.move(state);
    this.finishedAt = now;
  }

  private move(to: EvaluationState): void {
    if (this.finishedAt) throw new Error(`Evaluation ${this.id} is ${this.state}, so it cannot become ${to}.`);
    this.state = to;
  }
}
EvaluationSchema.setClass(EvaluationEntity);

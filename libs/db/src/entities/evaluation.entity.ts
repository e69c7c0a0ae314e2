import { defineEntity, p } from '@mikro-orm/core';
import { Submission } from './submission.entity.ts';

const EvaluationSchema = defineEntity({
  name: 'Evaluation',
  uniques: [{ properties: ['submission', 'attempt'] }],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    submission: () => p.manyToOne(Submission).deleteRule('cascade'),
    /** 1 for the first time a submission is evaluated, raised when it is evaluated anew. */
    attempt: p.integer().check('attempt >= 1'),
    /** Images to score, and those scored so far. The last chunk to commit finishes the evaluation. */
    imageCount: p.integer().check('image_count >= 0'),
    scoredCount: p.integer().default(0).check('scored_count >= 0 and scored_count <= image_count'),
    /** Version of the software that scores. */
    softwareVersion: p.string().length(40),
    startedAt: p.datetime().onCreate(() => new Date()),
    finishedAt: p.datetime().nullable(),
  },
});

/** One run of the scorer over one submission. */
export class Evaluation extends EvaluationSchema.class {}
EvaluationSchema.setClass(Evaluation);

import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { EvaluationEntity } from './evaluation.entity.ts';

const EvaluationAttemptSchema = defineEntity({
  name: 'EvaluationAttemptEntity',
  tableName: 'evaluation_attempt',
  primaryKeys: ['evaluation', 'number'],
  properties: {
    evaluation: () => p.manyToOne(EvaluationEntity).primary().deleteRule('cascade'),
    /** Raised with each failed attempt of the evaluation, from 1. */
    number: p.integer().primary().check('number >= 1'),
    /** The first of the images that it was to score; null where it had none. */
    image: p.uuid().nullable(),
    reason: p.text(),
    endedAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
});

/** A failed attempt to score some images of an evaluation, and why. The queue tries each part three times. */
export class EvaluationAttemptEntity extends EvaluationAttemptSchema.class {
  declare [PrimaryKeyProp]?: ['evaluation', 'number'];
}
EvaluationAttemptSchema.setClass(EvaluationAttemptEntity);

import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { Image } from './image.entity.ts';
import { Submission } from './submission.entity.ts';

const PredictionSchema = defineEntity({
  name: 'Prediction',
  primaryKeys: ['submission', 'image'],
  properties: {
    /** Names the candidate and the task. */
    submission: () => p.manyToOne(Submission).primary().deleteRule('cascade'),
    image: () => p.manyToOne(Image).primary().deleteRule('restrict'),
    /** Hash of the file, which is also its name in the store. */
    sha256: p.string().length(64).check('char_length(sha256) = 64'),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});

/** The label image that a candidate predicted for an image of a task. */
export class Prediction extends PredictionSchema.class {
  declare [PrimaryKeyProp]?: ['submission', 'image'];
}
PredictionSchema.setClass(Prediction);

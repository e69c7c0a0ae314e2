import type { Scores } from '@cellboard/contract';
import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { Evaluation } from './evaluation.entity.ts';
import { Image } from './image.entity.ts';

const ImageScoreSchema = defineEntity({
  name: 'ImageScore',
  primaryKeys: ['evaluation', 'image'],
  properties: {
    evaluation: () => p.manyToOne(Evaluation).primary(),
    image: () => p.manyToOne(Image).primary(),
    /** Every metric of the catalogue; null where there is nothing to judge. */
    scores: p.json<Scores>(),
    /** What pooling over images needs beside the scores. */
    counts: p.json<Record<string, number>>().default('{}'),
    /** True where there was no prediction and an empty one was scored. */
    missing: p.boolean().default(false),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});

/** All scores of one image in one evaluation. */
export class ImageScore extends ImageScoreSchema.class {
  declare [PrimaryKeyProp]?: ['evaluation', 'image'];
}
ImageScoreSchema.setClass(ImageScore);

import type { Scores } from '@cellboard/contract';
import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { Evaluation } from './evaluation.entity.ts';
import { Image } from './image.entity.ts';

const ImageScoreSchema = defineEntity({
  name: 'ImageScore',
  primaryKeys: ['evaluation', 'image'],
  triggers: [
    {
      name: 'scores_in_range',
      timing: 'before',
      events: ['insert', 'update'],
      body: `if exists (select 1 from jsonb_each_text(new.scores) as score join metric on metric.id = score.key where score.value::double precision < metric.range_min or score.value::double precision > metric.range_max) then raise exception 'A score is outside of its metric''s range: %', new.scores using errcode = 'check_violation'; end if; return new`,
    },
  ],
  properties: {
    evaluation: () => p.manyToOne(Evaluation).primary().deleteRule('cascade'),
    image: () => p.manyToOne(Image).primary().deleteRule('restrict'),
    /** Every metric of the catalogue; null where there is nothing to judge. */
    scores: p.json<Scores>(),
    /** Numerator and denominator by metric: what pooling over images needs beside the scores. */
    fractions: p.json<Record<string, readonly [number, number]>>().default('{}'),
    /** Set where the prediction could not be scored: what its maker has to mend. There are no scores then. */
    problem: p.text().nullable(),
    /** True where there was no prediction and an empty one was scored. */
    missing: p.boolean().default(false),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});

/** What became of one image in one evaluation: all its scores, or why there are none. */
export class ImageScore extends ImageScoreSchema.class {
  declare [PrimaryKeyProp]?: ['evaluation', 'image'];
}
ImageScoreSchema.setClass(ImageScore);

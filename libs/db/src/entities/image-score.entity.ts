import type { Scores } from '@cellboard/contract';
import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { EvaluationEntity } from './evaluation.entity.ts';
import { ImageEntity } from './image.entity.ts';

/** Something that a reader of an image's scores has to know. */
export interface ImageWarning {
  /** `tooScattered`: the cells are so scattered over the image that metrics were given up and have their worst values. */
  readonly code: string;
  /** Cells of truth and prediction that it is about. */
  readonly cells: number;
  /** The metrics that were given up. */
  readonly metrics: readonly string[];
  /** What happened and what to do, for people. */
  readonly message: string;
}

const ImageScoreSchema = defineEntity({
  name: 'ImageScoreEntity',
  tableName: 'image_score',
  primaryKeys: ['evaluation', 'image'],
  indexes: [{ properties: ['image'] }],
  triggers: [
    {
      name: 'final_stay',
      timing: 'before',
      events: ['insert', 'update', 'delete'],
      body: `if exists (select 1 from evaluation where id in (old.evaluation_id, new.evaluation_id) and finished_at is not null) then raise exception 'The scores of a finished evaluation never change.' using errcode = 'check_violation'; end if; return coalesce(new, old)`,
    },
    {
      name: 'scores_in_range',
      timing: 'before',
      events: ['insert', 'update'],
      body: `if exists (select 1 from jsonb_each_text(new.scores) as score join metric on metric.id = score.key where score.value::double precision < metric.range_min or score.value::double precision > metric.range_max) then raise exception 'A score is outside of its metric''s range: %', new.scores using errcode = 'check_violation'; end if; return new`,
    },
  ],
  properties: {
    evaluation: () => p.manyToOne(EvaluationEntity).primary().deleteRule('cascade'),
    image: () => p.manyToOne(ImageEntity).primary().deleteRule('restrict'),
    /** Every metric of the catalogue; null where there is nothing to score. */
    scores: p.json<Scores>(),
    /** Numerator and denominator by metric: what pooling over images needs beside the scores. */
    fractions: p.json<Record<string, readonly [number, number]>>().onCreate(() => ({})),
    /** What a reader of the scores has to know; mostly nothing. */
    warnings: p.json<readonly ImageWarning[]>().onCreate(() => []),
    /** Set where the prediction could not be scored: what the submitter has to fix. There are no scores then. */
    problem: p.text().nullable(),
    /** True where there was no prediction and an empty one was scored. */
    missing: p.boolean().default(false),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** What became of one image in one evaluation: all its scores, or why there are none. */
export class ImageScoreEntity extends ImageScoreSchema.class {
  declare [PrimaryKeyProp]?: ['evaluation', 'image'];
}
ImageScoreSchema.setClass(ImageScoreEntity);

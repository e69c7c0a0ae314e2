import { defineEntity, p } from '@mikro-orm/core';
import { ModelEntity } from './model.entity.ts';

const WeightsSchema = defineEntity({
  name: 'WeightsEntity',
  tableName: 'weights',
  uniques: [{ properties: ['model', 'slug'] }],
  triggers: [
    {
      name: 'hash_stay',
      timing: 'before',
      events: ['update'],
      body: `if old.sha256 is not null and new.sha256 is distinct from old.sha256 then raise exception 'The hash of weights never changes.' using errcode = 'check_violation'; end if; return new`,
    },
  ],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    model: () => p.manyToOne(ModelEntity).deleteRule('cascade'),
    slug: p.string().length(64),
    name: p.string().length(120),
    sha256: p.string().length(64).nullable().check('char_length(sha256) = 64'),
    /** The weights that training began from. */
    parent: () => p.manyToOne(WeightsEntity).nullable().deleteRule('restrict'),
    /** False where they were also trained on images from undisclosed sources. */
    complete: p.boolean().default(false),
    /** What was declared before the vocabulary of sources existed and matches none of its names. */
    note: p.text().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** A set of weights of a model. What it was trained on is declared once, for every candidate that uses it. */
export class WeightsEntity extends WeightsSchema.class {}
WeightsSchema.setClass(WeightsEntity);

import type { CandidateId } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { Model } from './model.entity.ts';

const CandidateSchema = defineEntity({
  name: 'Candidate',
  uniques: [{ properties: ['model', 'slug'] }],
  properties: {
    id: p
      .uuid()
      .$type<CandidateId>()
      .primary()
      .onCreate(() => crypto.randomUUID() as CandidateId),
    model: () => p.manyToOne(Model).deleteRule('cascade'),
    slug: p.string().length(64),
    name: p.string().length(120),
    /** Whether its training data was declared, be it none at all. */
    trainingDeclared: p.boolean().default(false),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});

/** A model with one set of weights: a candidate of the board. */
export class Candidate extends CandidateSchema.class {}
CandidateSchema.setClass(Candidate);

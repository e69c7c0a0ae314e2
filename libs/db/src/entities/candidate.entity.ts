import { CandidateKind, type CandidateId, type Settings } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { ModelEntity } from './model.entity.ts';
import { TaskEntity } from './task.entity.ts';
import { WeightsEntity } from './weights.entity.ts';

/** What makes it the candidate that it is, by column. */
const FROZEN = ['id', 'model_id', 'kind', 'weights_id', 'mode', 'settings'];
const of = (row: 'new' | 'old') => FROZEN.map((column) => `${row}.${column}`).join(', ');

const CandidateSchema = defineEntity({
  name: 'CandidateEntity',
  tableName: 'candidate',
  uniques: [{ properties: ['model', 'slug'] }],
  indexes: [{ properties: ['weights'] }],
  triggers: [
    {
      name: 'submitted_stay',
      timing: 'before',
      events: ['update'],
      body: `if (${of('new')}) is distinct from (${of('old')}) and exists (select 1 from submission where candidate_id = old.id) then raise exception 'A candidate with submissions keeps its weights, mode and settings. Make another candidate.' using errcode = 'check_violation'; end if; return new`,
    },
  ],
  properties: {
    id: p
      .uuid()
      .$type<CandidateId>()
      .primary()
      .onCreate(() => crypto.randomUUID() as CandidateId),
    model: () => p.manyToOne(ModelEntity).deleteRule('cascade'),
    slug: p.string().length(64),
    name: p.string().length(120),
    kind: p.enum([...CandidateKind.options]).default('method'),
    /** Null for methods that need no weights. */
    weights: () => p.manyToOne(WeightsEntity).nullable().deleteRule('restrict'),
    /** How the method was run where it can be run in several ways. */
    mode: p.string().length(80).nullable(),
    /** With sorted keys. */
    settings: p.json<Settings>().onCreate(() => ({})),
    /** The task whose images its settings were chosen on. */
    tunedOn: () => p.manyToOne(TaskEntity).nullable().deleteRule('set null'),
    /** The last time that somebody checked that it runs. */
    lastVerifiedAt: p.datetime().nullable(),
    /** What the catalogue last wrote of it. */
    catalogueWords: p.json<Record<string, unknown>>().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** A model with one set of weights and settings: what is ranked. */
export class CandidateEntity extends CandidateSchema.class {}
CandidateSchema.setClass(CandidateEntity);

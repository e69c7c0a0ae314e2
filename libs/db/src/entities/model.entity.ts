import type { ModelFacts } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { Developer } from './developer.entity.ts';

const ModelSchema = defineEntity({
  name: 'Model',
  checks: [{ name: 'model_eligibility_check', expression: 'eligible or eligibility_reason is not null' }],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    slug: p.string().length(64).unique(),
    developer: () => p.manyToOne(Developer).deleteRule('restrict'),
    name: p.string().length(120),
    description: p.text().default(''),
    backbone: p.string().length(80).nullable(),
    learningMethod: p.string().length(80).nullable(),
    numParams: p.bigint('number').nullable().check('num_params >= 0'),
    licence: p.string().length(120).nullable(),
    paperUrl: p.text().nullable(),
    codeUrl: p.text().nullable(),
    /** Null where nobody has said. */
    weightsAvailable: p.boolean().nullable(),
    /** False: listed, never ranked. */
    eligible: p.boolean().default(true),
    /** Why it is not eligible. */
    eligibilityReason: p.text().nullable(),
    installSnippet: p.text().nullable(),
    /** What the catalogue knows of it beside its card. */
    facts: p.json<ModelFacts>().nullable(),
    uploadTime: p.datetime().onCreate(() => new Date()),
  },
});

/** A segmentation method. What is ranked are its candidates. */
export class Model extends ModelSchema.class {}
ModelSchema.setClass(Model);

import type { ModelFacts } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { DeveloperEntity } from './developer.entity.ts';
import { TeamEntity } from './team.entity.ts';

const ModelSchema = defineEntity({
  name: 'ModelEntity',
  tableName: 'model',
  checks: [
    { name: 'model_eligibility_check', expression: 'eligible or eligibility_reason is not null' },
    { name: 'model_team_check', expression: 'team_id is null or owner_id is null' },
  ],
  indexes: [{ properties: ['developer'] }, { properties: ['team'] }],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    slug: p.string().length(64).unique(),
    /** Who is credited for it. */
    developer: () => p.manyToOne(DeveloperEntity).deleteRule('restrict'),
    /** The account that may change it and add candidates; null where a team or only admins may. */
    owner: () => p.manyToOne(DeveloperEntity).nullable().deleteRule('set null'),
    /** The team whose members may change it and add candidates. */
    team: () => p.manyToOne(TeamEntity).nullable().deleteRule('restrict'),
    /** True for the methods that this software runs itself. */
    builtIn: p.boolean().default(false),
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
    /** The card as the catalogue last wrote it; it follows the catalogue while nobody has changed it since. */
    catalogueWords: p.json<Record<string, unknown>>().nullable(),
    /** Raised with every change, so that two people who edit at once notice. */
    version: p.integer().version().default(1),
    uploadTime: p.datetime().defaultRaw('now()'),
  },
});

/** A segmentation method. What is ranked are its candidates. */
export class ModelEntity extends ModelSchema.class {}
ModelSchema.setClass(ModelEntity);

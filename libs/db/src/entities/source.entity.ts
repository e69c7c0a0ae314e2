import type { Slug } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';

const SourceSchema = defineEntity({
  name: 'SourceEntity',
  tableName: 'source',
  properties: {
    slug: p.string().length(64).$type<Slug>().primary(),
    name: p.string().length(120),
    /** False where it was made for a dataset that the catalogue does not know. */
    catalogued: p.boolean().default(false),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** Where images come from: a dataset with all its versions, parts and kinds of truth. */
export class SourceEntity extends SourceSchema.class {}
SourceSchema.setClass(SourceEntity);

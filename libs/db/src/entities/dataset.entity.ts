import type { DatasetFacts } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';

const DatasetSchema = defineEntity({
  name: 'Dataset',
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    slug: p.string().length(64).unique(),
    name: p.string().length(120),
    description: p.text().default(''),
    licence: p.string().length(120),
    redistributable: p.boolean().default(false),
    sourceUrl: p.text().nullable(),
    citation: p.text().nullable(),
    /** What the catalogue knows of it. */
    facts: p.json<DatasetFacts>().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});

/** Images with truth that were published together. What it holds is in its versions. */
export class Dataset extends DatasetSchema.class {}
DatasetSchema.setClass(Dataset);

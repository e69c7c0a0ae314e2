import { TaskObject, type DatasetFacts } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { SourceEntity } from './source.entity.ts';

const DatasetSchema = defineEntity({
  name: 'DatasetEntity',
  tableName: 'dataset',
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    slug: p.string().length(64).unique(),
    name: p.string().length(120),
    description: p.text().default(''),
    /** What its truths outline; null where nobody has said. */
    object: p.enum([...TaskObject.options]).nullable(),
    source: () => p.manyToOne(SourceEntity).joinColumn('source_slug').deleteRule('restrict'),
    /** True where its images are drawn by software: it never counts in a task of real images. */
    synthetic: p.boolean().default(false),
    licence: p.string().length(120),
    redistributable: p.boolean().default(false),
    sourceUrl: p.text().nullable(),
    citation: p.text().nullable(),
    /** What the catalogue knows of it. */
    facts: p.json<DatasetFacts>().nullable(),
    /** The description as the catalogue last wrote it; it follows the catalogue while nobody has changed it since. */
    catalogueWords: p.json<Record<string, unknown>>().nullable(),
    /** Raised with every change, so that two people who edit at once notice. */
    version: p.integer().version().default(1),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** Images with truths from one source. What it holds is in its versions. */
export class DatasetEntity extends DatasetSchema.class {}
DatasetSchema.setClass(DatasetEntity);

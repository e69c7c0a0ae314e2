import type { Provenance, QualityReport } from '@cellboard/contract';
import { defineEntity, OptionalProps, p } from '@mikro-orm/core';
import { Dataset } from './dataset.entity.ts';

const DatasetVersionSchema = defineEntity({
  name: 'DatasetVersion',
  uniques: [{ properties: ['dataset', 'number'] }],
  triggers: [
    {
      name: 'published_stay',
      timing: 'before',
      events: ['update', 'delete'],
      body: `if old.published_at is not null then raise exception 'A published dataset version never changes.' using errcode = 'check_violation'; end if; return coalesce(new, old)`,
    },
  ],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    dataset: () => p.manyToOne(Dataset).deleteRule('cascade'),
    /** 1, 2, 3 … */
    number: p.integer().check('number >= 1'),
    /** Set once published; from then on its images never change. */
    publishedAt: p.datetime().nullable(),
    /** From what its truths were made, and how. */
    provenance: p.json<Provenance>().nullable(),
    quality: p.json<QualityReport>().nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});

/** One state of a dataset. It is open for images until it is published, and fixed ever after. */
export class DatasetVersion extends DatasetVersionSchema.class {
  declare [OptionalProps]?: 'isPublished';

  get isPublished(): boolean {
    return this.publishedAt != null;
  }

  publish(now: Date): void {
    if (this.isPublished) throw new Error(`Version ${this.number} of dataset ${this.dataset.id} is published already.`);
    this.publishedAt = now;
  }
}
DatasetVersionSchema.setClass(DatasetVersion);

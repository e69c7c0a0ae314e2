import type { Provenance, QualityReport } from '@cellboard/contract';
import { defineEntity, OptionalProps, p } from '@mikro-orm/core';
import { DatasetEntity } from './dataset.entity.ts';

const DatasetVersionSchema = defineEntity({
  name: 'DatasetVersionEntity',
  tableName: 'dataset_version',
  uniques: [{ properties: ['dataset', 'number'] }],
  checks: [
    {
      name: 'dataset_version_totals_check',
      expression: '(published_at is null) = (num_images is null) and (num_images is null) = (num_cells is null)',
    },
  ],
  triggers: [
    {
      name: 'count_published',
      timing: 'before',
      events: ['insert', 'update'],
      body: `if new.published_at is not null and (tg_op = 'INSERT' or old.published_at is null) then select count(*), coalesce(sum(cell_count), 0) into new.num_images, new.num_cells from image where dataset_version_id = new.id; end if; return new`,
    },
    {
      name: 'published_stay',
      timing: 'before',
      events: ['update', 'delete'],
      body: `if old.published_at is not null and (tg_op = 'DELETE' or (new.id, new.dataset_id, new.number, new.published_at, new.provenance, new.changes, new.num_images, new.num_cells) is distinct from (old.id, old.dataset_id, old.number, old.published_at, old.provenance, old.changes, old.num_images, old.num_cells)) then raise exception 'Of a published dataset version only the quality report and the retirement may change.' using errcode = 'check_violation'; end if; return coalesce(new, old)`,
    },
  ],
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    dataset: () => p.manyToOne(DatasetEntity).deleteRule('cascade'),
    /** 1, 2, 3 … */
    number: p.integer().check('number >= 1'),
    /** What is different from the version before. */
    changes: p.text().nullable(),
    /** Set once published; from then on nothing that scores depend on changes. */
    publishedAt: p.datetime().nullable(),
    /** Its images, with and without truth, and their cells; the database counts them when it is published. */
    numImages: p.integer().nullable(),
    numCells: p.integer().nullable(),
    /** Set while the tasks do not use it. */
    retiredAt: p.datetime().nullable(),
    /** How its truths were made, and from what. */
    provenance: p.json<Provenance>().nullable(),
    quality: p.json<QualityReport>().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** One state of a dataset. It takes images until it is published. */
export class DatasetVersionEntity extends DatasetVersionSchema.class {
  declare [OptionalProps]?: 'isPublished';

  get isPublished(): boolean {
    return this.publishedAt != null;
  }

  publish(now: Date): void {
    if (this.isPublished) throw new Error(`Version ${this.number} of dataset ${this.dataset.id} is published already.`);
    this.publishedAt = now;
  }
}
DatasetVersionSchema.setClass(DatasetVersionEntity);

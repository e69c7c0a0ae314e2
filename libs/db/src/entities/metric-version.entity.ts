import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { MetricEntity } from './metric.entity.ts';

const MetricVersionSchema = defineEntity({
  name: 'MetricVersionEntity',
  tableName: 'metric_version',
  primaryKeys: ['metric', 'version'],
  triggers: [
    {
      name: 'stay',
      timing: 'before',
      events: ['update', 'delete'],
      body: `raise exception 'Versions of metrics are only ever added.' using errcode = 'check_violation'`,
    },
  ],
  properties: {
    metric: () => p.manyToOne(MetricEntity).primary().deleteRule('restrict'),
    /** Raised whenever the same input gets another score. */
    version: p.integer().primary().check('version >= 1'),
    rangeMin: p.double().nullable(),
    rangeMax: p.double().nullable(),
    emptyRule: p.text(),
    /** Version of the software that brought it. */
    softwareVersion: p.string().length(40),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** A version of a metric, as it was when a process first knew it. */
export class MetricVersionEntity extends MetricVersionSchema.class {
  declare [PrimaryKeyProp]?: ['metric', 'version'];
}
MetricVersionSchema.setClass(MetricVersionEntity);

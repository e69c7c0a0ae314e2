import { defineEntity, p } from '@mikro-orm/core';

const MetricSetSchema = defineEntity({
  name: 'MetricSetEntity',
  tableName: 'metric_set',
  triggers: [
    {
      name: 'stay',
      timing: 'before',
      events: ['update', 'delete'],
      body: `raise exception 'Sets of metrics are only ever added.' using errcode = 'check_violation'`,
    },
  ],
  properties: {
    /** Of the ids of its metrics and their versions. */
    hash: p.string().length(64).primary(),
    /** Version of the software that brought it. */
    softwareVersion: p.string().length(40),
    createdAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
});

/** The metrics that a process computed, in their versions; the newest set is the one that scores. */
export class MetricSetEntity extends MetricSetSchema.class {}
MetricSetSchema.setClass(MetricSetEntity);

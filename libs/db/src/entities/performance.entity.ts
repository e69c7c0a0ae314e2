import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { Candidate } from './candidate.entity.ts';
import { Evaluation } from './evaluation.entity.ts';
import { Metric } from './metric.entity.ts';
import { Task } from './task.entity.ts';

export const aggregations = ['mean', 'pooled'] as const;

const PerformanceSchema = defineEntity({
  name: 'Performance',
  primaryKeys: ['candidate', 'task', 'metric', 'aggregation'],
  checks: [{ name: 'performance_score_check', expression: `score > '-infinity' and score < 'infinity'` }],
  indexes: [{ properties: ['task', 'metric'] }],
  triggers: [
    {
      name: 'score_in_range',
      timing: 'before',
      events: ['insert', 'update'],
      body: `if exists (select 1 from metric where metric.id = new.metric_id and (new.score < metric.range_min or new.score > metric.range_max)) then raise exception 'The score % is outside of the range of %.', new.score, new.metric_id using errcode = 'check_violation'; end if; return new`,
    },
  ],
  properties: {
    candidate: () => p.manyToOne(Candidate).primary().deleteRule('cascade'),
    task: () => p.manyToOne(Task).primary().deleteRule('cascade'),
    metric: () => p.manyToOne(Metric).primary().deleteRule('restrict'),
    aggregation: p.enum([...aggregations]).primary(),
    /** Finite and within the metric's range (a trigger looks); null where no image had anything to judge. */
    score: p.double().nullable(),
    /** Images with a score. */
    n: p.integer().check('n >= 0'),
    /** 95 % interval over images, where it was computed. */
    intervalLow: p.double().nullable(),
    intervalHigh: p.double().nullable(),
    metricVersion: p.integer().check('metric_version >= 1'),
    evaluation: () => p.manyToOne(Evaluation).deleteRule('cascade'),
  },
});

/** The score of a candidate on a task: what the board shows. */
export class Performance extends PerformanceSchema.class {
  declare [PrimaryKeyProp]?: ['candidate', 'task', 'metric', 'aggregation'];
}
PerformanceSchema.setClass(Performance);

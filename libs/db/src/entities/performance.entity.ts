import { Aggregation } from '@cellboard/contract';
import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { EvaluationEntity } from './evaluation.entity.ts';
import { MetricVersionEntity } from './metric-version.entity.ts';
import { parts } from './task-image.entity.ts';

const PerformanceSchema = defineEntity({
  name: 'PerformanceEntity',
  tableName: 'performance',
  primaryKeys: ['evaluation', 'metricVersion', 'aggregation', 'part'],
  checks: [{ name: 'performance_score_check', expression: `score > '-infinity' and score < 'infinity'` }],
  indexes: [
    {
      name: 'performance_metric_unique',
      expression:
        'create unique index performance_metric_unique on performance (evaluation_id, aggregation, part, metric_id)',
    },
  ],
  triggers: [
    {
      name: 'final_stay',
      timing: 'before',
      events: ['insert', 'update', 'delete'],
      body: `if exists (select 1 from evaluation where id in (old.evaluation_id, new.evaluation_id) and finished_at is not null) then raise exception 'The scores of a finished evaluation never change.' using errcode = 'check_violation'; end if; return coalesce(new, old)`,
    },
    {
      name: 'score_in_range',
      timing: 'before',
      events: ['insert', 'update'],
      body: `if exists (select 1 from metric_version m where m.metric_id = new.metric_id and m.version = new.metric_version and (new.score < m.range_min or new.score > m.range_max)) then raise exception 'The score % is outside of the range of %.', new.score, new.metric_id using errcode = 'check_violation'; end if; return new`,
    },
  ],
  properties: {
    /** Names the candidate, the task and the dataset version. */
    evaluation: () => p.manyToOne(EvaluationEntity).primary().deleteRule('cascade'),
    metricVersion: () =>
      p.manyToOne(MetricVersionEntity).primary().joinColumns('metric_id', 'metric_version').deleteRule('restrict'),
    aggregation: p.enum([...Aggregation.options]).primary(),
    /** Over which of the images. */
    part: p
      .enum([...parts])
      .primary()
      .default('all'),
    /** Finite and within the metric's range (a trigger checks it); null where no image had anything to judge. */
    score: p.double().nullable(),
    /** Images with a score. */
    n: p.integer().check('n >= 0'),
    /** 95 % interval over images, where it was computed. */
    intervalLow: p.double().nullable(),
    intervalHigh: p.double().nullable(),
  },
});

/** A score of one evaluation over its images. Which evaluation is on the board is in `board_entry`. */
export class PerformanceEntity extends PerformanceSchema.class {
  declare [PrimaryKeyProp]?: ['evaluation', 'metricVersion', 'aggregation', 'part'];
}
PerformanceSchema.setClass(PerformanceEntity);

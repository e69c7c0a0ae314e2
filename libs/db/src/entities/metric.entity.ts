import { Direction } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';

const MetricSchema = defineEntity({
  name: 'MetricEntity',
  tableName: 'metric',
  properties: {
    /** Public id such as `f1@0.5`, never renamed. */
    id: p.string().length(40).primary(),
    name: p.string().length(120),
    description: p.text(),
    direction: p.enum([...Direction.options]),
    /** Such as `px`; null for a plain number. */
    unit: p.string().length(20).nullable(),
    /** Lowest and highest possible score; null where unbounded. */
    rangeMin: p.double().nullable(),
    rangeMax: p.double().nullable(),
    /** The newest version that a process of this installation has known. */
    version: p.integer().check('version >= 1'),
    citation: p.text().nullable(),
    /** What the score is where there is nothing to score. */
    emptyRule: p.text(),
  },
});

/** A metric of the catalogue in its newest version. */
export class MetricEntity extends MetricSchema.class {}
MetricSchema.setClass(MetricEntity);

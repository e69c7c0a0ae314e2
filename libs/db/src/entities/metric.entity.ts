import { defineEntity, p } from '@mikro-orm/core';

export const metricDirections = ['higher', 'lower', 'none'] as const;

const MetricSchema = defineEntity({
  name: 'Metric',
  properties: {
    /** Public id such as `f1@0.5`, never renamed. */
    id: p.string().length(40).primary(),
    name: p.string().length(120),
    description: p.text(),
    direction: p.enum([...metricDirections]),
    unit: p.string().length(20).nullable(),
    /** Lowest and highest possible score; null where unbounded. */
    rangeMin: p.double().nullable(),
    rangeMax: p.double().nullable(),
    /** Raised whenever the same input would score otherwise. */
    version: p.integer().check('version >= 1'),
    citation: p.text().nullable(),
    /** What the score is where there is nothing to judge. */
    emptyRule: p.text(),
  },
});

/** A metric of the catalogue, mirrored so that scores can refer to it. */
export class Metric extends MetricSchema.class {}
MetricSchema.setClass(Metric);

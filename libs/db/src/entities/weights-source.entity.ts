import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { SourceEntity } from './source.entity.ts';
import { WeightsEntity } from './weights.entity.ts';

const WeightsSourceSchema = defineEntity({
  name: 'WeightsSourceEntity',
  tableName: 'weights_source',
  primaryKeys: ['weights', 'source'],
  indexes: [{ properties: ['source'] }],
  properties: {
    weights: () => p.manyToOne(WeightsEntity).primary().deleteRule('cascade'),
    source: () => p.manyToOne(SourceEntity).primary().joinColumn('source_slug').deleteRule('restrict'),
  },
});

/** A source that weights were trained on, as their developer declared. */
export class WeightsSourceEntity extends WeightsSourceSchema.class {
  declare [PrimaryKeyProp]?: ['weights', 'source'];
}
WeightsSourceSchema.setClass(WeightsSourceEntity);

import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { DatasetEntity } from './dataset.entity.ts';
import { DeveloperEntity } from './developer.entity.ts';

const CuratedDatasetSchema = defineEntity({
  name: 'CuratedDatasetEntity',
  tableName: 'curated_dataset',
  primaryKeys: ['developer', 'dataset'],
  properties: {
    developer: () => p.manyToOne(DeveloperEntity).primary().deleteRule('cascade'),
    dataset: () => p.manyToOne(DatasetEntity).primary().deleteRule('cascade'),
  },
});

/** A dataset that a curator may change. */
export class CuratedDatasetEntity extends CuratedDatasetSchema.class {
  declare [PrimaryKeyProp]?: ['developer', 'dataset'];
}
CuratedDatasetSchema.setClass(CuratedDatasetEntity);

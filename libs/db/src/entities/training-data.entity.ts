import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { Checkpoint } from './checkpoint.entity.ts';
import { Dataset } from './dataset.entity.ts';

const TrainingDataSchema = defineEntity({
  name: 'TrainingData',
  primaryKeys: ['checkpoint', 'name'],
  properties: {
    checkpoint: () => p.manyToOne(Checkpoint).primary().deleteRule('cascade'),
    /** The dataset in the developer's words. */
    name: p.string().length(120).primary(),
    /** The same dataset here, where it is known. */
    dataset: () => p.manyToOne(Dataset).nullable().deleteRule('set null'),
  },
});

/** A dataset that a checkpoint was trained on, as its developer declared. */
export class TrainingData extends TrainingDataSchema.class {
  declare [PrimaryKeyProp]?: ['checkpoint', 'name'];
}
TrainingDataSchema.setClass(TrainingData);

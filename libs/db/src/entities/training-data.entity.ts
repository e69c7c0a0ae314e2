import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { Candidate } from './candidate.entity.ts';
import { Dataset } from './dataset.entity.ts';

const TrainingDataSchema = defineEntity({
  name: 'TrainingData',
  primaryKeys: ['candidate', 'name'],
  properties: {
    candidate: () => p.manyToOne(Candidate).primary().deleteRule('cascade'),
    /** The dataset in the developer's words. */
    name: p.string().length(120).primary(),
    /** The same dataset here, where it is known. */
    dataset: () => p.manyToOne(Dataset).nullable().deleteRule('set null'),
  },
});

/** A dataset that a candidate was trained on, as its developer declared. */
export class TrainingData extends TrainingDataSchema.class {
  declare [PrimaryKeyProp]?: ['candidate', 'name'];
}
TrainingDataSchema.setClass(TrainingData);

import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { ImageEntity } from './image.entity.ts';
import { StoredFileEntity } from './stored-file.entity.ts';
import { SubmissionEntity } from './submission.entity.ts';

const PredictionSchema = defineEntity({
  name: 'PredictionEntity',
  tableName: 'prediction',
  primaryKeys: ['submission', 'image'],
  indexes: [{ properties: ['image'] }, { properties: ['file'] }],
  triggers: [
    {
      name: 'closed_stay',
      timing: 'before',
      events: ['update', 'delete'],
      body: `if exists (select 1 from submission where id = old.submission_id and state <> 'open') then raise exception 'The predictions of a closed submission never change.' using errcode = 'check_violation'; end if; return coalesce(new, old)`,
    },
  ],
  checks: [{ name: 'prediction_file_check', expression: `shelf || '' = 'prediction'` }],
  properties: {
    /** Names the candidate and the task. */
    submission: () => p.manyToOne(SubmissionEntity).primary().deleteRule('cascade'),
    image: () => p.manyToOne(ImageEntity).primary().deleteRule('restrict'),
    file: () =>
      p.manyToOne(StoredFileEntity).joinColumns('shelf', 'sha256').deleteRule('restrict').updateRule('no action'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** The label image that a candidate predicted for an image of a task. */
export class PredictionEntity extends PredictionSchema.class {
  declare [PrimaryKeyProp]?: ['submission', 'image'];
}
PredictionSchema.setClass(PredictionEntity);

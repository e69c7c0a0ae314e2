import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { EvaluationEntity } from './evaluation.entity.ts';
import { StoredFileEntity } from './stored-file.entity.ts';

const CellRecordSchema = defineEntity({
  name: 'CellRecordEntity',
  tableName: 'cell_record',
  indexes: [{ properties: ['file'] }],
  checks: [
    {
      name: 'cell_record_shelf_check',
      expression: `(shelf is null) = (sha256 is null) and coalesce(shelf, 'sheet') = 'sheet'`,
    },
    { name: 'cell_record_problem_check', expression: `(sha256 is null) = (problem is not null)` },
  ],
  properties: {
    evaluation: () => p.manyToOne(EvaluationEntity).primary().deleteRule('cascade'),
    /** The Parquet file; null where it cannot be made. */
    file: () =>
      p
        .manyToOne(StoredFileEntity)
        .joinColumns('shelf', 'sha256')
        .nullable()
        .deleteRule('restrict')
        .updateRule('no action'),
    /** Version of the layout. */
    version: p.integer().check('version >= 1'),
    /** Rows: cells of truths and predictions. */
    cellCount: p.integer().default(0).check('cell_count >= 0'),
    /** Why it cannot be made, such as a damaged original. */
    problem: p.text().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** The record of every cell of an evaluation, a file in the store. An evaluation without a row still waits for its. */
export class CellRecordEntity extends CellRecordSchema.class {
  declare [PrimaryKeyProp]?: 'evaluation';
}
CellRecordSchema.setClass(CellRecordEntity);

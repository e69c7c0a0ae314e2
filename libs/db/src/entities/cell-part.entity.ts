import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { EvaluationEntity } from './evaluation.entity.ts';
import { ImageEntity } from './image.entity.ts';
import { StoredFileEntity } from './stored-file.entity.ts';

const CellPartSchema = defineEntity({
  name: 'CellPartEntity',
  tableName: 'cell_part',
  primaryKeys: ['evaluation', 'image'],
  indexes: [{ properties: ['image'] }, { properties: ['file'] }],
  // The library takes the plain comparison for another one than the database keeps.
  checks: [{ name: 'cell_part_shelf_check', expression: `coalesce(shelf, 'sheet') = 'sheet'` }],
  properties: {
    evaluation: () => p.manyToOne(EvaluationEntity).primary().deleteRule('cascade'),
    image: () => p.manyToOne(ImageEntity).primary().deleteRule('restrict'),
    /** The rows of the images that were scored together. */
    file: () =>
      p.manyToOne(StoredFileEntity).joinColumns('shelf', 'sha256').deleteRule('restrict').updateRule('no action'),
    /** Version of the layout of records. */
    version: p.integer().check('version >= 1'),
  },
});

/** Where the rows of an image's cells lie until the record of its evaluation is whole; then the row goes. */
export class CellPartEntity extends CellPartSchema.class {
  declare [PrimaryKeyProp]?: ['evaluation', 'image'];
}
CellPartSchema.setClass(CellPartEntity);

import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { StoredFileEntity } from './stored-file.entity.ts';

/** What a file is read as: as a label image, or as a mask of pixels that no score looks at. */
export const labelKinds = ['cells', 'mask'] as const;
export type LabelKind = (typeof labelKinds)[number];

const LabelFileSchema = defineEntity({
  name: 'LabelFileEntity',
  tableName: 'label_file',
  primaryKeys: ['original', 'kind', 'width', 'height'],
  indexes: [{ properties: ['file'] }],
  checks: [
    {
      name: 'label_file_shelf_check',
      expression: `(shelf is null) = (sha256 is null) and coalesce(shelf, original_shelf) = original_shelf`,
    },
  ],
  properties: {
    /** The file that it was made from, which stays as it was uploaded. */
    original: () =>
      p
        .manyToOne(StoredFileEntity)
        .joinColumns('original_shelf', 'original_sha256')
        .primary()
        .deleteRule('cascade')
        .updateRule('no action'),
    kind: p.enum([...labelKinds]).primary(),
    /** Size of the image in pixels: outlines have none of their own. */
    width: p.integer().primary().check('width >= 1'),
    height: p.integer().primary().check('height >= 1'),
    /** On the shelf of its original; null where the original cannot be read. */
    file: () =>
      p
        .manyToOne(StoredFileEntity)
        .joinColumns('shelf', 'sha256')
        .nullable()
        .deleteRule('restrict')
        .updateRule('no action'),
    /** Version of the layout. */
    version: p.integer().check('version >= 1'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** The label file that was made from a mask: what scores are computed from. */
export class LabelFileEntity extends LabelFileSchema.class {
  declare [PrimaryKeyProp]?: ['original', 'kind', 'width', 'height'];
}
LabelFileSchema.setClass(LabelFileEntity);

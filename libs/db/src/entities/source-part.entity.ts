import { Extent } from '@cellboard/contract';
import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';
import { SourceEntity } from './source.entity.ts';

const SourcePartSchema = defineEntity({
  name: 'SourcePartEntity',
  tableName: 'source_part',
  primaryKeys: ['whole', 'part'],
  checks: [{ name: 'source_part_other_check', expression: 'whole_slug <> part_slug' }],
  properties: {
    whole: () => p.manyToOne(SourceEntity).primary().joinColumn('whole_slug').deleteRule('cascade'),
    part: () => p.manyToOne(SourceEntity).primary().joinColumn('part_slug').deleteRule('cascade'),
    /** How much of `part` lies in `whole`. */
    extent: p.enum([...Extent.options]),
    /** Who says so: an address, or words. */
    reference: p.text().nullable(),
  },
});

/** A source whose images are in another. */
export class SourcePartEntity extends SourcePartSchema.class {
  declare [PrimaryKeyProp]?: ['whole', 'part'];
}
SourcePartSchema.setClass(SourcePartEntity);

import { Shelf } from '@cellboard/contract';
import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';

const StoredFileSchema = defineEntity({
  name: 'StoredFileEntity',
  tableName: 'stored_file',
  primaryKeys: ['shelf', 'sha256'],
  triggers: [
    {
      name: 'stay',
      timing: 'before',
      events: ['update'],
      body: `if old.bytes is not null or (new.shelf, new.sha256, new.created_at) is distinct from (old.shelf, old.sha256, old.created_at) then raise exception 'A stored file never changes.' using errcode = 'check_violation'; end if; return new`,
    },
  ],
  properties: {
    shelf: p.enum([...Shelf.options]).primary(),
    /** Hash of the bytes, which is also the file's name on the shelf. */
    sha256: p.string().length(64).primary().check('char_length(sha256) = 64'),
    /** Null until a file of an early release was moved to its shelf. */
    bytes: p.bigint('number').nullable().check('bytes >= 0'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** A file in the store. What refers to one has a foreign key to its row. */
export class StoredFileEntity extends StoredFileSchema.class {
  declare [PrimaryKeyProp]?: ['shelf', 'sha256'];
}
StoredFileSchema.setClass(StoredFileEntity);

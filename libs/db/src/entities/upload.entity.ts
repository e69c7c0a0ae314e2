import { UploadState, type Sha256, type UploadId, type ValidationReport } from '@cellboard/contract';
import { defineEntity, p } from '@mikro-orm/core';
import { DeveloperEntity } from './developer.entity.ts';
import { StoredFileEntity } from './stored-file.entity.ts';
import { SubmissionEntity } from './submission.entity.ts';

const UploadSchema = defineEntity({
  name: 'UploadEntity',
  tableName: 'upload',
  indexes: [
    { properties: ['submission', 'createdAt'] },
    { properties: ['uploadedBy'] },
    { properties: ['file'] },
    { properties: ['state', 'expiresAt'] },
    {
      name: 'upload_active_unique',
      expression: `create unique index upload_active_unique on upload (submission_id) where state in ('receiving', 'checking', 'adding')`,
    },
  ],
  checks: [
    // The library takes the plain comparison for another one than the database keeps.
    { name: 'upload_shelf_check', expression: `coalesce(shelf, 'upload') = 'upload'` },
    { name: 'upload_file_check', expression: `(shelf is null) = (stored_sha256 is null)` },
  ],
  properties: {
    id: p
      .uuid()
      .$type<UploadId>()
      .primary()
      .onCreate(() => crypto.randomUUID() as UploadId),
    submission: () => p.manyToOne(SubmissionEntity).deleteRule('cascade'),
    /** The account that sends it; null for the operator. */
    uploadedBy: () => p.manyToOne(DeveloperEntity).nullable().deleteRule('set null'),
    fileName: p.string().length(200),
    bytes: p.bigint('number').check('bytes >= 1'),
    /** That the sender promised. */
    sha256: p.string().length(64).$type<Sha256>().check(`sha256 ~ '^[0-9a-f]{64}$'`),
    state: p.enum([...UploadState.options]).onCreate(() => 'receiving' as const),
    /** The whole file, from when it has arrived until its predictions are added. */
    file: () =>
      p
        .manyToOne(StoredFileEntity)
        .joinColumns('shelf', 'stored_sha256')
        .nullable()
        .deleteRule('restrict')
        .updateRule('no action'),
    /** Predictions to add, and those of them that are added. */
    found: p
      .integer()
      .onCreate(() => 0)
      .check('found >= 0'),
    added: p
      .integer()
      .onCreate(() => 0)
      .check('added >= 0'),
    report: p.json<ValidationReport>().nullable(),
    error: p.text().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime(),
  },
});

/** A set of predictions on its way into a submission. */
export class UploadEntity extends UploadSchema.class {}
UploadSchema.setClass(UploadEntity);

import type { UploadId } from '@cellboard/contract';
import { SubmissionRepository, transactional, UploadRepository } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { isClosed } from '../submissions/submission-problems.ts';
import { ResumableFiles } from './resumable-files.ts';
import { isIncomplete, noUpload } from './upload-problems.ts';
import { UploadStorage } from './upload-storage.ts';

/** Moves uploads whose bytes have all arrived into the store, and has their predictions added. */
@Injectable()
export class UploadFinish {
  constructor(
    private readonly em: EntityManager,
    private readonly submissions: SubmissionRepository,
    private readonly uploads: UploadRepository,
    private readonly files: ResumableFiles,
    private readonly storage: UploadStorage,
  ) {}

  /**
   * Checks the bytes against the promised hash, moves them into the store and adds the job, in one transaction. Bytes
   * with another hash are deleted and the upload is refused.
   *
   * @throws Problem UPLOAD_INCOMPLETE, SUBMISSION_CLOSED or DISK_FULL
   */
  async finish(id: UploadId): Promise<void> {
    const upload = await this.uploads.byId(id);
    if (!upload) throw noUpload(id);
    const received = (await this.files.received(id)) ?? 0;
    if (received !== upload.bytes) throw isIncomplete(received, upload.bytes);
    await this.storage.receive(this.files.read(id), upload.bytes, async (file) => {
      await transactional(this.em, async (transaction) => {
        const submission = await this.submissions.lock(upload.submission.id);
        if (submission?.state === 'closed' || submission?.state === 'cancelled') throw isClosed(submission);
        const row = await this.uploads.lock(id);
        if (row?.state !== 'receiving') return; // somebody else was first
        if (file.sha256 !== row.sha256) {
          row.state = 'refused';
          row.error = `The bytes that arrived have the SHA-256 ${file.sha256}, but ${row.sha256} was announced. Send the file again.`;
          return;
        }
        await this.storage.keep(transaction, row, file);
      });
    });
    await this.files.remove(id);
  }
}

import {
  accountOf,
  type BeginUpload,
  type Principal,
  type SubmissionId,
  type SubmissionQuery,
  type Upload,
  type UploadId,
  type UploadQuery,
} from '@cellboard/contract';
import type { UploadsService as Contract } from '@cellboard/contract/router';
import {
  DeveloperEntity,
  SubmissionRepository,
  transactional,
  UploadEntity,
  UploadRepository,
  type SubmissionEntity,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { fillsItself, isClosed, noSubmission } from '../submissions/submission-problems.ts';
import { ResumableFiles } from './resumable-files.ts';
import { UploadFinish } from './upload-finish.ts';
import { exceedsTask, isRunning, noUpload } from './upload-problems.ts';
import { UploadStorage } from './upload-storage.ts';

/** An upload of which nothing arrives for so long is deleted. */
export const KEPT_MS = 24 * 60 * 60 * 1000;

/** Label images in an archive take no more than so many times the raw size of their images, and names. */
const [TIMES_RAW, BYTES_OF_NAMES] = [4, 65_536];

/** Takes sets of predictions that are uploaded as a whole, in as many parts as it takes. */
@Injectable()
export class UploadsService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly submissions: SubmissionRepository,
    private readonly uploads: UploadRepository,
    private readonly files: ResumableFiles,
    private readonly finishing: UploadFinish,
    private readonly storage: UploadStorage,
  ) {}

  async begin(principal: Principal, input: BeginUpload): Promise<Upload> {
    const { submission: id, fileName, bytes, sha256 } = input;
    unlessOpen(id, await this.submissions.own(principal, id));
    const limit = await this.limitOf(id);
    if (bytes > limit) throw exceedsTask(bytes, limit);
    await this.storage.requireRoom(bytes);
    const replaced: UploadId[] = [];
    const made = await transactional(this.em, async (transaction) => {
      await this.uploads.lockSubmission(id);
      const before = await this.uploads.latest(id);
      if (before?.state === 'checking' || before?.state === 'adding') throw isRunning();
      if (before?.state === 'receiving') {
        if (before.sha256 === sha256 && before.bytes === bytes) return before;
        replaced.push(before.id);
        transaction.remove(before);
        await transaction.flush();
      }
      const account = accountOf(principal);
      const upload = transaction.create(UploadEntity, {
        ...{ submission: id, fileName, bytes, sha256, expiresAt: new Date(Date.now() + KEPT_MS) },
        uploadedBy: account === null ? null : transaction.getReference(DeveloperEntity, account),
      });
      transaction.persist(upload);
      await transaction.flush();
      await this.files.create(upload.id, bytes);
      return upload;
    });
    for (const old of replaced) await this.files.remove(old);
    return this.found(await this.uploads.byId(made.id));
  }

  async latest(principal: Principal, { submission }: SubmissionQuery): Promise<Upload | null> {
    if (!(await this.submissions.own(principal, submission))) throw noSubmission(submission);
    const upload = await this.uploads.latest(submission);
    return upload && this.found(upload);
  }

  /** @throws Problem SUBMISSION_NOT_FOUND or UPLOAD_NOT_FOUND */
  async get(principal: Principal, query: UploadQuery): Promise<Upload> {
    return this.found(await this.own(principal, query));
  }

  async finish(principal: Principal, query: UploadQuery): Promise<Upload> {
    const upload = await this.own(principal, query);
    unlessOpen(query.submission, await this.submissions.own(principal, query.submission));
    if (upload.state === 'receiving') await this.finishing.finish(upload.id);
    return this.found(await this.uploads.byId(query.upload));
  }

  async cancel(principal: Principal, query: UploadQuery): Promise<void> {
    const { id } = await this.own(principal, query);
    const removed = await transactional(this.em, async (transaction) => {
      const upload = await this.uploads.lock(id);
      if (upload?.state !== 'receiving') return false;
      transaction.remove(upload);
      return true;
    });
    if (removed) await this.files.remove(id);
  }

  /**
   * Answers a request of the protocol for an upload that the principal may send to.
   *
   * @throws Problem UPLOAD_NOT_FOUND, also for one whose bytes have all been taken
   */
  async receive(principal: Principal, query: UploadQuery, request: Request): Promise<Response> {
    const { id, state } = await this.own(principal, query);
    if (state !== 'receiving') throw noUpload(id);
    const response = await this.files.handle(request);
    await this.uploads.prolong(id, new Date(Date.now() + KEPT_MS));
    return response;
  }

  /** Most bytes that the predictions of a submission may have. */
  private async limitOf(submission: SubmissionId): Promise<number> {
    const { images, rawBytes } = await this.uploads.sizeOfTask(submission);
    return Math.min(TIMES_RAW * rawBytes + BYTES_OF_NAMES * images, this.files.maxBytes);
  }

  private async own(principal: Principal, { submission, upload }: UploadQuery): Promise<UploadEntity> {
    const found = await this.uploads.own(principal, submission, upload);
    if (found) return found;
    if (!(await this.submissions.own(principal, submission))) throw noSubmission(submission);
    throw noUpload(upload);
  }

  private async found(upload: UploadEntity | null): Promise<Upload> {
    if (!upload) throw new Error('An upload that was just written is not there.');
    const { id, submission, fileName, bytes, sha256, state, found, added, report, error } = upload;
    const received = state === 'receiving' ? ((await this.files.received(id)) ?? 0) : bytes;
    return {
      ...{ id, submission: submission.id, fileName, bytes, sha256, state, received, found, added },
      ...{ report: report ?? null, error: error ?? null },
      createdAt: upload.createdAt.toISOString(),
      expiresAt: upload.expiresAt.toISOString(),
    };
  }
}

function unlessOpen(id: SubmissionId, submission: SubmissionEntity | null): void {
  if (!submission) throw noSubmission(id);
  if (submission.state !== 'open') throw isClosed(submission);
  if (submission.baseline != null) throw fillsItself(submission);
}

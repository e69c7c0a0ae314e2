import type { Principal, SubmissionId, TaskImage, UploadId } from '@cellboard/contract';
import { LockMode, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { UploadEntity } from '../entities/upload.entity.ts';
import { lockName } from './name-lock.ts';
import { visibleTo } from './visible.ts';

/** Finds sets of predictions that are being uploaded. */
export class UploadRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** Keeps others from beginning an upload into a submission until the transaction ends. */
  lockSubmission(submission: SubmissionId): Promise<void> {
    return lockName(this.em, 'upload', submission);
  }

  byId(id: UploadId): Promise<UploadEntity | null> {
    return this.em.findOne(UploadEntity, { id }, { populate: ['submission.task'], refresh: true });
  }

  /** An upload into a submission that the principal may change. */
  async own(principal: Principal, submission: SubmissionId, id: UploadId): Promise<UploadEntity | null> {
    const rows = await this.em.execute(sql`
      select 1 from upload u join submission s on s.id = u.submission_id
       where u.id = ${id} and s.id = ${submission} and ${visibleTo(principal).submission('s')}`);
    return rows.length > 0 ? this.byId(id) : null;
  }

  /** Reads an upload again and keeps others from changing it until the transaction ends. */
  lock(id: UploadId): Promise<UploadEntity | null> {
    return this.em.findOne(
      UploadEntity,
      { id },
      { populate: ['submission.task'], lockMode: LockMode.PESSIMISTIC_WRITE, lockTableAliases: ['u0'], refresh: true },
    );
  }

  /** The newest upload into a submission. */
  latest(submission: SubmissionId): Promise<UploadEntity | null> {
    const newest = { orderBy: [{ createdAt: 'desc' as const }, { id: 'asc' as const }], refresh: true };
    return this.em.findOne(UploadEntity, { submission }, { ...newest, populate: ['submission.task'] });
  }

  /** More bytes of an upload came, so it is kept for longer. */
  async prolong(id: UploadId, expiresAt: Date): Promise<void> {
    await this.em.nativeUpdate(UploadEntity, { id, state: 'receiving' }, { expiresAt });
  }

  /** Notes how many predictions were added. */
  async progress(id: UploadId, added: number): Promise<void> {
    await this.em.nativeUpdate(UploadEntity, { id }, { added });
  }

  /** Uploads whose bytes have not all arrived in time. */
  expired(now: Date): Promise<UploadEntity[]> {
    return this.em.find(UploadEntity, { state: 'receiving', expiresAt: { $lt: now } }, { limit: 1000 });
  }

  /** Those of some ids whose bytes are still arriving. */
  async receiving(ids: readonly UploadId[]): Promise<Set<UploadId>> {
    const rows = await this.em.find(UploadEntity, { id: { $in: [...ids] }, state: 'receiving' }, { fields: ['id'] });
    return new Set(rows.map(({ id }) => id));
  }

  /** Every image of the submission's task, by dataset and name. */
  images(submission: SubmissionId): Promise<TaskImage[]> {
    return this.em.execute<TaskImage[]>(sql`
      select d.slug as dataset, i.name, i.width, i.height, i.instance_seg as scored ${imagesOf(submission)}
       order by d.slug collate "C", i.name collate "C"`);
  }

  /** Images of the submission's task, and bytes of their samples at 8 bits. */
  async sizeOfTask(submission: SubmissionId): Promise<{ images: number; rawBytes: number }> {
    const [row] = await this.em.execute<{ images: number; raw: string }[]>(sql`
      select count(*)::int as images, coalesce(sum(i.width::bigint * i.height * i.channels), 0)::text as raw ${imagesOf(submission)}`);
    return { images: row?.images ?? 0, rawBytes: Number(row?.raw ?? 0) };
  }
}

function imagesOf(submission: SubmissionId) {
  return sql`
        from submission s
        join task_version_dataset l on l.task_version_id = (
          select id from task_version where task_id = s.task_id and published_at is not null order by number desc limit 1)
        join task_image ti on ti.task_dataset_id = l.task_dataset_id join image i on i.id = ti.image_id
        join dataset_version v on v.id = i.dataset_version_id join dataset d on d.id = v.dataset_id
       where s.id = ${submission}`;
}

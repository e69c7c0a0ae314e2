import type {
  CandidateId,
  DeveloperId,
  ImageId,
  ImageName,
  Principal,
  Publication,
  PublicSubmission,
  Slug,
  Submission,
  SubmissionFile,
  SubmissionId,
  SubmissionStatus,
} from '@cellboard/contract';
import { LockMode, sql, type RawQueryFragment } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { CandidateEntity } from '../entities/candidate.entity.ts';
import { SubmissionEntity } from '../entities/submission.entity.ts';
import { TaskEntity } from '../entities/task.entity.ts';
import { UploadEntity } from '../entities/upload.entity.ts';
import type { Transaction } from '../transaction.ts';
import type { FilePlace } from './stored-file.repository.ts';
import { lockName } from './name-lock.ts';
import { ownColumns, ownTables, publicColumns, submissionTables } from './submission-rows.ts';
import type { ImagePlace } from './task.repository.ts';
import { isPublished, personalTo, visibleTo } from './visible.ts';

/** An image that predictions may name. */
export interface NamedImage {
  readonly id: ImageId;
  readonly dataset: Slug;
  readonly width: number;
  readonly height: number;
}

/** An image of a submission's task with its prediction, if there is one. */
export interface PredictedImage {
  readonly imageId: string;
  readonly imageSha256: string;
  /** Hash of the prediction's file. */
  readonly sha256: string | null;
}

/** Which submissions to list, newest first. */
export interface SubmissionFilter {
  readonly task?: Slug | undefined;
  readonly unfinished: boolean;
  /** Only submissions opened before the one of this number. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Which of one's own submissions to list. */
export interface OwnSubmissionFilter extends SubmissionFilter {
  readonly status?: SubmissionStatus | undefined;
  readonly publication?: Publication | undefined;
  /** Only those of the account itself and its teams, for an admin too. */
  readonly personal: boolean;
}

/** The datasets that a submission has predictions for, by how many of their scored images. */
export interface DatasetProgress {
  readonly taskDatasetId: string;
  readonly dataset: Slug;
  readonly images: number;
  readonly predictions: number;
}

/** The selection of datasets in the current version of the task `t`. */
const CURRENT = sql`task_version_dataset l on l.task_version_id = (
  select id from task_version where task_id = t.id and published_at is not null order by number desc limit 1)`;

/** Finds submissions and their predictions. */
export class SubmissionRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** The public facts of submissions to public tasks, newest first, without open ones. */
  publicPage(filter: SubmissionFilter): Promise<(PublicSubmission & { number: number })[]> {
    return this.em.execute(sql`
      select ${publicColumns} ${submissionTables}
       where s.state = 'closed' and ${isPublished('s')} and t.visibility = 'public' and ${matching(filter)}`);
  }

  /** The newest closed submission of each candidate to a task that is not scored, newest first. */
  async activity(taskId: string, datasetIds: readonly string[]): Promise<PublicSubmission[]> {
    if (datasetIds.length === 0) return [];
    const rows = await this.em.execute<(PublicSubmission & { number: number })[]>(sql`
      select ${publicColumns} ${submissionTables}
       where s.state = 'closed' and ${isPublished('s')} and s.task_id = ${taskId} and run.status <> 'scored'
         and exists (select 1 from evaluation e join task_dataset td on td.id = e.task_dataset_id join dataset_version v on v.id = td.dataset_version_id
                      where e.submission_id = s.id and e.state <> 'scored' and v.dataset_id in (${datasetIds}))
         and not exists (select 1 from submission later where later.task_id = s.task_id and later.candidate_id = s.candidate_id
                           and later.state = 'closed' and ${isPublished('later')} and later.number > s.number)
       order by s.number desc limit 200`);
    return rows.map(({ number: _number, ...row }) => row);
  }

  /** The principal's own submissions, newest first; all of them for an admin, unless they ask for their own alone. */
  mine(principal: Principal, filter: OwnSubmissionFilter): Promise<Submission[]> {
    const { status, publication, personal } = filter;
    const whose = personal ? personalTo(principal, 's') : visibleTo(principal).submission('s');
    const published = sql`case when s.published_at is not null then 'published' when s.withdrawn_at is not null then 'withdrawn' else 'private' end`;
    return this.rows(
      principal,
      sql`${whose} and (${status ?? null}::text is null or run.status = ${status ?? null})
        and (${publication ?? null}::text is null or ${published} = ${publication ?? null}) and ${matching(filter)}`,
    );
  }

  /** A submission that the principal may see: an own one, or a published one. */
  async row(principal: Principal, id: SubmissionId): Promise<Submission | undefined> {
    const [row] = await this.rows(principal, sql`s.id = ${id} and ${visibleTo(principal).shownSubmission('s')}`);
    return row;
  }

  /** Others learn neither what has to be fixed nor what failed. */
  private async rows(principal: Principal, which: RawQueryFragment): Promise<Submission[]> {
    const rows = await this.em.execute<Submission[]>(sql`
      select ${ownColumns}, ${visibleTo(principal).submission('s')} as own ${submissionTables} ${ownTables} where ${which}`);
    return rows.map((row) => {
      if (row.own) return row;
      return { ...row, datasets: row.datasets.map((one) => ({ ...one, report: null, error: null })) };
    });
  }

  byId(id: SubmissionId): Promise<SubmissionEntity | null> {
    return this.em.findOne(SubmissionEntity, { id });
  }

  /** A submission that the principal may change. */
  async own(principal: Principal, id: SubmissionId): Promise<SubmissionEntity | null> {
    const rows = await this.em.execute(
      sql`select 1 from submission s where s.id = ${id} and ${visibleTo(principal).submission('s')}`,
    );
    return rows.length > 0 ? this.byId(id) : null;
  }

  /**
   * Like {@link lock}, and keeps others from opening a version of its task, too. The task comes first, as where a
   * version is opened, so that no two wait for each other.
   */
  async lockWithTask({ id, task }: SubmissionEntity): Promise<SubmissionEntity | null> {
    await this.em.findOneOrFail(TaskEntity, { id: task.id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    return this.lock(id);
  }

  /** Reads a submission again and keeps others from changing it until the transaction ends. */
  lock(id: SubmissionId): Promise<SubmissionEntity | null> {
    return this.em.findOne(SubmissionEntity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  }

  /** Keeps others from opening a submission of that candidate to that task until the transaction ends. */
  lockPair(taskId: string, candidateId: CandidateId): Promise<void> {
    return lockName(this.em, 'submission', `${taskId} ${candidateId}`);
  }

  /**
   * The open submission of an account (null: of the operator) for a task and candidate; that of any member where the
   * model is a team's.
   */
  open(taskId: string, candidate: CandidateEntity, submittedBy: DeveloperId | null): Promise<SubmissionEntity | null> {
    const where = { task: taskId, candidate, state: 'open' } as const;
    const whose = candidate.model.team == null ? { submittedBy } : {};
    return this.em.findOne(SubmissionEntity, { ...where, ...whose }, { orderBy: { number: 'asc' } });
  }

  /** Whether a built-in method was submitted to a task with this candidate before. */
  async hasBaseline(task: Slug, { baseline, candidate }: { baseline: string; candidate: Slug }): Promise<boolean> {
    return (
      (await this.em.count(SubmissionEntity, { task: { slug: task }, baseline, candidate: { slug: candidate } })) > 0
    );
  }

  /** The images of that name in the datasets of the submission's task, of one dataset or of all. */
  imagesNamed({ task }: SubmissionEntity, name: ImageName, dataset: Slug | undefined): Promise<NamedImage[]> {
    return this.em.execute<NamedImage[]>(sql`
      select i.id, d.slug as dataset, i.width, i.height
        from task t join ${CURRENT}
        join task_image ti on ti.task_dataset_id = l.task_dataset_id
        join image i on i.id = ti.image_id and i.name = ${name}
        join dataset_version v on v.id = i.dataset_version_id join dataset d on d.id = v.dataset_id
       where t.id = ${task.id} and (${dataset ?? null}::text is null or d.slug = ${dataset ?? null})
       order by d.slug`);
  }

  /** The images of the submission's task with their predictions, by dataset and name; after one, and at most so many. */
  files(
    id: SubmissionId,
    { after, limit }: { after?: ImagePlace | undefined; limit: number },
  ): Promise<SubmissionFile[]> {
    return this.em.execute<SubmissionFile[]>(sql`
      select d.slug as dataset, i.name as image, p.sha256
        from submission s join task t on t.id = s.task_id join ${CURRENT}
        join task_image ti on ti.task_dataset_id = l.task_dataset_id join image i on i.id = ti.image_id
        join dataset_version v on v.id = i.dataset_version_id join dataset d on d.id = v.dataset_id
        left join prediction p on p.submission_id = s.id and p.image_id = i.id
       where s.id = ${id} and (d.slug collate "C", i.name collate "C") > (${after?.dataset ?? ''}, ${after?.name ?? ''})
       order by d.slug collate "C", i.name collate "C" limit ${limit}`);
  }

  /** Every image of the submission's task with its prediction, by dataset and name. */
  images(id: SubmissionId): Promise<PredictedImage[]> {
    return this.em.execute<PredictedImage[]>(sql`
      select i.id as "imageId", i.image_sha256 as "imageSha256", p.sha256
        from submission s join task t on t.id = s.task_id join ${CURRENT}
        join task_image ti on ti.task_dataset_id = l.task_dataset_id join image i on i.id = ti.image_id
        left join prediction p on p.submission_id = s.id and p.image_id = i.id
       where s.id = ${id} order by i.name collate "C", i.id`);
  }

  /** For each dataset of the task: how many images are to be scored, and how many have a prediction; by dataset. */
  progress(id: SubmissionId): Promise<DatasetProgress[]> {
    return this.em.execute<DatasetProgress[]>(sql`
      select td.id as "taskDatasetId", d.slug as dataset, td.num_images as images,
             (select count(*)::int from task_image ti join prediction p on p.image_id = ti.image_id and p.submission_id = s.id
                join image i on i.id = ti.image_id and i.instance_seg where ti.task_dataset_id = td.id) as predictions
        from submission s join task t on t.id = s.task_id join ${CURRENT}
        join task_dataset td on td.id = l.task_dataset_id
        join dataset_version v on v.id = td.dataset_version_id join dataset d on d.id = v.dataset_id
       where s.id = ${id} order by d.slug`);
  }

  /** Whether an upload is being added to a submission. */
  async isBeingFilled(submission: SubmissionId): Promise<boolean> {
    return (await this.em.count(UploadEntity, { submission, state: { $in: ['checking', 'adding'] } })) > 0;
  }

  /** Writes down the prediction of an image, instead of an earlier one. */
  async putPrediction(
    transaction: Transaction,
    { submissionId, imageId, sha256 }: { submissionId: SubmissionId; imageId: string; sha256: string },
  ): Promise<FilePlace | null> {
    const [before] = await transaction.execute<FilePlace[]>(sql`
      select shelf, sha256 from prediction where submission_id = ${submissionId} and image_id = ${imageId} for update`);
    await transaction.execute(sql`
      insert into prediction (submission_id, image_id, shelf, sha256) values (${submissionId}, ${imageId}, 'prediction', ${sha256})
        on conflict (submission_id, image_id) do update set sha256 = excluded.sha256, created_at = now()`);
    return before && before.sha256 !== sha256 ? before : null;
  }
}

/** The condition, the order and the length of a list; it ends the query. */
function matching({ task, unfinished, before, limit }: SubmissionFilter): RawQueryFragment {
  return sql`
    (${task ?? null}::text is null or t.slug = ${task ?? null})
      and (not ${unfinished} or run.status in ('open', 'queued', 'running'))
      and (${before ?? null}::int is null or s.number < ${before ?? null})
    order by s.number desc limit ${limit}`;
}

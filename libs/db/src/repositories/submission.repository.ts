import type {
  CandidateId,
  ImageName,
  Slug,
  Submission as SubmissionAnswer,
  SubmissionId,
  SubmissionStatus,
} from '@cellboard/contract';
import { LockMode } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { Candidate } from '../entities/candidate.entity.ts';
import { Image } from '../entities/image.entity.ts';
import { Submission } from '../entities/submission.entity.ts';
import { lockName } from './name-lock.ts';

/** A submission with the names of what it belongs to and its progress. */
export type SubmissionRow = Omit<SubmissionAnswer, 'createdAt' | 'finishedAt'> & {
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};

/** An image of a submission's task with its prediction, if there is one. */
export interface PredictedImage {
  readonly imageId: string;
  readonly image: ImageName;
  readonly imageSha256: string;
  /** Hash of the prediction's file. */
  readonly sha256: string | null;
}

/** Which submissions to list. */
export interface SubmissionFilter {
  readonly task?: Slug | undefined;
  readonly unfinished: boolean;
  readonly limit: number;
}

const COLUMNS = `
  select s.id, t.slug as task, m.slug as model, m.name as "modelName", c.slug as candidate, c.name as "candidateName",
         c.id as "candidateId", s.status, t.num_images as "imageCount", s.rejection,
         (select count(*)::int from prediction p where p.submission_id = s.id) as "predictionCount",
         coalesce((select e.scored_count from evaluation e where e.submission_id = s.id order by e.attempt desc limit 1), 0) as "scoredCount",
         s.created_at as "createdAt", s.finished_at as "finishedAt"
    from submission s
    join task t on t.id = s.task_id
    join candidate c on c.id = s.candidate_id
    join model m on m.id = c.model_id`;

const UNFINISHED = ['open', 'queued', 'running'] as const satisfies SubmissionStatus[];

/** Finds submissions and their predictions. */
export class SubmissionRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** The newest submissions, newest first. */
  async newest({ task, unfinished, limit }: SubmissionFilter): Promise<SubmissionRow[]> {
    const conditions = [...(task === undefined ? [] : ['t.slug = ?']), ...(unfinished ? ['s.status in (?)'] : [])];
    const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
    const values = [...(task === undefined ? [] : [task]), ...(unfinished ? [UNFINISHED] : []), limit];
    return this.rows(`${where} order by s.created_at desc, s.id desc limit ?`, values);
  }

  async row(id: SubmissionId): Promise<SubmissionRow | undefined> {
    const [row] = await this.rows('where s.id = ?', [id]);
    return row;
  }

  byId(id: SubmissionId): Promise<Submission | null> {
    return this.em.findOne(Submission, { id });
  }

  /** Reads a submission anew and keeps others from changing it until the transaction ends. */
  lock(id: SubmissionId): Promise<Submission | null> {
    return this.em.findOne(Submission, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  }

  /** Looking for an open submission and making one is one step for whoever holds this, until the transaction ends. */
  lockPair(taskId: string, candidateId: CandidateId): Promise<void> {
    return lockName(this.em, 'submission', `${taskId} ${candidateId}`);
  }

  open(taskId: string, candidateId: CandidateId): Promise<Submission | null> {
    return this.em.findOne(Submission, { task: taskId, candidate: candidateId, status: 'open' });
  }

  /** Whether a built-in method was submitted to a task before. */
  async hasBaseline(task: Slug, baseline: string): Promise<boolean> {
    return (await this.em.count(Submission, { task: { slug: task }, baseline })) > 0;
  }

  /** The candidate of that slug, with its model. */
  candidate(model: Slug, candidate: Slug): Promise<Candidate | null> {
    return this.em.findOne(Candidate, { slug: candidate, model: { slug: model } }, { populate: ['model'] });
  }

  /** The image of that name in the submission's task. */
  async imageNamed({ task }: Submission, name: ImageName): Promise<Image | null> {
    const [found] = await this.em.execute<{ id: string }[]>(
      'select i.id from image i join task_image ti on ti.image_id = i.id where ti.task_id = ? and i.name = ?',
      [task.id, name],
    );
    return found ? this.em.findOne(Image, { id: found.id as Image['id'] }) : null;
  }

  /** Every image of the submission's task with its prediction, by name. */
  images(id: SubmissionId): Promise<PredictedImage[]> {
    return this.em.execute<PredictedImage[]>(
      `select i.id as "imageId", i.name as image, i.image_sha256 as "imageSha256", p.sha256
         from submission s
         join task_image ti on ti.task_id = s.task_id
         join image i on i.id = ti.image_id
         left join prediction p on p.submission_id = s.id and p.image_id = i.id
        where s.id = ? order by i.name, i.id`,
      [id],
    );
  }

  /** How many images of the task there are, and how many have a prediction. */
  async progress(id: SubmissionId): Promise<{ images: number; predictions: number }> {
    const [row] = await this.em.execute<{ images: number; predictions: number }[]>(
      `select t.num_images as images, (select count(*)::int from prediction p where p.submission_id = s.id) as predictions
         from submission s join task t on t.id = s.task_id where s.id = ?`,
      [id],
    );
    return row ?? { images: 0, predictions: 0 };
  }

  /** Writes down the prediction of an image, instead of an earlier one. */
  async putPrediction(id: SubmissionId, imageId: string, sha256: string): Promise<void> {
    await this.em.execute(
      `insert into prediction (submission_id, image_id, sha256, created_at) values (?, ?, ?, now())
         on conflict (submission_id, image_id) do update set sha256 = excluded.sha256, created_at = excluded.created_at`,
      [id, imageId, sha256],
    );
  }

  private async rows(rest: string, values: unknown[]): Promise<SubmissionRow[]> {
    const rows = await this.em.execute<SubmissionRow[]>(`${COLUMNS} ${rest}`, values);
    return rows.map((row) => ({
      ...row,
      createdAt: new Date(row.createdAt),
      finishedAt: row.finishedAt && new Date(row.finishedAt),
    }));
  }
}

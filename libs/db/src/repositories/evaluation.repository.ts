import type { Aggregation, Scores, SubmissionId } from '@cellboard/contract';
import { LockMode } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { Evaluation } from '../entities/evaluation.entity.ts';
import { Submission } from '../entities/submission.entity.ts';
import { lockName } from './name-lock.ts';

/** An image that is still to be scored, with the hashes of its files. */
export interface PendingImage {
  readonly imageId: string;
  readonly image: string;
  readonly truthSha256: string;
  /** Null where no pixel is left out of the scores. */
  readonly ignoreSha256: string | null;
  /** Null where nothing was predicted. */
  readonly predictionSha256: string | null;
}

/** Numerator and denominator by metric. */
export type Fractions = Record<string, readonly [number, number]>;

/** What became of one image. */
export interface ScoredImage {
  readonly imageId: string;
  readonly scores: Scores;
  readonly fractions: Fractions;
  readonly problem: string | null;
  readonly missing: boolean;
}

/** A row of the score sheet. */
export type SheetRow = Pick<ScoredImage, 'scores' | 'fractions' | 'problem'> & { readonly image: string };

/** One score of the whole task. */
export interface TaskScore {
  readonly metric: string;
  readonly metricVersion: number;
  readonly aggregation: Aggregation;
  readonly score: number | null;
  /** Images with a score. */
  readonly n: number;
}

/** Reads and writes evaluations and their score sheets. */
export class EvaluationRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** Reads an evaluation with its submission anew and keeps others from changing it until the transaction ends. */
  async lock(id: string): Promise<Evaluation | null> {
    const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const evaluation = await this.em.findOne(Evaluation, { id }, options);
    if (evaluation) await this.em.findOneOrFail(Submission, { id: evaluation.submission.id }, options);
    return evaluation;
  }

  /** The newest attempt at a submission. */
  newest(submission: SubmissionId): Promise<Evaluation | null> {
    return this.em.findOne(Evaluation, { submission }, { orderBy: { attempt: 'desc' } });
  }

  /** Images of a submission's task that can be scored, by name. */
  async imageIds(submission: SubmissionId): Promise<string[]> {
    const rows = await this.em.execute<{ id: string }[]>(
      `select i.id from submission s join task_image ti on ti.task_id = s.task_id join image i on i.id = ti.image_id
        where s.id = ? and i.instance_seg order by i.name, i.id`,
      [submission],
    );
    return rows.map(({ id }) => id);
  }

  /** Those of some images that have not been scored in this evaluation, by name. */
  pending(evaluation: string, imageIds: readonly string[]): Promise<PendingImage[]> {
    return this.em.execute<PendingImage[]>(
      `select i.id as "imageId", i.name as image, i.truth_sha256 as "truthSha256", i.ignore_sha256 as "ignoreSha256",
           p.sha256 as "predictionSha256"
         from evaluation e
         join image i on i.id in (?)
         left join prediction p on p.submission_id = e.submission_id and p.image_id = i.id
        where e.id = ? and not exists (select from image_score s where s.evaluation_id = e.id and s.image_id = i.id)
        order by i.name, i.id`,
      [imageIds, evaluation],
    );
  }

  /** Writes down what became of some images, but never twice of one; raises the count by those that were new. */
  async addScores(evaluation: Evaluation, images: readonly ScoredImage[]): Promise<void> {
    const rows = await this.em.execute<{ inserted: number }[]>(
      `with inserted as (
         insert into image_score (evaluation_id, image_id, scores, fractions, problem, missing, created_at)
         select ?::uuid, new."imageId", new.scores, new.fractions, new.problem, new.missing, now()
           from jsonb_to_recordset(?::jsonb)
             as new("imageId" uuid, scores jsonb, fractions jsonb, problem text, missing boolean)
         on conflict (evaluation_id, image_id) do nothing
         returning image_id)
       select count(*)::int as inserted from inserted`,
      [evaluation.id, JSON.stringify(images)],
    );
    evaluation.scoredCount += rows[0]?.inserted ?? 0;
  }

  /** Every image of an evaluation, by name. */
  sheet(evaluation: string): Promise<SheetRow[]> {
    return this.em.execute<SheetRow[]>(
      `select i.name as image, s.scores, s.fractions, s.problem
         from image_score s join image i on i.id = s.image_id
        where s.evaluation_id = ? order by i.name, i.id`,
      [evaluation],
    );
  }

  /**
   * Puts the scores of an evaluation on the board, instead of those of an earlier submission. Those of a later
   * submission stay: which one was evaluated first does not matter.
   */
  async putPerformance(evaluation: Evaluation, scores: readonly TaskScore[]): Promise<void> {
    const { task, candidate, createdAt } = evaluation.submission;
    await lockName(this.em, 'performance', `${task.id} ${candidate.id}`);
    const later = await this.em.execute(
      `select 1 from performance p join evaluation e on e.id = p.evaluation_id join submission s on s.id = e.submission_id
        where p.task_id = ? and p.candidate_id = ? and s.created_at > ? limit 1`,
      [task.id, candidate.id, createdAt],
    );
    if (later.length > 0) return;
    await this.em.execute('delete from performance where task_id = ? and candidate_id = ?', [task.id, candidate.id]);
    await this.em.execute(
      `insert into performance (candidate_id, task_id, metric_id, aggregation, score, n, metric_version, evaluation_id)
       select ?::uuid, ?::uuid, new.metric, new.aggregation, new.score, new.n, new."metricVersion", ?::uuid
         from jsonb_to_recordset(?::jsonb)
           as new(metric text, aggregation text, score double precision, n int, "metricVersion" int)`,
      [candidate.id, task.id, evaluation.id, JSON.stringify(scores)],
    );
  }
}

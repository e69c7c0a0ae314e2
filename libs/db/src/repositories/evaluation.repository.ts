import type { Aggregation, Scores, SubmissionId } from '@cellboard/contract';
import { LockMode, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { EvaluationEntity } from '../entities/evaluation.entity.ts';
import { ImageScoreEntity, type ImageWarning } from '../entities/image-score.entity.ts';
import { SubmissionEntity } from '../entities/submission.entity.ts';
import type { parts } from '../entities/task-image.entity.ts';
import type { Transaction } from '../transaction.ts';

/** A half of a divided dataset, or all of it. */
export type Part = (typeof parts)[number];

/** An image that is still to be scored, with the hashes of its files. */
export interface PendingImage {
  readonly imageId: string;
  readonly image: string;
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** Of the image itself. */
  readonly imageSha256: string;
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
  /** What a reader of the scores has to know. */
  readonly warnings: readonly ImageWarning[];
  readonly problem: string | null;
  readonly missing: boolean;
}

/** A row of the score sheet. */
export type SheetRow = Pick<ScoredImage, 'scores' | 'fractions' | 'warnings' | 'problem'> & {
  readonly image: string;
  readonly part: Part;
};

/** One score of an evaluation. */
export interface EvaluationScore {
  readonly metric: string;
  readonly metricVersion: number;
  readonly aggregation: Aggregation;
  readonly part: Part;
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

  /**
   * Reads an evaluation again, with its submission, and keeps others from changing both until the transaction ends. The
   * task comes first and the submission before the evaluation, as where a submission is withdrawn or a version of the
   * task is opened, so that none waits for one that waits for it.
   */
  async lock(id: string): Promise<EvaluationEntity | null> {
    const found = await this.em.findOne(EvaluationEntity, { id });
    if (!found) return null;
    await this.em.execute(sql`
      select 1 from task where id = (select task_id from submission where id = ${found.submission.id}) for key share`);
    const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    await this.em.findOneOrFail(SubmissionEntity, { id: found.submission.id }, options);
    const evaluation = await this.em.findOneOrFail(EvaluationEntity, { id }, options);
    await this.em.populate(evaluation, ['taskDataset.datasetVersion']);
    return evaluation;
  }

  /** The evaluations of a submission: those on the newest version of a dataset first, of these the newest first. */
  ofSubmission(submissionId: SubmissionId): Promise<EvaluationEntity[]> {
    return this.em.find(
      EvaluationEntity,
      { submission: submissionId },
      {
        orderBy: [{ taskDataset: { datasetVersion: { dataset: 'asc', number: 'desc' } } }, { number: 'desc' }],
        populate: ['taskDataset.datasetVersion.dataset'],
      },
    );
  }

  /** Whether an evaluation of a submission waits or runs. */
  async isUnfinished(submissionId: SubmissionId): Promise<boolean> {
    return (await this.em.count(EvaluationEntity, { submission: submissionId, finishedAt: null })) > 0;
  }

  /** Images of a task's dataset that are scored, by name. */
  async imageIds(taskDatasetId: string): Promise<string[]> {
    const rows = await this.em.execute<{ id: string }[]>(sql`
      select i.id from task_image ti join image i on i.id = ti.image_id
       where ti.task_dataset_id = ${taskDatasetId} and i.instance_seg order by i.name collate "C", i.id`);
    return rows.map(({ id }) => id);
  }

  /** Those of some images that have not been scored in this evaluation, by name. */
  pending(evaluationId: string, imageIds: readonly string[]): Promise<PendingImage[]> {
    if (imageIds.length === 0) return Promise.resolve([]);
    return this.em.execute<PendingImage[]>(sql`
      select i.id as "imageId", i.name as image, i.width, i.height, i.image_sha256 as "imageSha256", i.truth_sha256 as "truthSha256", i.ignore_sha256 as "ignoreSha256",
             p.sha256 as "predictionSha256"
        from evaluation e
        join image i on i.id in (${imageIds})
        left join prediction p on p.submission_id = e.submission_id and p.image_id = i.id
       where e.id = ${evaluationId} and not exists (select 1 from image_score s where s.evaluation_id = e.id and s.image_id = i.id)
       order by i.name collate "C", i.id`);
  }

  /**
   * Writes down what became of some images, but never twice of one; raises the counts by those that were new.
   *
   * @returns how many were new
   */
  async addScores(
    transaction: Transaction,
    evaluation: EvaluationEntity,
    images: readonly ScoredImage[],
  ): Promise<number> {
    const [counts] = await transaction.execute<{ scored: number; missing: number }[]>(sql`
      with inserted as (
        insert into image_score (evaluation_id, image_id, scores, fractions, warnings, problem, missing)
        select ${evaluation.id}::uuid, new."imageId", new.scores, new.fractions, new.warnings, new.problem, new.missing
          from jsonb_to_recordset(${JSON.stringify(images)}::jsonb)
            as new("imageId" uuid, scores jsonb, fractions jsonb, warnings jsonb, problem text, missing boolean)
        on conflict (evaluation_id, image_id) do nothing
        returning missing)
      select count(*)::int as scored, count(*) filter (where missing)::int as missing from inserted`);
    evaluation.scoredCount += counts?.scored ?? 0;
    evaluation.missingCount += counts?.missing ?? 0;
    return counts?.scored ?? 0;
  }

  /** Counts a failed attempt to score some images, and keeps why it failed. */
  async addFailure(
    transaction: Transaction,
    evaluation: EvaluationEntity,
    { reason, image }: { reason: string; image: string | null },
  ): Promise<void> {
    evaluation.attempts += 1;
    evaluation.error = reason;
    await transaction.execute(sql`
      insert into evaluation_attempt (evaluation_id, number, image, reason)
      values (${evaluation.id}, ${evaluation.attempts}, ${image}, ${reason})`);
  }

  /** How many attempts failed to score the images that begin with one. */
  async failuresFrom(evaluationId: string, image: string | null): Promise<number> {
    const [row] = await this.em.execute<{ failures: number }[]>(sql`
      select count(*)::int as failures from evaluation_attempt
       where evaluation_id = ${evaluationId} and image is not distinct from ${image}::uuid`);
    return row?.failures ?? 0;
  }

  /** Removes what became of the images of an evaluation so far. */
  async clearScores(transaction: Transaction, evaluation: EvaluationEntity): Promise<void> {
    await transaction.nativeDelete(ImageScoreEntity, { evaluation });
    evaluation.scoredCount = 0;
    evaluation.missingCount = 0;
    evaluation.carriedCount = 0;
  }

  /** Every image of an evaluation, by name. */
  sheet(evaluationId: string): Promise<SheetRow[]> {
    return this.em.execute<SheetRow[]>(sql`
      select i.name as image, s.scores, s.fractions, s.warnings, s.problem, ti.part
        from image_score s join image i on i.id = s.image_id
        join evaluation e on e.id = s.evaluation_id
        join task_image ti on ti.task_dataset_id = e.task_dataset_id and ti.image_id = i.id
       where s.evaluation_id = ${evaluationId} order by i.name collate "C", i.id`);
  }

  /** The version of every metric that an evaluation was scored by. */
  async metricVersions(evaluationId: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.em.execute<{ id: string; version: number }[]>(
      sql`select distinct metric_id as id, metric_version as version from performance where evaluation_id = ${evaluationId}`,
    );
    return new Map(rows.map(({ id, version }) => [id, version]));
  }

  /** Writes down the scores of an evaluation over its images. */
  async putPerformance(
    transaction: Transaction,
    evaluationId: string,
    scores: readonly EvaluationScore[],
  ): Promise<void> {
    await transaction.execute(sql`
      insert into performance (evaluation_id, metric_id, metric_version, aggregation, part, score, n)
      select ${evaluationId}::uuid, new.metric, new."metricVersion", new.aggregation, new.part, new.score, new.n
        from jsonb_to_recordset(${JSON.stringify(scores)}::jsonb)
          as new(metric text, "metricVersion" int, aggregation text, part text, score double precision, n int)`);
  }
}

import type {
  Aggregation,
  BoardFilter,
  CandidateId,
  Direction,
  EvaluationCause,
  LabelReading,
  MetricId,
  Slug,
} from '@cellboard/contract';
import { raw, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { inClasses } from './matching-images.ts';
import { stood } from './stood.ts';

/** One number of a board. */
export interface ScoreOf {
  readonly taskId: string;
  readonly datasetIds: readonly string[];
  readonly candidateId: CandidateId;
  readonly metric: MetricId;
  /** Only images in these classes; all where it is empty. */
  readonly slice: BoardFilter;
  /** ISO 8601; now without it. */
  readonly at?: string | undefined;
}

/** The evaluation behind a result on one dataset. */
export interface ScoreOrigin {
  readonly dataset: Slug;
  readonly datasetName: string;
  readonly evaluationId: string;
  /** Number of the evaluation of its submission on the dataset version, from 1. */
  readonly evaluation: number;
  readonly cause: EvaluationCause;
  readonly softwareVersion: string;
  readonly metricsHash: string | null;
  readonly submittedAt: Date | null;
  /** How its files were read where they left something open. */
  readonly reading: LabelReading | null;
  /** Of the metric; null where the evaluation does not have it. */
  readonly metricVersion: number | null;
  /** Images of the slice on which the metric is undefined. */
  readonly undefinedCount: number;
  readonly clusterCount: number;
  /** SHA-256 of the lines `<sha256>  <image>` of all images of the evaluation, by name. */
  readonly predictionsHash: string;
  /** The same of truths, with ` ignore:<sha256>` at the end of the line where a mask leaves pixels out. */
  readonly truthHash: string;
}

/** One score of an evaluation, as it is kept. */
export interface KeptScore {
  readonly metric: MetricId;
  readonly version: number;
  readonly aggregation: Aggregation;
  readonly score: number | null;
  /** Images with a score. */
  readonly images: number;
}

/** An image with its score. */
export interface ScoredByName {
  readonly image: string;
  readonly score: number;
  readonly missing: boolean;
}

/** SHA-256, in hexadecimal, of lines that a query adds up by the names of images. */
const hashOfLines = (line: string) =>
  raw(
    `encode(sha256(convert_to(coalesce(string_agg(${line} || chr(10), '' order by i.name collate "C"), ''), 'UTF8')), 'hex')`,
  );

/** Finds what the numbers of a board are made from. */
export class ScoreOriginRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** The evaluations behind the results of a candidate, as they stand or stood on the board, one for each dataset. */
  async origins({ taskId, datasetIds, candidateId, metric, slice, at }: ScoreOf): Promise<ScoreOrigin[]> {
    if (datasetIds.length === 0) return [];
    const rows = await this.em.execute<
      (Omit<ScoreOrigin, 'submittedAt'> & { submittedAt: string | Date | null })[]
    >(sql`
      select ds.slug as dataset, ds.name as "datasetName", e.id as "evaluationId", e.number as evaluation, e.cause,
             e.software_version as "softwareVersion", e.metrics_hash as "metricsHash", s.closed_at as "submittedAt", s.reading,
             (select max(p.metric_version) from performance p
               where p.evaluation_id = e.id and p.metric_id = ${metric} and p.part = 'all') as "metricVersion",
             judged.undefined as "undefinedCount", judged.clusters as "clusterCount",
             files.predictions as "predictionsHash", files.truths as "truthHash"
        from board_entry b
        join evaluation e on e.id = b.evaluation_id
        join submission s on s.id = e.submission_id
        join dataset ds on ds.id = b.dataset_id
        cross join lateral (
          select (count(*) filter (where coalesce(j.scores -> ${metric}, 'null') = 'null'))::int as undefined,
                 count(distinct coalesce(i.cluster_kind || ' ' || i.cluster_key, i.id::text))::int as clusters
            from image_score j join image i on i.id = j.image_id
           where j.evaluation_id = e.id and ${inClasses(slice)}) as judged
        cross join lateral (
          select ${hashOfLines(`(p.sha256 || '  ' || i.name)`)} as predictions,
                 ${hashOfLines(`(i.truth_sha256 || '  ' || i.name || coalesce(' ignore:' || i.ignore_sha256, ''))`)} as truths
            from image_score j
            join image i on i.id = j.image_id
            left join prediction p on p.submission_id = e.submission_id and p.image_id = i.id
           where j.evaluation_id = e.id) as files
       where b.task_id = ${taskId} and b.dataset_id in (${datasetIds}) and b.candidate_id = ${candidateId}
         and b.part = 'all' and ${stood(at)}`);
    return rows.map((row) => ({ ...row, submittedAt: row.submittedAt === null ? null : new Date(row.submittedAt) }));
  }

  /** All scores of an evaluation over all of its images, by metric. */
  scores(evaluationId: string): Promise<KeptScore[]> {
    return this.em.execute<KeptScore[]>(sql`
      select metric_id as metric, metric_version as version, aggregation, score, n as images
        from performance where evaluation_id = ${evaluationId} and part = 'all'
       order by metric_id collate "C", aggregation`);
  }

  /** Images of an evaluation with the worst scores by a metric, worst first; none for a metric without a direction. */
  async worst(
    evaluationId: string,
    { metric, direction, slice, limit }: Pick<ScoreOf, 'metric' | 'slice'> & { direction: Direction; limit: number },
  ): Promise<ScoredByName[]> {
    if (direction === 'none') return [];
    const order = raw(direction === 'higher' ? 'asc' : 'desc');
    return this.em.execute<ScoredByName[]>(sql`
      select i.name as image, (j.scores ->> ${metric})::float8 as score, j.missing
        from image_score j join image i on i.id = j.image_id
       where j.evaluation_id = ${evaluationId} and j.scores ->> ${metric} is not null and ${inClasses(slice)}
       order by score ${order}, i.name collate "C" limit ${limit}`);
  }
}

import type {
  Aggregation,
  BoardFilter,
  CandidateId,
  CandidateKind,
  MetricId,
  Scores,
  Slug,
  SubmissionId,
} from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { inClasses } from './matching-images.ts';
import { stood } from './stood.ts';

/** A candidate's result on one dataset, as it stands or stood on the board. */
export interface BoardCell {
  readonly candidateId: CandidateId;
  readonly model: Slug;
  readonly modelName: string;
  readonly candidate: Slug;
  readonly candidateName: string;
  readonly kind: CandidateKind;
  readonly developer: string;
  readonly dataset: Slug;
  readonly datasetVersion: number;
  /** Whether others on the board were scored on a newer version of the dataset, or by a newer one of the metric that ranks. */
  readonly outdated: boolean;
  readonly submissionId: SubmissionId;
  readonly evaluationId: string;
  readonly scores: Scores;
  /** The version of each metric that the scores were computed by. */
  readonly versions: Readonly<Record<MetricId, number>>;
  readonly imageCount: number;
  readonly missingCount: number;
  readonly evaluatedAt: Date;
}

/** Which part of a board to read. */
export interface BoardSlice {
  readonly taskId: string;
  readonly datasetIds: readonly string[];
  readonly aggregation: Aggregation;
  readonly metrics: readonly MetricId[];
  /** The metric that ranks. */
  readonly primary: MetricId;
  /** ISO 8601; now without it. */
  readonly at?: string | undefined;
}

/** Whose scores of single images to read, and by which metric. */
export type ImageScoresOf = Pick<BoardSlice, 'taskId' | 'datasetIds' | 'at'> & {
  readonly candidateIds: readonly CandidateId[];
  readonly metric: MetricId;
  /** Only images in these classes. */
  readonly slice: BoardFilter;
};

/** The scores of some of the images of evaluations. */
export interface SlicedOf {
  readonly evaluationIds: readonly string[];
  readonly metrics: readonly MetricId[];
  readonly slice: BoardFilter;
}

/** What an evaluation says of the images of a slice. */
export interface SlicedScores {
  readonly evaluationId: string;
  readonly imageCount: number;
  readonly missingCount: number;
  /** Means over the images; those where a metric is undefined are left out. */
  readonly scores: Scores;
}

/** Numerators and denominators of an evaluation, added up over the images of a slice. */
export interface SlicedFractions {
  readonly evaluationId: string;
  readonly fractions: Readonly<Record<string, readonly [number, number]>>;
}

/** Scores of single images, column by column. */
export interface ImageScoreColumns {
  readonly images: readonly { readonly dataset: Slug; readonly cluster: string | null }[];
  readonly candidates: readonly { readonly candidateId: CandidateId; readonly scores: readonly (number | null)[] }[];
}

/** Reads the boards. A board costs as much as it has candidates: only `imageScores` looks at single images. */
export class LeaderboardRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** The results of every eligible candidate on some datasets of a task, by model and candidate. */
  async cells({ taskId, datasetIds, aggregation, metrics, primary, at }: BoardSlice): Promise<BoardCell[]> {
    if (datasetIds.length === 0) return [];
    const rows = await this.em.execute<(Omit<BoardCell, 'evaluatedAt'> & { evaluatedAt: string | Date })[]>(sql`
      select c.id as "candidateId", m.slug as model, m.name as "modelName", c.slug as candidate, c.name as "candidateName",
             c.kind, d.name as developer, ds.slug as dataset, dv.number as "datasetVersion", e.submission_id as "submissionId", e.id as "evaluationId",
             coalesce(scored.scores, '{}') as scores, coalesce(scored.versions, '{}') as versions,
             dense_rank() over (partition by b.dataset_id, c.kind = 'method' order by dv.number desc, scored.version desc nulls last) > 1 as outdated,
             e.image_count as "imageCount", e.missing_count as "missingCount", e.finished_at as "evaluatedAt"
        from board_entry b
        join evaluation e on e.id = b.evaluation_id
        join task_dataset td on td.id = e.task_dataset_id
        join dataset_version dv on dv.id = td.dataset_version_id
        join dataset ds on ds.id = b.dataset_id
        join candidate c on c.id = b.candidate_id
        join model m on m.id = c.model_id
        join developer d on d.id = m.developer_id
        cross join lateral (
          select jsonb_object_agg(p.metric_id, p.score) as scores,
                 jsonb_object_agg(p.metric_id, p.metric_version) as versions,
                 max(p.metric_version) filter (where p.metric_id = ${primary}) as version
            from performance p
           where p.evaluation_id = e.id and p.aggregation = ${aggregation} and p.part = 'all' and p.metric_id in (${metrics})) as scored
       where b.task_id = ${taskId} and b.dataset_id in (${datasetIds}) and b.part = 'all' and ${stood(at)} and m.eligible
       order by lower(m.name), m.slug, c.created_at, c.slug`);
    return rows.map((row) => ({ ...row, evaluatedAt: new Date(row.evaluatedAt) }));
  }

  /** Images of a slice and their cells, by the dataset of a task; those without any are left out. */
  async imagesIn(
    taskDatasetIds: readonly string[],
    slice: BoardFilter,
  ): Promise<Map<string, { readonly imageCount: number; readonly cellCount: number }>> {
    if (taskDatasetIds.length === 0) return new Map();
    const rows = await this.em.execute<{ id: string; imageCount: number; cellCount: number }[]>(sql`
      select ti.task_dataset_id as id, count(*)::int as "imageCount", coalesce(sum(i.cell_count), 0)::int as "cellCount"
        from task_image ti join image i on i.id = ti.image_id
       where ti.task_dataset_id in (${taskDatasetIds}) and ${inClasses(slice)} group by ti.task_dataset_id`);
    return new Map(rows.map(({ id, ...counts }) => [id, counts]));
  }

  /** Means over the images of a slice; evaluations without such images are left out. */
  sliced({ evaluationIds, metrics, slice }: SlicedOf): Promise<SlicedScores[]> {
    if (evaluationIds.length === 0) return Promise.resolve([]);
    return this.em.execute<SlicedScores[]>(sql`
      with judged as (
        select s.evaluation_id, s.scores, s.missing from image_score s join image i on i.id = s.image_id
         where s.evaluation_id in (${evaluationIds}) and ${inClasses(slice)})
      select c.evaluation_id as "evaluationId", c.images as "imageCount", c.missing as "missingCount", m.scores
        from (select evaluation_id, count(*)::int as images, (count(*) filter (where missing))::int as missing from judged group by evaluation_id) as c
        cross join lateral (
          select jsonb_object_agg(metric.id, (select avg((j.scores->>metric.id)::float8) from judged j where j.evaluation_id = c.evaluation_id)) as scores
            from metric where metric.id in (${metrics})) as m`);
  }

  /** What pooled scores over the images of a slice are computed from. */
  slicedFractions({ evaluationIds, slice }: Omit<SlicedOf, 'metrics'>): Promise<SlicedFractions[]> {
    if (evaluationIds.length === 0) return Promise.resolve([]);
    return this.em.execute<SlicedFractions[]>(sql`
      select evaluation_id as "evaluationId", jsonb_object_agg(key, jsonb_build_array(numerator, denominator)) as fractions
        from (select s.evaluation_id, f.key, sum((f.value->>0)::float8) as numerator, sum((f.value->>1)::float8) as denominator
                from image_score s join image i on i.id = s.image_id cross join lateral jsonb_each(s.fractions) as f
               where s.evaluation_id in (${evaluationIds}) and ${inClasses(slice)}
               group by s.evaluation_id, f.key) as summed
       group by evaluation_id`);
  }

  /** The scores of single images behind the results of some candidates, null where they have none on a dataset. */
  async imageScores({
    taskId,
    datasetIds,
    candidateIds,
    metric,
    at,
    slice,
  }: ImageScoresOf): Promise<ImageScoreColumns> {
    if (datasetIds.length === 0 || candidateIds.length === 0) return { images: [], candidates: [] };
    const standing = sql`standing as (
      select b.candidate_id, b.evaluation_id, b.dataset_id
        from board_entry b
       where b.task_id = ${taskId} and b.dataset_id in (${datasetIds}) and b.candidate_id in (${candidateIds})
         and b.part = 'all' and ${stood(at)}),
    judged as (
      select i.id, st.dataset_id, i.name, i.cluster_kind, i.cluster_key
        from (select distinct st.dataset_id, s.image_id from standing st join image_score s on s.evaluation_id = st.evaluation_id) as st
        join image i on i.id = st.image_id where ${inClasses(slice)})`;
    const images = await this.em.execute<ImageScoreColumns['images']>(sql`
      with ${standing}
      select ds.slug as dataset, j.cluster_kind || ' ' || j.cluster_key as cluster
        from judged j join dataset ds on ds.id = j.dataset_id
       order by j.dataset_id, j.id`);
    const candidates = await this.em.execute<ImageScoreColumns['candidates']>(sql`
      with ${standing}
      select c.id as "candidateId", json_agg(s.scores -> ${metric} order by j.dataset_id, j.id) as scores
        from (select distinct candidate_id as id from standing) as c
        cross join judged j
        left join standing st on st.candidate_id = c.id and st.dataset_id = j.dataset_id
        left join image_score s on s.evaluation_id = st.evaluation_id and s.image_id = j.id
       group by c.id`);
    return { images, candidates };
  }
}

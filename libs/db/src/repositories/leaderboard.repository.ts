import type {
  Aggregation,
  CandidateId,
  CandidateKind,
  MetricId,
  Scores,
  Slug,
  SubmissionId,
} from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';

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
};

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
             c.kind, d.name as developer, ds.slug as dataset, dv.number as "datasetVersion", e.submission_id as "submissionId",
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

  /** The scores of single images behind the results of some candidates, which have one on each of the datasets. */
  async imageScores({ taskId, datasetIds, candidateIds, metric, at }: ImageScoresOf): Promise<ImageScoreColumns> {
    if (datasetIds.length === 0 || candidateIds.length === 0) return { images: [], candidates: [] };
    const standing = sql`standing as (
      select b.candidate_id, b.evaluation_id, b.dataset_id
        from board_entry b
       where b.task_id = ${taskId} and b.dataset_id in (${datasetIds}) and b.candidate_id in (${candidateIds})
         and b.part = 'all' and ${stood(at)}),
    judged as (
      select i.id, st.dataset_id, i.name, i.cluster_kind, i.cluster_key
        from (select distinct st.dataset_id, s.image_id from standing st join image_score s on s.evaluation_id = st.evaluation_id) as st
        join image i on i.id = st.image_id)`;
    const images = await this.em.execute<ImageScoreColumns['images']>(sql`
      with ${standing}
      select ds.slug as dataset, j.cluster_kind || ' ' || j.cluster_key as cluster
        from judged j join dataset ds on ds.id = j.dataset_id
       order by j.dataset_id, j.id`);
    const candidates = await this.em.execute<ImageScoreColumns['candidates']>(sql`
      with ${standing}
      select st.candidate_id as "candidateId", json_agg(s.scores -> ${metric} order by j.dataset_id, j.id) as scores
        from standing st
        join judged j on j.dataset_id = st.dataset_id
        left join image_score s on s.evaluation_id = st.evaluation_id and s.image_id = j.id
       group by st.candidate_id`);
    return { images, candidates };
  }
}

/** What stood on a board at a time, or stands there now. */
function stood(at: string | undefined) {
  return at === undefined
    ? sql`b.until is null`
    : sql`b.since <= ${at}::timestamptz and coalesce(b.until > ${at}::timestamptz, true)`;
}

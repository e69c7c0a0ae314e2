import type { DatasetProgress, FailedAttempt, MetricId, QueueStatus, SubmissionId } from '@cellboard/contract';
import { raw, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';

/** Something that the audit log says of a submission or one of its evaluations. */
export interface LoggedEvent {
  readonly at: string;
  readonly action: string;
  readonly reason: string | null;
  /** The dataset of an evaluation; null for the submission itself. */
  readonly dataset: string | null;
}

const iso = (column: string) => raw(`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** Most lines that a log, or a list of failed attempts, shows: the newest. */
const MOST_LINES = 100;

/** How many of the last evaluations say how fast images are scored. */
const LAST = 20;

/** Reads how far submissions are, and what happened to them. */
export class ProgressRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** The newest evaluation on each dataset, by dataset; the means of those that run are over the images scored so far. */
  datasets(id: SubmissionId, metric: MetricId): Promise<DatasetProgress[]> {
    return this.em.execute<DatasetProgress[]>(sql`
      select newest.slug as dataset, newest.state, newest.image_count as "imageCount", newest.scored_count as "scoredCount",
             case when newest.state = 'scored' then (
                    select p.score from performance p where p.evaluation_id = newest.id and p.metric_id = ${metric}
                       and p.aggregation = 'mean' and p.part = 'all')
                  when newest.state = 'running' then (
                    select avg((s.scores->>${metric})::float8) from image_score s where s.evaluation_id = newest.id and s.problem is null)
             end as "partialScore"
        from (select distinct on (v.dataset_id) e.*, d.slug
                from evaluation e join task_dataset td on td.id = e.task_dataset_id
                join dataset_version v on v.id = td.dataset_version_id join dataset d on d.id = v.dataset_id
               where e.submission_id = ${id} order by v.dataset_id, v.number desc, e.number desc) as newest
       order by newest.slug`);
  }

  /** The failed attempts of all evaluations of a submission, the oldest first. */
  async failures(id: SubmissionId): Promise<FailedAttempt[]> {
    const rows = await this.em.execute<FailedAttempt[]>(sql`
      select ${iso('a.ended_at')} as at, a.reason from evaluation_attempt a join evaluation e on e.id = a.evaluation_id
       where e.submission_id = ${id} order by a.ended_at desc, a.number desc limit ${MOST_LINES}`);
    return rows.reverse();
  }

  /** What the audit log says of a submission and its evaluations, the oldest first. Uploads are left out. */
  async log(id: SubmissionId): Promise<LoggedEvent[]> {
    const rows = await this.em.execute<LoggedEvent[]>(sql`
      with said as (
        select a.id, a.created_at, a.action, a.reason, null as dataset from audit_entry a
         where a.object = 'submission' and a.subject = ${id}
        union all
        select a.id, a.created_at, a.action, a.reason, d.slug from evaluation e
          join audit_entry a on a.object = 'evaluation' and a.subject = e.id::text
          join task_dataset td on td.id = e.task_dataset_id join dataset_version v on v.id = td.dataset_version_id
          join dataset d on d.id = v.dataset_id
         where e.submission_id = ${id}
        union all
        select 0, e.started_at, 'evaluation.start', null, d.slug from evaluation e
          join task_dataset td on td.id = e.task_dataset_id join dataset_version v on v.id = td.dataset_version_id
          join dataset d on d.id = v.dataset_id
         where e.submission_id = ${id} and e.started_at is not null)
      select ${iso('said.created_at')} as at, action, reason, dataset from said
       order by said.created_at desc, said.id desc limit ${MOST_LINES}`);
    return rows.reverse();
  }

  /** Evaluations that ended within the last 24 hours, by how. */
  async ended(): Promise<QueueStatus['ended']> {
    const [row] = await this.em.execute<QueueStatus['ended'][]>(sql`
      select count(*) filter (where state = 'scored')::int as scored, count(*) filter (where state = 'rejected')::int as rejected,
             count(*) filter (where state = 'failed')::int as failed
        from evaluation where finished_at > now() - interval '24 hours'`);
    return row ?? { scored: 0, rejected: 0, failed: 0 };
  }

  /** Images that the last evaluations scored in a second; null before there is one. */
  async speed(): Promise<number | null> {
    const [row] = await this.em.execute<{ speed: number | null }[]>(sql`
      select (sum(scored_count - carried_count) / nullif(sum(extract(epoch from finished_at - started_at)), 0))::float8 as speed
        from (select * from evaluation where state = 'scored' and started_at is not null order by finished_at desc limit ${LAST}) as last`);
    return row?.speed ?? null;
  }
}

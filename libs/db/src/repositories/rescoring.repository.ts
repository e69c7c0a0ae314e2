import type { Slug, SubmissionId } from '@cellboard/contract';
import { raw, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { EvaluationEntity } from '../entities/evaluation.entity.ts';
import type { TaskDatasetEntity } from '../entities/task-dataset.entity.ts';
import type { Transaction } from '../transaction.ts';
import { isPublished } from './visible.ts';

/** A metric in the version that is computed now. */
export interface CurrentMetric {
  readonly id: string;
  readonly version: number;
}

/** A submission that has to follow a dataset to its next version. */
export interface Follower {
  readonly submissionId: SubmissionId;
  /** Whether it still takes predictions. */
  readonly open: boolean;
  /** Its newest scored evaluation on the dataset; null where there is none. */
  readonly evaluationId: string | null;
}

/** What stands on boards, and the newest scores of what would stand there if it were not private. */
const STANDING = raw(`(
  select b.evaluation_id, b.task_id from board_entry b where b.until is null
  union
  select e.id, s.task_id from evaluation e join submission s on s.id = e.submission_id
   where e.state = 'scored' and s.state = 'closed' and s.published_at is null and s.withdrawn_at is null
     and exists (select 1 from task_version_dataset l where l.task_dataset_id = e.task_dataset_id and l.task_version_id = (
           select id from task_version where task_id = s.task_id and published_at is not null order by number desc limit 1))
     and not exists (select 1 from evaluation later where later.submission_id = e.submission_id
                        and later.task_dataset_id = e.task_dataset_id and later.number > e.number and later.state = 'scored'))`);

/** Finds what has to be scored again, and carries over what does not. */
export class RescoringRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** The evaluations that stand on the boards of a task, or would if they were not private, and lack a metric in its current version. */
  async outdated(taskId: string, metrics: readonly CurrentMetric[]): Promise<EvaluationEntity[]> {
    const rows = await this.em.execute<{ id: string }[]>(sql`
      select distinct b.evaluation_id as id
        from ${STANDING} as b
       where b.task_id = ${taskId} and exists (
         select 1 from jsonb_to_recordset(${JSON.stringify(metrics)}::jsonb) as now(id text, version int)
          where not exists (select 1 from performance p where p.evaluation_id = b.evaluation_id
                               and p.metric_id = now.id and p.metric_version >= now.version))`);
    return this.em.find(
      EvaluationEntity,
      { id: { $in: rows.map(({ id }) => id) } },
      { populate: ['submission', 'taskDataset'], orderBy: { createdAt: 'asc', id: 'asc' } },
    );
  }

  /**
   * The tasks whose boards hold results that an older version of their ranking metric has scored, unless an evaluation
   * by the current metrics waits, runs or has ended since: one that fails is not begun again and again.
   *
   * @param metricsHash of the metrics that are computed now
   */
  async outdatedTasks(metrics: readonly CurrentMetric[], metricsHash: string): Promise<Slug[]> {
    const rows = await this.em.execute<{ slug: Slug }[]>(sql`
      select distinct t.slug
        from ${STANDING} as b join task t on t.id = b.task_id
        join evaluation e on e.id = b.evaluation_id
        join jsonb_to_recordset(${JSON.stringify(metrics)}::jsonb) as now(id text, version int) on now.id = t.primary_metric_id
       where not exists (select 1 from performance p where p.evaluation_id = e.id
                            and p.metric_id = now.id and p.metric_version >= now.version)
         and not exists (select 1 from evaluation later where later.submission_id = e.submission_id
                            and later.task_dataset_id = e.task_dataset_id and later.metrics_hash = ${metricsHash})
       order by t.slug`);
    return rows.map(({ slug }) => slug);
  }

  /** Whether a newer evaluation of the same submission on the same dataset version waits or runs. */
  async isUnderway({ submission, taskDataset }: EvaluationEntity): Promise<boolean> {
    return (
      (await this.em.count(EvaluationEntity, { submission, taskDataset, state: { $in: ['queued', 'running'] } })) > 0
    );
  }

  /**
   * What has to follow a dataset of a task to the version that it takes now: open submissions with predictions for
   * another version, and closed ones without an evaluation on this one, also those that were closed while the task did
   * not take the dataset. Of the closed ones only those that are on the board, or may come to it: a later one of the
   * candidate that was scored leaves the earlier ones behind, but a private one no published one.
   */
  followers({ task, datasetVersion, id }: TaskDatasetEntity): Promise<Follower[]> {
    return this.em.execute<Follower[]>(sql`
      with run as (
        select s.id, s.number, s.candidate_id, ${isPublished('s')} as published, coalesce(bool_or(e.state = 'scored'), false) as scored,
               coalesce(bool_or(e.state in ('queued', 'running')), true) as waits,
               coalesce(bool_or(e.task_dataset_id = ${id}), false) as follows,
               (array_agg(e.id order by e.version desc, e.number desc) filter (where e.state = 'scored'))[1] as evaluation_id
          from submission s
          left join (select e.*, v.number as version from evaluation e join task_dataset td on td.id = e.task_dataset_id
                       join dataset_version v on v.id = td.dataset_version_id
                      where v.dataset_id = ${datasetVersion.dataset.id}) as e on e.submission_id = s.id
         where s.task_id = ${task.id} and s.state = 'closed' and s.withdrawn_at is null and (e.id is not null or exists (
           select 1 from prediction p join image i on i.id = p.image_id join dataset_version v on v.id = i.dataset_version_id
            where p.submission_id = s.id and v.dataset_id = ${datasetVersion.dataset.id}))
         group by s.id)
      select run.id as "submissionId", false as open, run.evaluation_id as "evaluationId", run.number from run
       where not follows and (scored or waits)
         and not exists (select 1 from run later where later.candidate_id = run.candidate_id and later.number > run.number and later.scored
                           and (later.published or not run.published))
      union all
      select s.id, true, null, s.number from submission s
       where s.task_id = ${task.id} and s.state = 'open' and exists (
         select 1 from prediction p join image i on i.id = p.image_id join dataset_version v on v.id = i.dataset_version_id
          where p.submission_id = s.id and v.dataset_id = ${datasetVersion.dataset.id} and v.id <> ${datasetVersion.id})
       order by number`);
  }

  /**
   * Copies a submission's predictions for other versions of a dataset to the images of one that show the same picture
   * under the same name; those for the newest version of several. Predictions that are there stay.
   */
  async carryPredictions(
    transaction: Transaction,
    { submissionId, to }: { submissionId: SubmissionId; to: TaskDatasetEntity },
  ): Promise<void> {
    const { datasetVersion } = to;
    await transaction.execute(sql`
      insert into prediction (submission_id, image_id, shelf, sha256)
      select distinct on (later.id) p.submission_id, later.id, p.shelf, p.sha256
        from prediction p join image earlier on earlier.id = p.image_id
        join dataset_version v on v.id = earlier.dataset_version_id
         and v.dataset_id = ${datasetVersion.dataset.id} and v.id <> ${datasetVersion.id}
        join task_image lt on lt.task_dataset_id = ${to.id}
        join image later on later.id = lt.image_id and later.name = earlier.name
         and (later.image_sha256 = earlier.image_sha256 or later.pixel_sha256 = earlier.pixel_sha256)
         and (later.width, later.height) = (earlier.width, earlier.height)
       where p.submission_id = ${submissionId}
       order by later.id, v.number desc
      on conflict (submission_id, image_id) do nothing`);
  }

  /**
   * Copies the scores of an evaluation to another of the same submission, where name, image, truth, ignored pixels and
   * prediction are the same. Only for evaluations whose metrics all have their current version.
   */
  async carryScores(
    transaction: Transaction,
    { from, to }: { from: EvaluationEntity; to: EvaluationEntity },
  ): Promise<void> {
    const [counts] = await transaction.execute<{ carried: number; missing: number }[]>(sql`
      with carried as (
        insert into image_score (evaluation_id, image_id, scores, fractions, warnings, problem, missing)
        select ${to.id}::uuid, later.id, s.scores, s.fractions, s.warnings, s.problem, s.missing
          from image_score s join image earlier on earlier.id = s.image_id
          join task_image lt on lt.task_dataset_id = ${to.taskDataset.id}
          join image later on later.id = lt.image_id and later.instance_seg and later.name = earlier.name
           and (later.image_sha256, later.truth_sha256, later.ignore_sha256)
             is not distinct from (earlier.image_sha256, earlier.truth_sha256, earlier.ignore_sha256)
          left join prediction p on p.submission_id = ${from.submission.id} and p.image_id = earlier.id
          left join prediction q on q.submission_id = ${to.submission.id} and q.image_id = later.id
         where s.evaluation_id = ${from.id} and s.problem is null and p.sha256 is not distinct from q.sha256
        on conflict (evaluation_id, image_id) do nothing
        returning missing)
      select count(*)::int as carried, count(*) filter (where missing)::int as missing from carried`);
    to.scoredCount += counts?.carried ?? 0;
    to.carriedCount += counts?.carried ?? 0;
    to.missingCount += counts?.missing ?? 0;
  }
}

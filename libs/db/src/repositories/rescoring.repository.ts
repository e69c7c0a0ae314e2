import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { EvaluationEntity } from '../entities/evaluation.entity.ts';
import type { Transaction } from '../transaction.ts';

/** A metric in the version that is computed now. */
export interface CurrentMetric {
  readonly id: string;
  readonly version: number;
}

/** Finds what has to be scored again, and carries over what does not. */
export class RescoringRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** The evaluations on the boards of a task that lack a metric in its current version. */
  async outdated(taskId: string, metrics: readonly CurrentMetric[]): Promise<EvaluationEntity[]> {
    const rows = await this.em.execute<{ id: string }[]>(sql`
      select distinct b.evaluation_id as id
        from board_entry b
       where b.task_id = ${taskId} and b.until is null and exists (
         select 1 from jsonb_to_recordset(${JSON.stringify(metrics)}::jsonb) as now(id text, version int)
          where not exists (select 1 from performance p where p.evaluation_id = b.evaluation_id
                               and p.metric_id = now.id and p.metric_version >= now.version))`);
    return this.em.find(
      EvaluationEntity,
      { id: { $in: rows.map(({ id }) => id) } },
      { populate: ['submission', 'taskDataset'], orderBy: { createdAt: 'asc', id: 'asc' } },
    );
  }

  /** Whether a newer evaluation of the same submission on the same dataset version waits or runs. */
  async isUnderway({ submission, taskDataset }: EvaluationEntity): Promise<boolean> {
    return (
      (await this.em.count(EvaluationEntity, { submission, taskDataset, state: { $in: ['queued', 'running'] } })) > 0
    );
  }

  /**
   * Copies a submission's predictions from the images of one version of a dataset to those of the next that show the
   * same picture under the same name.
   */
  async carryPredictions(
    transaction: Transaction,
    { submissionId, from, to }: { submissionId: string; from: string; to: string },
  ): Promise<void> {
    await transaction.execute(sql`
      insert into prediction (submission_id, image_id, shelf, sha256)
      select p.submission_id, later.id, p.shelf, p.sha256
        from task_image ti join image earlier on earlier.id = ti.image_id
        join prediction p on p.submission_id = ${submissionId} and p.image_id = earlier.id
        join task_image lt on lt.task_dataset_id = ${to}
        join image later on later.id = lt.image_id and later.name = earlier.name
         and (later.image_sha256 = earlier.image_sha256 or later.pixel_sha256 = earlier.pixel_sha256)
         and (later.width, later.height) = (earlier.width, earlier.height)
       where ti.task_dataset_id = ${from}
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
        insert into image_score (evaluation_id, image_id, scores, fractions, problem, missing)
        select ${to.id}::uuid, later.id, s.scores, s.fractions, s.problem, s.missing
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

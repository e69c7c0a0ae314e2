import type { Aggregation, CheckpointId, Scores, Slug, SubmissionId } from '@cellboard/contract';
import type { SqlEntityManager } from '@mikro-orm/sql';

/** A candidate with the scores of its newest scored submission. */
export interface BoardRow {
  readonly checkpointId: CheckpointId;
  readonly submissionId: SubmissionId;
  readonly model: Slug;
  readonly modelName: string;
  readonly checkpoint: Slug;
  readonly checkpointName: string;
  readonly developer: string;
  readonly scores: Scores;
  readonly imageCount: number;
  readonly missingCount: number;
  readonly evaluatedAt: Date;
}

/** Reads the boards. */
export class LeaderboardRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** Every eligible candidate of a task, by model and checkpoint; ranks are computed by who asks. */
  async rows(taskId: string, aggregation: Aggregation): Promise<BoardRow[]> {
    const rows = await this.em.execute<(Omit<BoardRow, 'evaluatedAt'> & { evaluatedAt: string | Date })[]>(
      `with scored as (
         select distinct on (s.checkpoint_id) s.checkpoint_id, s.id as submission_id, e.id as evaluation_id, e.image_count,
                coalesce(e.finished_at, s.finished_at) as finished_at
           from submission s
           join evaluation e on e.submission_id = s.id
          where s.task_id = ? and s.status = 'scored' and e.finished_at is not null
          order by s.checkpoint_id, s.created_at desc, s.id desc, e.attempt desc)
       select c.id as "checkpointId", scored.submission_id as "submissionId", m.slug as model, m.name as "modelName",
              c.slug as checkpoint, c.name as "checkpointName", d.name as developer,
              (select jsonb_object_agg(p.metric_id, p.score) from performance p
                where p.evaluation_id = scored.evaluation_id and p.aggregation = ?) as scores,
              scored.image_count as "imageCount",
              (select count(*)::int from image_score i where i.evaluation_id = scored.evaluation_id and i.missing) as "missingCount",
              scored.finished_at as "evaluatedAt"
         from scored
         join checkpoint c on c.id = scored.checkpoint_id
         join model m on m.id = c.model_id
         join developer d on d.id = m.developer_id
        where m.eligible
          and exists (select from performance p where p.evaluation_id = scored.evaluation_id and p.aggregation = ?)
        order by m.name, c.name, c.id`,
      [taskId, aggregation, aggregation],
    );
    return rows.map((row) => ({ ...row, evaluatedAt: new Date(row.evaluatedAt) }));
  }
}

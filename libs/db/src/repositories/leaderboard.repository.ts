import type { Aggregation, CandidateId, Scores, Slug, SubmissionId } from '@cellboard/contract';
import type { SqlEntityManager } from '@mikro-orm/sql';

/** A candidate with the scores of its newest scored submission. */
export interface BoardRow {
  readonly candidateId: CandidateId;
  readonly submissionId: SubmissionId;
  readonly model: Slug;
  readonly modelName: string;
  readonly candidate: Slug;
  readonly candidateName: string;
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

  /** Every eligible candidate of a task that has scores, by model and candidate; ranks are computed by who asks. */
  async rows(taskId: string, aggregation: Aggregation): Promise<BoardRow[]> {
    const rows = await this.em.execute<(Omit<BoardRow, 'evaluatedAt'> & { evaluatedAt: string | Date })[]>(
      `with newest as (
         select distinct on (p.candidate_id) p.candidate_id, e.id as evaluation_id, e.image_count, s.id as submission_id,
                coalesce(e.finished_at, s.finished_at, s.created_at) as evaluated_at
           from performance p
           join evaluation e on e.id = p.evaluation_id
           join submission s on s.id = e.submission_id
          where p.task_id = ? and p.aggregation = ?
          order by p.candidate_id, s.created_at desc, s.id desc)
       select c.id as "candidateId", n.submission_id as "submissionId", m.slug as model, m.name as "modelName",
              c.slug as candidate, c.name as "candidateName", d.name as developer,
              (select jsonb_object_agg(p.metric_id, p.score) from performance p
                where p.candidate_id = c.id and p.task_id = ? and p.aggregation = ? and p.evaluation_id = n.evaluation_id) as scores,
              n.image_count as "imageCount",
              (select count(*)::int from image_score i where i.evaluation_id = n.evaluation_id and i.missing) as "missingCount",
              n.evaluated_at as "evaluatedAt"
         from newest n
         join candidate c on c.id = n.candidate_id
         join model m on m.id = c.model_id
         join developer d on d.id = m.developer_id
        where m.eligible
        order by m.name, c.name, c.id`,
      [taskId, aggregation, taskId, aggregation],
    );
    return rows.map((row) => ({ ...row, evaluatedAt: new Date(row.evaluatedAt) }));
  }
}

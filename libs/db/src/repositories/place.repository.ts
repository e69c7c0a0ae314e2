import type { Principal, SubmissionId, SubmissionPlace } from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { rankedEntries } from './ranked-entries.ts';
import { visibleTo } from './visible.ts';

/** Finds where submissions stand on the boards. */
export class PlaceRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** The places of submissions that the principal may see, by submission and dataset. */
  async of(principal: Principal, submissions: readonly SubmissionId[]): Promise<SubmissionPlace[]> {
    if (submissions.length === 0) return [];
    return this.em.execute<SubmissionPlace[]>(sql`
      with shown as (
        select b.task_id, b.dataset_id, b.candidate_id, s.id, s.number
          from submission s join evaluation e on e.submission_id = s.id
          join board_entry b on b.evaluation_id = e.id and b.until is null and b.part = 'all'
          join task t on t.id = s.task_id
         where s.id in (${submissions}) and ${visibleTo(principal).shownSubmission('s')} and ${visibleTo(principal).task('t')}),
      boards as (select distinct task_id, dataset_id from shown),
      ${rankedEntries}
      select shown.id as submission, d.slug as dataset, scored.rank::int as rank, scored.ranked::int as "rankedCount"
        from shown join scored using (task_id, dataset_id, candidate_id) join dataset d on d.id = shown.dataset_id
       order by shown.number, d.slug`);
  }
}

import type { DeveloperId, Slug, SubmissionId } from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Transaction } from '../transaction.ts';

/** How much of its daily places for a task an account has used. */
export interface UsedPlaces {
  readonly task: Slug;
  readonly taskName: string;
  readonly used: number;
  /** When the next place opens, as ISO 8601 in UTC; null while some are left. */
  readonly opensAt: string | null;
}

/** Counts the submissions of accounts within the last 24 hours, by the clock of the database. */
export class QuotaRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** The time of the database, which all places are counted by. */
  async now(): Promise<Date> {
    const [row] = await this.em.execute<{ now: string }[]>(`select clock_timestamp()::text as now`);
    return new Date(row?.now ?? Date.now());
  }

  /**
   * The tasks that an account used places of. Places open one by one, 24 hours after each was taken: where more are used
   * than the limit is now, the first of them open none.
   */
  used(account: DeveloperId, limit: number, taskId: string | null = null): Promise<UsedPlaces[]> {
    return this.em.execute<UsedPlaces[]>(sql`
      with place as (
        select s.task_id, s.closed_at, row_number() over (partition by s.task_id order by s.closed_at desc) as newest
          from submission s
         where s.charged_to_id = ${account} and s.given_back_at is null
           and s.closed_at > clock_timestamp() - interval '24 hours' and (${taskId}::uuid is null or s.task_id = ${taskId}))
      select t.slug as task, t.name as "taskName", count(*)::int as used,
             to_char((max(place.closed_at) filter (where place.newest = ${limit}) + interval '24 hours') at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "opensAt"
        from place join task t on t.id = place.task_id group by t.id order by t.name, t.slug`);
  }

  /**
   * Gives the place of a submission back that ended without a score, because it could not be scored or was cancelled
   * before any image was. A second call changes nothing.
   */
  async giveBack(transaction: Transaction, id: SubmissionId): Promise<void> {
    await transaction.flush();
    await transaction.execute(sql`
      update submission s set given_back_at = clock_timestamp()
       where s.id = ${id} and s.charged_to_id is not null and s.given_back_at is null
         and not exists (select 1 from evaluation e where e.submission_id = s.id and (e.state = 'scored' or e.finished_at is null))
         and exists (select 1 from evaluation e where e.submission_id = s.id
                      having count(*) filter (where e.state in ('failed', 'rejected')) > 0 or sum(e.scored_count) = 0)`);
  }
}

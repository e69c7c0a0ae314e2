import type { Principal } from '@cellboard/contract';
import { actorName } from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { BoardCause } from '../entities/board-entry.entity.ts';
import type { Transaction } from '../transaction.ts';
import { lockName } from './name-lock.ts';
import { isPublished } from './visible.ts';

/** Where a candidate stands: on the board of a dataset in a task. */
export interface BoardPlace {
  readonly taskId: string;
  readonly datasetId: string;
  readonly candidateId: string;
}

/** Why a place is looked at again, and on whose behalf. */
export interface BoardChange {
  readonly principal: Principal;
  readonly cause: BoardCause;
}

/**
 * Writes the history of the boards. Which evaluation stands for a candidate follows from the evaluations there are:
 * the newest scored one of the newest published submission, on the newest dataset version that has been scored. So it does not
 * matter which of two submissions was evaluated first.
 */
export class BoardRepository {
  /** Updates a place on a board: ends what no longer stands there and starts what does. A second run changes nothing. */
  async settle(transaction: Transaction, place: BoardPlace, { principal, cause }: BoardChange): Promise<void> {
    const { taskId, datasetId, candidateId } = place;
    await lockName(transaction, 'board', `${taskId} ${datasetId} ${candidateId}`);
    await transaction.flush();
    // The clock is read after the lock, so that times follow the order of the changes.
    const [row] = await transaction.execute<{ now: string }[]>('select clock_timestamp()::text as now');
    const now = row?.now ?? null;
    const actor = actorName(principal);
    await transaction.execute(sql`
      with ${standing(place)}
      update board_entry set until = ${now}, end_cause = ${cause}, ended_by = ${actor}
       where task_id = ${taskId} and dataset_id = ${datasetId} and candidate_id = ${candidateId} and until is null
         and not exists (select 1 from standing s where s.evaluation_id = board_entry.evaluation_id and s.part = board_entry.part)`);
    await transaction.execute(sql`
      with ${standing(place)}
      insert into board_entry (id, task_id, dataset_id, candidate_id, part, evaluation_id, since, cause, began_by)
      select gen_random_uuid(), ${taskId}, ${datasetId}, ${candidateId}, s.part, s.evaluation_id, ${now}, ${cause}, ${actor}
        from standing s
       where not exists (select 1 from board_entry b where b.evaluation_id = s.evaluation_id and b.part = s.part and b.until is null)`);
  }

  /** Who has been scored on a dataset in a task at any time. */
  async everScored(
    transaction: Transaction,
    { taskId, datasetId }: Omit<BoardPlace, 'candidateId'>,
  ): Promise<string[]> {
    const rows = await transaction.execute<{ id: string }[]>(sql`
      select distinct s.candidate_id as id from evaluation e join submission s on s.id = e.submission_id
        join task_dataset td on td.id = e.task_dataset_id join dataset_version v on v.id = td.dataset_version_id
       where s.task_id = ${taskId} and v.dataset_id = ${datasetId} and e.state = 'scored' order by 1`);
    return rows.map(({ id }) => id);
  }
}

/** The evaluation that should stand at a place, once for each part it was scored on; none where the task takes the dataset no longer. */
function standing({ taskId, datasetId, candidateId }: BoardPlace) {
  return sql`newest as (
      select e.id
        from evaluation e
        join submission s on s.id = e.submission_id
        join task_dataset td on td.id = e.task_dataset_id
        join dataset_version v on v.id = td.dataset_version_id
       where s.task_id = ${taskId} and s.candidate_id = ${candidateId} and v.dataset_id = ${datasetId}
         and s.state = 'closed' and ${isPublished('s')} and e.state = 'scored'
         and exists (select 1 from task_version_dataset l
                       join task_dataset other on other.id = l.task_dataset_id
                       join dataset_version ov on ov.id = other.dataset_version_id and ov.dataset_id = ${datasetId}
                      where l.task_version_id = (select id from task_version where task_id = ${taskId} and published_at is not null
                                                  order by number desc limit 1))
       order by v.number desc, s.number desc, e.number desc limit 1),
    standing as (select newest.id as evaluation_id, p.part from newest join lateral (
      select distinct part from performance where evaluation_id = newest.id) as p on true)`;
}

import { Migration } from '@mikro-orm/migrations';

/** What must never be, as a view: it is empty on a sound database. */
export class Invariants extends Migration {
  override up(): void {
    this.addSql(`create view broken_invariant as ${[...Object.values(invariants)].join(' union all ')}`);
  }
}

/** Each finds what breaks it: the name of the invariant, the kind and the id of the object, and since when, as far as that is known. */
const invariants = {
  overdue: `
    select 'overdue' as invariant, 'evaluation' as object, e.id::text as subject, e.created_at as since
      from evaluation e where e.finished_at is null and e.created_at < now() - interval '24 hours'`,
  lost: `
    select 'lost', 'submission', s.id::text, s.closed_at
      from submission s where s.state = 'closed' and not exists (select 1 from evaluation e where e.submission_id = s.id)`,
  twice: `
    select 'twice', 'submission', e.submission_id::text, min(e.created_at)
      from evaluation e where e.finished_at is null group by e.submission_id, e.task_dataset_id having count(*) > 1`,
  unscored: `
    select 'unscored', 'evaluation', e.id::text, e.finished_at
      from evaluation e where e.state = 'scored' and e.image_count > 0
       and (e.scored_count <> e.image_count or not exists (select 1 from performance p where p.evaluation_id = e.id)
            or (select count(*) from image_score i where i.evaluation_id = e.id) <> e.image_count)`,
  unfinished: `
    select 'unfinished', 'evaluation', e.id::text, e.created_at
      from evaluation e where e.state <> 'scored' and exists (select 1 from performance p where p.evaluation_id = e.id)`,
  board: `
    select 'board', 'evaluation', b.evaluation_id::text, b.since
      from board_entry b join evaluation e on e.id = b.evaluation_id join submission s on s.id = e.submission_id
     where b.until is null and (s.published_at is null or s.state <> 'closed' or e.state <> 'scored')`,
  current: `
    select 'current', 'candidate', b.candidate_id::text, min(b.since)
      from board_entry b where b.until is null group by b.task_id, b.dataset_id, b.candidate_id, b.part having count(*) > 1`,
  quota: `
    select 'quota', 'submission', s.id::text, s.closed_at
      from submission s cross join lateral (
        select count(*) filter (where e.state = 'scored' or e.finished_at is null) as counts,
               count(*) filter (where e.state in ('failed', 'rejected')) as faults, coalesce(sum(e.scored_count), 0) as seen
          from evaluation e where e.submission_id = s.id) as run
     where s.charged_to_id is not null
       and ((s.given_back_at is null and run.counts = 0 and (run.faults > 0 or run.seen = 0))
            or (s.closed_at is null))`,
  file: `
    select 'file', 'file', f.shelf || '/' || f.sha256, null::timestamptz
      from stored_file f where f.bytes is null or f.bytes = 0`,
};

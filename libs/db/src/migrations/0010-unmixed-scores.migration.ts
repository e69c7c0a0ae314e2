import { Migration } from '@mikro-orm/migrations';

/** By which metrics an evaluation is scored, so that an update does not mix two; and predictions that stay as they were scored. */
export class UnmixedScores extends Migration {
  override up(): void {
    this.addSql(`create table metric_set (hash varchar(64) not null, software_version varchar(40) not null,
    created_at timestamptz not null default clock_timestamp(), primary key (hash))`);
    this.addSql(`create or replace function metric_set_stay_fn() returns trigger as $$ begin
    raise exception 'Sets of metrics are only ever added.' using errcode = 'check_violation';
  end; $$ language plpgsql`);
    this.addSql(
      `create trigger stay before update or delete on metric_set for each row execute function metric_set_stay_fn()`,
    );
    this.addSql(`alter table evaluation add column metrics_hash varchar(64)`);
    this.addSql(`create or replace function prediction_closed_stay_fn() returns trigger as $$ begin
    if exists (select 1 from submission where id = old.submission_id and state <> 'open') then raise exception 'The predictions of a closed submission never change.' using errcode = 'check_violation'; end if;
    return coalesce(new, old);
  end; $$ language plpgsql`);
    this.addSql(
      `create trigger closed_stay before update or delete on prediction for each row execute function prediction_closed_stay_fn()`,
    );
  }
}

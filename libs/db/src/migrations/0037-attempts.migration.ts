import { Migration } from '@mikro-orm/migrations';

/** Why each failed attempt of an evaluation failed, and whether an account gets mail when its submissions end. */
export class Attempts extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table evaluation_attempt (
    evaluation_id uuid not null,
    number int not null,
    image uuid null,
    reason text not null,
    ended_at timestamptz not null default clock_timestamp(),
    primary key (evaluation_id, number),
    constraint evaluation_attempt_number_check check (number >= 1),
    constraint evaluation_attempt_evaluation_id_foreign foreign key (evaluation_id) references evaluation (id) on delete cascade
  )`,
  `insert into evaluation_attempt (evaluation_id, number, reason, ended_at)
    select id, attempts, error, coalesce(finished_at, now()) from evaluation where attempts > 0 and error is not null`,
  `alter table developer add column mail_at_end boolean not null default true`,
];

import { Migration } from '@mikro-orm/migrations';

/**
 * Submissions are private until they are published, and take a daily place of the person who sends them. Until now
 * everything that was closed was public, and stays so. What was withdrawn after it had been scored can be published again.
 */
export class Publication extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table submission
    add column published_at timestamptz null,
    add column withdrawn_at timestamptz null,
    add column charged_to_id uuid null,
    add column given_back_at timestamptz null`,
  `update submission set published_at = closed_at where state = 'closed'`,
  `update submission s set state = 'closed', withdrawn_at = cancelled_at, cancelled_at = null
    where state = 'cancelled' and closed_at is not null
      and exists (select 1 from evaluation e where e.submission_id = s.id and e.state = 'scored')`,
  `alter table submission add constraint submission_charged_to_id_foreign foreign key (charged_to_id) references developer (id) on delete restrict`,
  `alter table submission add constraint submission_published_check check (published_at is null or (state = 'closed' and withdrawn_at is null))`,
  `alter table submission add constraint submission_given_back_check check (given_back_at is null or charged_to_id is not null)`,
  `create index submission_charged_index on submission (charged_to_id, task_id, closed_at) where charged_to_id is not null`,
  `alter table board_entry
    drop constraint board_entry_cause_check,
    drop constraint board_entry_end_cause_check`,
  `alter table board_entry
    add constraint board_entry_cause_check check (cause in ('scored', 'published', 'requeue', 'metric', 'dataset', 'withdrawn', 'retired', 'restored', 'migration')),
    add constraint board_entry_end_cause_check check (end_cause in ('scored', 'published', 'requeue', 'metric', 'dataset', 'withdrawn', 'retired', 'restored', 'migration'))`,
];

import { Migration } from '@mikro-orm/migrations';

/** From where people signed in, for 30 days. */
export class SignInSignals extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table sign_in_signal (
    developer_id uuid not null,
    kind text not null,
    value varchar(64) not null,
    day date not null,
    primary key (developer_id, kind, value, day),
    constraint sign_in_signal_kind_check check (kind in ('network', 'browser')),
    constraint sign_in_signal_value_check check (char_length(value) >= 1),
    constraint sign_in_signal_developer_id_foreign foreign key (developer_id) references developer (id) on delete cascade
  )`,
  `create index sign_in_signal_kind_value_index on sign_in_signal (kind, value)`,
  `create index sign_in_signal_day_index on sign_in_signal (day)`,
];

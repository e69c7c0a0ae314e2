import { Migration } from '@mikro-orm/migrations';

/** Keys by which receipts of results are signed. */
export class SigningKeys extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table signing_key (
    number int not null primary key,
    kid varchar(80) not null,
    private_key text not null,
    public_key varchar(43) not null,
    created_at timestamptz not null default now(),
    constraint signing_key_number_check check (number >= 1)
  )`,
  `alter table signing_key add constraint signing_key_kid_unique unique (kid)`,
  `create or replace function signing_key_stay_fn() returns trigger as $$ begin raise exception 'Keys are only ever added: receipts that were signed with them are still checked.' using errcode = 'check_violation'; end; $$ language plpgsql`,
  `create trigger stay before update or delete on signing_key for each row execute function signing_key_stay_fn()`,
];

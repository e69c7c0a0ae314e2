import { Migration } from '@mikro-orm/migrations';

/** Authenticator apps, and the codes that take their place. */
export class SecondFactors extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table second_factor (
    developer_id uuid not null primary key,
    secret varchar(64) not null,
    confirmed_at timestamptz,
    last_step int,
    created_at timestamptz not null default now(),
    constraint second_factor_secret_check check (secret ~ '^[A-Z2-7]{32,64}$'),
    constraint second_factor_developer_id_foreign foreign key (developer_id) references developer (id) on update cascade on delete cascade
  )`,
  `create table recovery_code (
    code_sha256 varchar(64) not null primary key,
    developer_id uuid not null,
    used_at timestamptz,
    constraint recovery_code_code_sha256_check check (code_sha256 ~ '^[0-9a-f]{64}$'),
    constraint recovery_code_developer_id_foreign foreign key (developer_id) references developer (id) on delete cascade
  )`,
  `create index recovery_code_developer_id_index on recovery_code (developer_id)`,
];

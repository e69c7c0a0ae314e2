import { Migration } from '@mikro-orm/migrations';

/** Passkeys, and what they are asked to sign. */
export class Passkeys extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table passkey (
    id uuid not null primary key,
    developer_id uuid not null,
    name varchar(80) not null,
    credential_id varchar(1364) not null,
    public_key text not null,
    counter bigint not null,
    transports jsonb not null,
    created_at timestamptz not null default now(),
    last_used_at timestamptz,
    constraint passkey_name_check check (char_length(name) >= 1),
    constraint passkey_credential_id_check check (credential_id ~ '^[A-Za-z0-9_-]+$'),
    constraint passkey_public_key_check check (public_key ~ '^[A-Za-z0-9_-]+$'),
    constraint passkey_counter_check check (counter >= 0),
    constraint passkey_developer_id_foreign foreign key (developer_id) references developer (id) on delete cascade
  )`,
  `alter table passkey add constraint passkey_credential_id_unique unique (credential_id)`,
  `create index passkey_developer_id_index on passkey (developer_id)`,
  `create table passkey_challenge (
    challenge_sha256 varchar(64) not null primary key,
    developer_id uuid,
    expires_at timestamptz not null,
    constraint passkey_challenge_challenge_sha256_check check (challenge_sha256 ~ '^[0-9a-f]{64}$'),
    constraint passkey_challenge_developer_id_foreign foreign key (developer_id) references developer (id) on delete cascade
  )`,
  `create index passkey_challenge_developer_id_index on passkey_challenge (developer_id)`,
  `create index passkey_challenge_expires_at_index on passkey_challenge (expires_at)`,
];

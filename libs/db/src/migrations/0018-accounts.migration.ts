import { Migration } from '@mikro-orm/migrations';

/** Accounts: who may sign in, where they are signed in, their tokens, and the links that are mailed to them. */
export class Accounts extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table developer
    add column handle varchar(32),
    add column curates_all boolean not null default false,
    add column verified_at timestamptz,
    add column suspended_at timestamptz,
    add column deleted_at timestamptz`,
  `alter table developer add constraint developer_handle_unique unique (handle)`,
  `alter table developer add constraint developer_handle_check check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$')`,
  `alter table developer add constraint developer_deleted_check check (deleted_at is null or (email is null and pass_hash is null and handle is null and verified_at is null))`,
  `alter table developer add constraint developer_curates_check check (not curates_all or role <> 'developer')`,
  `create table curated_dataset (
    developer_id uuid not null,
    dataset_id uuid not null,
    primary key (developer_id, dataset_id),
    constraint curated_dataset_developer_id_foreign foreign key (developer_id) references developer (id) on update cascade on delete cascade,
    constraint curated_dataset_dataset_id_foreign foreign key (dataset_id) references dataset (id) on update cascade on delete cascade
  )`,
  `create table session (
    id uuid not null primary key,
    secret_sha256 varchar(64) not null,
    developer_id uuid not null,
    user_agent varchar(300),
    created_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    expires_at timestamptz not null,
    constraint session_secret_sha256_unique unique (secret_sha256),
    constraint session_secret_sha256_check check (secret_sha256 ~ '^[0-9a-f]{64}$'),
    constraint session_developer_id_foreign foreign key (developer_id) references developer (id) on delete cascade
  )`,
  `create index session_developer_id_index on session (developer_id)`,
  `create index session_expires_at_index on session (expires_at)`,
  `create table api_token (
    id uuid not null primary key,
    developer_id uuid not null,
    name varchar(80) not null,
    secret_sha256 varchar(64) not null,
    scope text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz,
    constraint api_token_name_check check (char_length(name) >= 1),
    constraint api_token_secret_sha256_unique unique (secret_sha256),
    constraint api_token_secret_sha256_check check (secret_sha256 ~ '^[0-9a-f]{64}$'),
    constraint api_token_scope_check check (scope in ('read', 'submit', 'curate', 'admin')),
    constraint api_token_expiry_check check (expires_at <= created_at + '367 days'::interval),
    constraint api_token_developer_id_foreign foreign key (developer_id) references developer (id) on delete cascade
  )`,
  `create index api_token_developer_id_index on api_token (developer_id)`,
  `create or replace function api_token_stay_fn() returns trigger as $$ begin
    if (new.id, new.secret_sha256, new.developer_id, new.scope, new.created_at, new.expires_at) is distinct from (old.id, old.secret_sha256, old.developer_id, old.scope, old.created_at, old.expires_at) or old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at then raise exception 'What a token is for never changes. Revoke it and make another.' using errcode = 'check_violation'; end if;
    return new;
  end; $$ language plpgsql`,
  `create trigger stay before update on api_token for each row execute function api_token_stay_fn()`,
  `create table mailed_token (
    secret_sha256 varchar(64) not null primary key,
    purpose text not null,
    email varchar(254),
    developer_id uuid,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint mailed_token_secret_sha256_check check (secret_sha256 ~ '^[0-9a-f]{64}$'),
    constraint mailed_token_purpose_check check (purpose in ('register', 'first-admin', 'reset')),
    constraint mailed_token_email_check check ((email is not null) = (purpose = 'register')),
    constraint mailed_token_developer_check check ((developer_id is not null) = (purpose = 'reset')),
    constraint mailed_token_developer_id_foreign foreign key (developer_id) references developer (id) on delete cascade
  )`,
  `create index mailed_token_developer_id_index on mailed_token (developer_id)`,
  `create index mailed_token_expires_at_index on mailed_token (expires_at)`,
  `create table throttle (
    key varchar(255) not null primary key,
    points int not null default 0,
    expire bigint
  )`,
  `create index throttle_expire_index on throttle (expire)`,
  `alter table audit_entry drop constraint audit_entry_object_check`,
  `alter table audit_entry add constraint audit_entry_object_check check (object in ('account', 'candidate', 'dataset', 'evaluation', 'image', 'model', 'prediction', 'source', 'submission', 'task', 'token', 'weights'))`,
];

import { Migration } from '@mikro-orm/migrations';

/** Sets of predictions that are uploaded as a whole, and may go on after an interruption. */
export class Uploads extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table upload (
    id uuid not null primary key,
    submission_id uuid not null,
    uploaded_by_id uuid,
    file_name varchar(200) not null,
    bytes bigint not null,
    sha256 varchar(64) not null,
    state text not null,
    shelf text,
    stored_sha256 varchar(64),
    found int not null,
    added int not null,
    report jsonb,
    error text,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    constraint upload_bytes_check check (bytes >= 1),
    constraint upload_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
    constraint upload_state_check check (state in ('receiving', 'checking', 'adding', 'added', 'refused', 'failed')),
    constraint upload_found_check check (found >= 0),
    constraint upload_added_check check (added >= 0),
    constraint upload_shelf_check check (coalesce(shelf, 'upload') = 'upload'),
    constraint upload_file_check check ((shelf is null) = (stored_sha256 is null)),
    constraint upload_submission_id_foreign foreign key (submission_id) references submission (id) on delete cascade,
    constraint upload_uploaded_by_id_foreign foreign key (uploaded_by_id) references developer (id) on delete set null,
    constraint upload_shelf_stored_sha256_foreign foreign key (shelf, stored_sha256) references stored_file (shelf, sha256) on update no action on delete restrict
  )`,
  `create index upload_submission_id_created_at_index on upload (submission_id, created_at)`,
  `create index upload_uploaded_by_id_index on upload (uploaded_by_id)`,
  `create index upload_shelf_stored_sha256_index on upload (shelf, stored_sha256)`,
  `create index upload_state_expires_at_index on upload (state, expires_at)`,
  `create unique index upload_active_unique on upload (submission_id) where state in ('receiving', 'checking', 'adding')`,
];

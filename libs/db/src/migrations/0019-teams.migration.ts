import { Migration } from '@mikro-orm/migrations';

/** Teams: accounts that own models together. */
export class Teams extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table team (
    id uuid not null primary key,
    name varchar(120) not null,
    created_at timestamptz not null default now(),
    constraint team_name_check check (char_length(name) >= 1)
  )`,
  `create table team_member (
    team_id uuid not null,
    developer_id uuid not null,
    role text not null,
    joined_at timestamptz not null default now(),
    primary key (team_id, developer_id),
    constraint team_member_role_check check (role in ('member', 'owner')),
    constraint team_member_team_id_foreign foreign key (team_id) references team (id) on update cascade on delete cascade,
    constraint team_member_developer_id_foreign foreign key (developer_id) references developer (id) on update cascade on delete cascade
  )`,
  `create index team_member_developer_id_index on team_member (developer_id)`,
  `create table team_invitation (
    id uuid not null primary key,
    team_id uuid not null,
    email varchar(254) not null,
    secret_sha256 varchar(64) not null,
    invited_by_id uuid,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    constraint team_invitation_team_id_email_unique unique (team_id, email),
    constraint team_invitation_secret_sha256_unique unique (secret_sha256),
    constraint team_invitation_secret_sha256_check check (secret_sha256 ~ '^[0-9a-f]{64}$'),
    constraint team_invitation_team_id_foreign foreign key (team_id) references team (id) on delete cascade,
    constraint team_invitation_invited_by_id_foreign foreign key (invited_by_id) references developer (id) on delete set null
  )`,
  `create index team_invitation_invited_by_id_index on team_invitation (invited_by_id)`,
  `create index team_invitation_expires_at_index on team_invitation (expires_at)`,
  `alter table model add column team_id uuid`,
  `alter table model add constraint model_team_id_foreign foreign key (team_id) references team (id) on delete restrict`,
  `alter table model add constraint model_team_check check (team_id is null or owner_id is null)`,
  `create index model_team_id_index on model (team_id)`,
  `alter table audit_entry drop constraint audit_entry_object_check`,
  `alter table audit_entry add constraint audit_entry_object_check check (object in ('account', 'candidate', 'dataset', 'evaluation', 'image', 'model', 'prediction', 'source', 'submission', 'task', 'team', 'token', 'weights'))`,
];

import { Migration } from '@mikro-orm/migrations';

/**
 * Tables for the history of the boards: versions of tasks and metrics, sources, weights, stored files and board
 * entries. The next migration moves the data, the one after it adds the rules.
 */
export class Foundations extends Migration {
  override up(): void {
    for (const statement of [...released, ...created, ...altered]) this.addSql(statement);
  }
}

/** Rules of early releases that hold no longer, or not while data moves. */
const released = [
  `drop trigger stay on audit_entry`,
  `drop trigger stay_whole on audit_entry`,
  `drop trigger published_stay on dataset_version`,
  `drop trigger published_stay on image`,
  `drop trigger keep_num_images on task`,
  `drop trigger score_in_range on performance`,
  `drop trigger count_added on task_image`,
  `drop trigger count_removed on task_image`,
  `drop trigger stay on task_image`,
  `alter table developer drop constraint developer_email_unique`,
  `alter table submission drop constraint submission_rejection_check`,
  `alter table submission drop constraint submission_status_check`,
  `drop index submission_task_id_status_index`,
  `drop index submission_open_unique`,
];

const created = [
  `create table source (
    slug varchar(64) not null,
    name varchar(120) not null,
    catalogued boolean not null default false,
    created_at timestamptz not null default now(),
    primary key (slug)
  )`,
  `create table source_part (
    whole_slug varchar(64) not null,
    part_slug varchar(64) not null,
    extent text not null,
    primary key (whole_slug, part_slug)
  )`,
  `create table stored_file (
    shelf text not null,
    sha256 varchar(64) not null,
    bytes bigint,
    created_at timestamptz not null default now(),
    primary key (shelf, sha256)
  )`,
  `create table metric_version (
    metric_id varchar(40) not null,
    version int not null,
    range_min double precision,
    range_max double precision,
    empty_rule text not null,
    software_version varchar(40) not null,
    created_at timestamptz not null default now(),
    primary key (metric_id, version)
  )`,
  `create table weights (
    id uuid not null,
    model_id uuid not null,
    slug varchar(64) not null,
    name varchar(120) not null,
    sha256 varchar(64),
    parent_id uuid,
    complete boolean not null default false,
    note text,
    created_at timestamptz not null default now(),
    primary key (id)
  )`,
  `create table weights_source (
    weights_id uuid not null,
    source_slug varchar(64) not null,
    primary key (weights_id, source_slug)
  )`,
  `create table task_alias (
    slug varchar(64) not null,
    task_id uuid not null,
    dataset_id uuid,
    created_at timestamptz not null default now(),
    primary key (slug)
  )`,
  `create table task_dataset (
    id uuid not null,
    task_id uuid not null,
    dataset_version_id uuid not null,
    num_images int not null default 0,
    num_cells int not null default 0,
    created_at timestamptz not null default now(),
    primary key (id)
  )`,
  `create table task_version (
    id uuid not null,
    task_id uuid not null,
    number int not null,
    changes text,
    published_at timestamptz,
    created_at timestamptz not null default now(),
    primary key (id)
  )`,
  `create table task_version_dataset (
    task_version_id uuid not null,
    task_dataset_id uuid not null,
    primary key (task_version_id, task_dataset_id)
  )`,
  `create table board_entry (
    id uuid not null,
    task_id uuid not null,
    dataset_id uuid not null,
    candidate_id uuid not null,
    part text not null default 'all',
    evaluation_id uuid not null,
    since timestamptz not null default now(),
    cause text not null,
    began_by varchar(120) not null,
    until timestamptz,
    end_cause text,
    ended_by varchar(120),
    primary key (id)
  )`,
];

const altered = [
  `alter table audit_entry
    alter column created_at set default now(),
    alter column details drop default,
    add column object text,
    add column before jsonb,
    add column after jsonb,
    add column reason text`,
  `alter table developer alter column created_at set default now()`,
  `alter table dataset
    alter column created_at set default now(),
    add column object text,
    add column source_slug varchar(64),
    add column synthetic boolean not null default false,
    add column catalogue_words jsonb,
    add column version int not null default 1`,
  `alter table dataset_version
    alter column created_at set default now(),
    add column changes text,
    add column num_images int,
    add column num_cells int,
    add column retired_at timestamptz`,
  `alter table image
    alter column created_at set default now(),
    alter column cell_count drop not null,
    alter column truth_sha256 drop not null,
    drop constraint image_image_sha256_check,
    drop constraint image_truth_sha256_check,
    drop constraint image_ignore_sha256_check,
    add column image_shelf text,
    add column truth_shelf text,
    add column ignore_shelf text,
    add column cluster_kind text,
    add column cluster_key varchar(200),
    add column plane_z int,
    add column plane_t int,
    add column version int not null default 1`,
  `alter table model
    alter column upload_time set default now(),
    add column owner_id uuid,
    add column built_in boolean not null default false,
    add column catalogue_words jsonb,
    add column version int not null default 1`,
  `alter table checkpoint rename to candidate`,
  `alter table candidate rename constraint checkpoint_pkey to candidate_pkey`,
  `alter table candidate rename constraint checkpoint_model_id_slug_unique to candidate_model_id_slug_unique`,
  `alter table candidate rename constraint checkpoint_model_id_foreign to candidate_model_id_foreign`,
  `alter table candidate
    alter column created_at set default now(),
    add column kind text not null default 'method',
    add column weights_id uuid,
    add column mode varchar(80),
    add column settings jsonb not null default '{}',
    add column tuned_on_id uuid,
    add column last_verified_at timestamptz,
    add column catalogue_words jsonb`,
  `alter table candidate alter column settings drop default`,
  `alter table task
    alter column created_at set default now(),
    drop constraint task_min_images_check,
    add column takes text not null default 'listed',
    add column synthetic boolean not null default false,
    add column modality varchar(80),
    add column version int not null default 1`,
  `alter table task_image rename to early_task_image`,
  `alter table early_task_image rename constraint task_image_pkey to early_task_image_pkey`,
  `alter index task_image_image_id_index rename to early_task_image_image_id_index`,
  `create table task_image (
    task_dataset_id uuid not null,
    image_id uuid not null,
    part text not null default 'all',
    primary key (task_dataset_id, image_id)
  )`,
  `alter table submission rename column checkpoint_id to candidate_id`,
  `alter table submission rename constraint submission_checkpoint_id_foreign to submission_candidate_id_foreign`,
  `alter table submission
    alter column created_at set default now(),
    add column number serial,
    add column submitted_by_id uuid,
    add column state text,
    add column closed_at timestamptz,
    add column cancelled_at timestamptz`,
  `alter table prediction
    alter column created_at set default now(),
    drop constraint prediction_sha256_check,
    add column shelf text`,
  `alter table evaluation rename column attempt to number`,
  `alter table evaluation
    drop constraint evaluation_submission_id_attempt_unique,
    drop constraint evaluation_attempt_check,
    alter column started_at drop not null,
    add column task_dataset_id uuid,
    add column state text,
    add column cause text,
    add column attempts int not null default 0,
    add column error text,
    add column report text,
    add column missing_count int not null default 0,
    add column carried_count int not null default 0,
    add column created_at timestamptz not null default now()`,
  `alter table image_score
    alter column created_at set default now(),
    alter column fractions drop default`,
  `alter table performance rename to early_performance`,
  `alter table early_performance rename constraint performance_pkey to early_performance_pkey`,
  `create table performance (
    evaluation_id uuid not null,
    metric_id varchar(40) not null,
    metric_version int not null,
    aggregation text not null,
    part text not null default 'all',
    score double precision,
    n int not null,
    interval_low double precision,
    interval_high double precision,
    primary key (evaluation_id, metric_id, metric_version, aggregation, part)
  )`,
];

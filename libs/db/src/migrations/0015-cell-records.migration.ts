import { Migration } from '@mikro-orm/migrations';

/** Where the record of every cell of an evaluation lies. Those of evaluations that are there already are made in the background. */
export class CellRecords extends Migration {
  override up(): void {
    this.addSql(`create table cell_record (
      evaluation_id uuid not null,
      shelf text,
      sha256 varchar(64),
      version int not null,
      cell_count int not null default 0,
      problem text,
      created_at timestamptz not null default now(),
      primary key (evaluation_id),
      constraint cell_record_version_check check (version >= 1),
      constraint cell_record_cell_count_check check (cell_count >= 0),
      constraint cell_record_shelf_check check ((shelf is null) = (sha256 is null) and coalesce(shelf, 'sheet') = 'sheet'),
      constraint cell_record_problem_check check ((sha256 is null) = (problem is not null)),
      constraint cell_record_evaluation_id_foreign foreign key (evaluation_id) references evaluation (id) on delete cascade,
      constraint cell_record_shelf_sha256_foreign foreign key (shelf, sha256) references stored_file (shelf, sha256) on update no action on delete restrict
    )`);
    this.addSql(`create index cell_record_shelf_sha256_index on cell_record (shelf, sha256)`);
  }
}

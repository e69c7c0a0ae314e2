import { Migration } from '@mikro-orm/migrations';

/** Which label file was made from which file. Those of files that are there already are made in the background. */
export class LabelFiles extends Migration {
  override up(): void {
    this.addSql(`create table label_file (
      original_shelf text not null,
      original_sha256 varchar(64) not null,
      kind text not null,
      width int not null,
      height int not null,
      shelf text,
      sha256 varchar(64),
      version int not null,
      created_at timestamptz not null default now(),
      primary key (original_shelf, original_sha256, kind, width, height),
      constraint label_file_kind_check check (kind in ('cells', 'mask')),
      constraint label_file_width_check check (width >= 1),
      constraint label_file_height_check check (height >= 1),
      constraint label_file_version_check check (version >= 1),
      constraint label_file_shelf_check check ((shelf is null) = (sha256 is null) and coalesce(shelf, original_shelf) = original_shelf),
      constraint label_file_original_shelf_original_sha256_foreign foreign key (original_shelf, original_sha256) references stored_file (shelf, sha256) on update no action on delete cascade,
      constraint label_file_shelf_sha256_foreign foreign key (shelf, sha256) references stored_file (shelf, sha256) on update no action on delete restrict
    )`);
    this.addSql(`create index label_file_shelf_sha256_index on label_file (shelf, sha256)`);
  }
}

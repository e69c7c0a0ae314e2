import { Migration } from '@mikro-orm/migrations';

/** Where the cells of images lie that have been scored, until the record of the whole evaluation is made of them. */
export class CellParts extends Migration {
  override up(): void {
    this.addSql(`create table cell_part (
      evaluation_id uuid not null,
      image_id uuid not null,
      shelf text not null,
      sha256 varchar(64) not null,
      version int not null,
      primary key (evaluation_id, image_id),
      constraint cell_part_version_check check (version >= 1),
      constraint cell_part_shelf_check check (coalesce(shelf, 'sheet') = 'sheet'),
      constraint cell_part_evaluation_id_foreign foreign key (evaluation_id) references evaluation (id) on update cascade on delete cascade,
      constraint cell_part_image_id_foreign foreign key (image_id) references image (id) on update cascade on delete restrict,
      constraint cell_part_shelf_sha256_foreign foreign key (shelf, sha256) references stored_file (shelf, sha256) on update no action on delete restrict
    )`);
    this.addSql(`create index cell_part_image_id_index on cell_part (image_id)`);
    this.addSql(`create index cell_part_shelf_sha256_index on cell_part (shelf, sha256)`);
  }
}

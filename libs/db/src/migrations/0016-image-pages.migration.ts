import { Migration } from '@mikro-orm/migrations';

/** What people report of images and their truths, and which images have their small pictures. */
export class ImagePages extends Migration {
  override up(): void {
    this.addSql(`create table annotation_problem (
      id uuid not null primary key,
      image_id uuid not null,
      cell bigint,
      candidate_id uuid,
      kind text not null,
      text text not null,
      view text,
      actor varchar(120) not null,
      reported_by_id uuid,
      created_at timestamptz not null default now(),
      constraint annotation_problem_kind_check check (kind in ('missed', 'invented', 'merged', 'split', 'outline', 'image', 'tags', 'other')),
      constraint annotation_problem_cell_check check (cell >= 1),
      constraint annotation_problem_text_check check (char_length(text) >= 3 and char_length(text) <= 2000),
      constraint annotation_problem_view_check check (char_length(view) <= 1500),
      constraint annotation_problem_image_id_foreign foreign key (image_id) references image (id) on delete cascade,
      constraint annotation_problem_candidate_id_foreign foreign key (candidate_id) references candidate (id) on delete restrict,
      constraint annotation_problem_reported_by_id_foreign foreign key (reported_by_id) references developer (id) on delete restrict
    )`);
    this.addSql(`create index annotation_problem_image_id_index on annotation_problem (image_id)`);
    this.addSql(`create index annotation_problem_actor_created_at_index on annotation_problem (actor, created_at)`);
    this.addSql(`alter table image add column pictured_with int`);
    this.addSql(`alter table image add constraint image_pictured_with_check check (pictured_with >= 1)`);
    this.addSql(`create index image_pictured_with_index on image (pictured_with)`);
  }
}

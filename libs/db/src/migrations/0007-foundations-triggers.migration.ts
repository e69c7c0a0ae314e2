import { Migration } from '@mikro-orm/migrations';

/** What the database keeps true by itself: counts, ranges, and everything that never changes once it is public. */
export class FoundationsTriggers extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create or replace function audit_entry_stay_fn() returns trigger as $$ begin
    raise exception 'Rows of audit_entry are only ever added.' using errcode = 'check_violation';
  end; $$ language plpgsql`,
  `create trigger stay before update or delete on audit_entry for each row execute function audit_entry_stay_fn()`,
  `create or replace function metric_version_stay_fn() returns trigger as $$ begin
    raise exception 'Versions of metrics are only ever added.' using errcode = 'check_violation';
  end; $$ language plpgsql`,
  `create trigger stay before update or delete on metric_version for each row execute function metric_version_stay_fn()`,
  `create or replace function dataset_version_count_published_fn() returns trigger as $$ begin
    if new.published_at is not null and (tg_op = 'INSERT' or old.published_at is null) then select count(*), coalesce(sum(cell_count), 0) into new.num_images, new.num_cells from image where dataset_version_id = new.id; end if;
    return new;
  end; $$ language plpgsql`,
  `create trigger count_published before insert or update on dataset_version for each row execute function dataset_version_count_published_fn()`,
  `create or replace function dataset_version_published_stay_fn() returns trigger as $$ begin
    if old.published_at is not null and (tg_op = 'DELETE' or (new.id, new.dataset_id, new.number, new.published_at, new.provenance, new.changes, new.num_images, new.num_cells) is distinct from (old.id, old.dataset_id, old.number, old.published_at, old.provenance, old.changes, old.num_images, old.num_cells)) then raise exception 'Of a published dataset version only the quality report and the retirement may change.' using errcode = 'check_violation'; end if;
    return coalesce(new, old);
  end; $$ language plpgsql`,
  `create trigger published_stay before update or delete on dataset_version for each row execute function dataset_version_published_stay_fn()`,
  `create or replace function stored_file_stay_fn() returns trigger as $$ begin
    if old.bytes is not null or (new.shelf, new.sha256, new.created_at) is distinct from (old.shelf, old.sha256, old.created_at) then raise exception 'A stored file never changes.' using errcode = 'check_violation'; end if;
    return new;
  end; $$ language plpgsql`,
  `create trigger stay before update on stored_file for each row execute function stored_file_stay_fn()`,
  `create or replace function image_published_stay_fn() returns trigger as $$ begin
    if tg_op = 'UPDATE' and (new.id, new.dataset_version_id, new.name, new.instance_seg, new.width, new.height, new.channels, new.cell_count, new.image_sha256, new.truth_sha256, new.ignore_sha256) is not distinct from (old.id, old.dataset_version_id, old.name, old.instance_seg, old.width, old.height, old.channels, old.cell_count, old.image_sha256, old.truth_sha256, old.ignore_sha256) then return new; end if;
    perform 1 from dataset_version where id in (old.dataset_version_id, new.dataset_version_id) for share;
    if exists (select 1 from dataset_version where id in (old.dataset_version_id, new.dataset_version_id) and published_at is not null) then raise exception 'Of a published image nothing that scores depend on may change.' using errcode = 'check_violation'; end if;
    return coalesce(new, old);
  end; $$ language plpgsql`,
  `create trigger published_stay before insert or update or delete on image for each row execute function image_published_stay_fn()`,
  `create or replace function task_keep_num_images_fn() returns trigger as $$ begin
    if tg_op = 'INSERT' and new.num_images <> 0 or tg_op = 'UPDATE' and new.num_images <> old.num_images and pg_trigger_depth() = 1 then raise exception 'task.num_images is that of the newest public version and cannot be set.' using errcode = 'check_violation'; end if;
    return new;
  end; $$ language plpgsql`,
  `create trigger keep_num_images before insert or update on task for each row execute function task_keep_num_images_fn()`,
  `create or replace function task_dataset_keep_num_images_fn() returns trigger as $$ begin
    if tg_op = 'INSERT' and (new.num_images <> 0 or new.num_cells <> 0) or tg_op = 'UPDATE' and ((new.num_images, new.num_cells) <> (old.num_images, old.num_cells) and pg_trigger_depth() = 1 or (new.id, new.task_id, new.dataset_version_id) is distinct from (old.id, old.task_id, old.dataset_version_id)) then raise exception 'The totals of task_dataset are counted from task_image, and the rest never changes.' using errcode = 'check_violation'; end if;
    return new;
  end; $$ language plpgsql`,
  `create trigger keep_num_images before insert or update on task_dataset for each row execute function task_dataset_keep_num_images_fn()`,
  `create or replace function task_image_count_added_fn() returns trigger as $$ begin
    update task_dataset set num_images = num_images + changed.images, num_cells = num_cells + changed.cells from (select r.task_dataset_id, count(*) as images, sum(i.cell_count) as cells from changed_rows r join image i on i.id = r.image_id where i.instance_seg group by r.task_dataset_id) as changed where id = changed.task_dataset_id;
    return null;
  end; $$ language plpgsql`,
  `create trigger count_added after insert on task_image referencing new table as changed_rows for each statement execute function task_image_count_added_fn()`,
  `create or replace function task_image_count_removed_fn() returns trigger as $$ begin
    update task_dataset set num_images = num_images - changed.images, num_cells = num_cells - changed.cells from (select r.task_dataset_id, count(*) as images, sum(i.cell_count) as cells from changed_rows r join image i on i.id = r.image_id where i.instance_seg group by r.task_dataset_id) as changed where id = changed.task_dataset_id;
    return null;
  end; $$ language plpgsql`,
  `create trigger count_removed after delete on task_image referencing old table as changed_rows for each statement execute function task_image_count_removed_fn()`,
  `create or replace function task_image_public_stay_fn() returns trigger as $$ begin
    if tg_op = 'UPDATE' then raise exception 'A row of task_image is never changed. Delete it and insert another.' using errcode = 'check_violation'; end if;
    perform 1 from task_dataset where id in (old.task_dataset_id, new.task_dataset_id) for no key update;
    if exists (select 1 from task_version_dataset l join task_version v on v.id = l.task_version_id where l.task_dataset_id in (old.task_dataset_id, new.task_dataset_id) and v.published_at is not null) then raise exception 'The images of a public task version never change. Open the next version.' using errcode = 'check_violation'; end if;
    if tg_op = 'INSERT' and not exists (select 1 from image i join task_dataset d on d.dataset_version_id = i.dataset_version_id where i.id = new.image_id and d.id = new.task_dataset_id) then raise exception 'The image is not in the dataset version that the task takes.' using errcode = 'check_violation'; end if;
    return coalesce(new, old);
  end; $$ language plpgsql`,
  `create trigger public_stay before insert or update or delete on task_image for each row execute function task_image_public_stay_fn()`,
  `create or replace function task_version_published_stay_fn() returns trigger as $$ begin
    if old.published_at is not null then raise exception 'A public task version never changes. Open the next one.' using errcode = 'check_violation'; end if;
    return coalesce(new, old);
  end; $$ language plpgsql`,
  `create trigger published_stay before update or delete on task_version for each row execute function task_version_published_stay_fn()`,
  `create or replace function task_version_publish_fn() returns trigger as $$ begin
    if old.published_at is null and new.published_at is not null then update task set num_images = (select coalesce(sum(d.num_images), 0) from task_version_dataset l join task_dataset d on d.id = l.task_dataset_id where l.task_version_id = new.id) where id = new.task_id; end if;
    return null;
  end; $$ language plpgsql`,
  `create trigger publish after update on task_version for each row execute function task_version_publish_fn()`,
  `create or replace function task_version_dataset_public_stay_fn() returns trigger as $$ begin
    perform 1 from task_version where id in (old.task_version_id, new.task_version_id) for share;
    if exists (select 1 from task_version where id in (old.task_version_id, new.task_version_id) and published_at is not null) then raise exception 'The datasets of a public task version never change. Open the next version.' using errcode = 'check_violation'; end if;
    return coalesce(new, old);
  end; $$ language plpgsql`,
  `create trigger public_stay before insert or update or delete on task_version_dataset for each row execute function task_version_dataset_public_stay_fn()`,
  `create or replace function weights_hash_stay_fn() returns trigger as $$ begin
    if old.sha256 is not null and new.sha256 is distinct from old.sha256 then raise exception 'The hash of weights never changes.' using errcode = 'check_violation'; end if;
    return new;
  end; $$ language plpgsql`,
  `create trigger hash_stay before update on weights for each row execute function weights_hash_stay_fn()`,
  `create or replace function candidate_submitted_stay_fn() returns trigger as $$ begin
    if (new.id, new.model_id, new.kind, new.weights_id, new.mode, new.settings) is distinct from (old.id, old.model_id, old.kind, old.weights_id, old.mode, old.settings) and exists (select 1 from submission where candidate_id = old.id) then raise exception 'A candidate with submissions keeps its weights, mode and settings. Make another candidate.' using errcode = 'check_violation'; end if;
    return new;
  end; $$ language plpgsql`,
  `create trigger submitted_stay before update on candidate for each row execute function candidate_submitted_stay_fn()`,
  `create or replace function evaluation_finished_stay_fn() returns trigger as $$ begin
    if old.finished_at is not null and new is distinct from old then raise exception 'A finished evaluation never changes.' using errcode = 'check_violation'; end if;
    return new;
  end; $$ language plpgsql`,
  `create trigger finished_stay before update on evaluation for each row execute function evaluation_finished_stay_fn()`,
  `create or replace function performance_final_stay_fn() returns trigger as $$ begin
    if exists (select 1 from evaluation where id in (old.evaluation_id, new.evaluation_id) and finished_at is not null) then raise exception 'The scores of a finished evaluation never change.' using errcode = 'check_violation'; end if;
    return coalesce(new, old);
  end; $$ language plpgsql`,
  `create trigger final_stay before insert or update or delete on performance for each row execute function performance_final_stay_fn()`,
  `create or replace function performance_score_in_range_fn() returns trigger as $$ begin
    if exists (select 1 from metric_version m where m.metric_id = new.metric_id and m.version = new.metric_version and (new.score < m.range_min or new.score > m.range_max)) then raise exception 'The score % is outside of the range of %.', new.score, new.metric_id using errcode = 'check_violation'; end if;
    return new;
  end; $$ language plpgsql`,
  `create trigger score_in_range before insert or update on performance for each row execute function performance_score_in_range_fn()`,
  `create or replace function image_score_final_stay_fn() returns trigger as $$ begin
    if exists (select 1 from evaluation where id in (old.evaluation_id, new.evaluation_id) and finished_at is not null) then raise exception 'The scores of a finished evaluation never change.' using errcode = 'check_violation'; end if;
    return coalesce(new, old);
  end; $$ language plpgsql`,
  `create trigger final_stay before insert or update or delete on image_score for each row execute function image_score_final_stay_fn()`,
  `create or replace function board_entry_stay_fn() returns trigger as $$ begin
    if tg_op = 'DELETE' or old.until is not null or (new.id, new.task_id, new.dataset_id, new.candidate_id, new.part, new.evaluation_id, new.since, new.cause, new.began_by) is distinct from (old.id, old.task_id, old.dataset_id, old.candidate_id, old.part, old.evaluation_id, old.since, old.cause, old.began_by) then raise exception 'Of a board entry only the end may be written, once.' using errcode = 'check_violation'; end if;
    return new;
  end; $$ language plpgsql`,
  `create trigger stay before update or delete on board_entry for each row execute function board_entry_stay_fn()`,
  // The schema comparison of the ORM does not see triggers on truncate, so this one is known here alone.
  `create trigger stay_whole before truncate on audit_entry for each statement execute function audit_entry_stay_fn()`,
];

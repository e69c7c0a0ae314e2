import { Migration } from '@mikro-orm/migrations';

/** What the database keeps true by itself: counts, ranges, and rows that never change. */
export class Triggers extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create or replace function audit_entry_stay_fn() returns trigger as $$ begin
    raise exception 'Rows of audit_entry are only ever added.' using errcode = 'check_violation';
  end; $$ language plpgsql`,
  `create trigger stay before update or delete on audit_entry for each row execute function audit_entry_stay_fn()`,
  `create or replace function dataset_version_published_stay_fn() returns trigger as $$ begin
    if old.published_at is not null then
      raise exception 'A published dataset version never changes.' using errcode = 'check_violation';
    end if;
    return coalesce(new, old);
  end; $$ language plpgsql`,
  `create trigger published_stay before update or delete on dataset_version for each row execute function dataset_version_published_stay_fn()`,
  `create or replace function image_published_stay_fn() returns trigger as $$ begin
    perform 1 from dataset_version where id in (old.dataset_version_id, new.dataset_version_id) for share;
    if exists (select 1 from dataset_version where id in (old.dataset_version_id, new.dataset_version_id) and published_at is not null) then
      raise exception 'The images of a published dataset version never change.' using errcode = 'check_violation';
    end if;
    return coalesce(new, old);
  end; $$ language plpgsql`,
  `create trigger published_stay before insert or update or delete on image for each row execute function image_published_stay_fn()`,
  `create or replace function task_keep_num_images_fn() returns trigger as $$ begin
    if tg_op = 'INSERT' and new.num_images <> 0 or tg_op = 'UPDATE' and new.num_images <> old.num_images and pg_trigger_depth() = 1 then
      raise exception 'task.num_images is counted from task_image and cannot be set.' using errcode = 'check_violation';
    end if;
    return new;
  end; $$ language plpgsql`,
  `create trigger keep_num_images before insert or update on task for each row execute function task_keep_num_images_fn()`,
  `create or replace function image_score_scores_in_range_fn() returns trigger as $$ begin
    if exists (select 1 from jsonb_each_text(new.scores) as score join metric on metric.id = score.key where score.value::double precision < metric.range_min or score.value::double precision > metric.range_max) then
      raise exception 'A score is outside of its metric''s range: %', new.scores using errcode = 'check_violation';
    end if;
    return new;
  end; $$ language plpgsql`,
  `create trigger scores_in_range before insert or update on image_score for each row execute function image_score_scores_in_range_fn()`,
  `create or replace function performance_score_in_range_fn() returns trigger as $$ begin
    if exists (select 1 from metric where metric.id = new.metric_id and (new.score < metric.range_min or new.score > metric.range_max)) then
      raise exception 'The score % is outside of the range of %.', new.score, new.metric_id using errcode = 'check_violation';
    end if;
    return new;
  end; $$ language plpgsql`,
  `create trigger score_in_range before insert or update on performance for each row execute function performance_score_in_range_fn()`,
  `create or replace function task_image_count_added_fn() returns trigger as $$ begin
    update task set num_images = num_images + changed.images from (select task_id, count(*) as images from changed_rows group by task_id) as changed where id = changed.task_id;
    return null;
  end; $$ language plpgsql`,
  `create trigger count_added after insert on task_image referencing new table as changed_rows for each statement execute function task_image_count_added_fn()`,
  `create or replace function task_image_count_removed_fn() returns trigger as $$ begin
    update task set num_images = num_images - changed.images from (select task_id, count(*) as images from changed_rows group by task_id) as changed where id = changed.task_id;
    return null;
  end; $$ language plpgsql`,
  `create trigger count_removed after delete on task_image referencing old table as changed_rows for each statement execute function task_image_count_removed_fn()`,
  `create or replace function task_image_stay_fn() returns trigger as $$ begin
    raise exception 'A row of task_image is never changed. Delete it and insert another.' using errcode = 'check_violation';
  end; $$ language plpgsql`,
  `create trigger stay before update on task_image for each row execute function task_image_stay_fn()`,
  // The schema comparison of the ORM does not see triggers on truncate, so this one is known here alone.
  `create trigger stay_whole before truncate on audit_entry for each statement execute function audit_entry_stay_fn()`,
];

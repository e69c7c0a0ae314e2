import { Migration } from '@mikro-orm/migrations';
import { earlySourceNames } from './early-source-names.ts';

/** Moves what early releases wrote into the tables of the migration before. No score changes and none is lost. */
export class FoundationsData extends Migration {
  override up(): void {
    for (const statement of [...trail, ...provenance, ...files, ...tasks, ...submissions, ...boards]) {
      this.addSql(statement);
    }
  }
}

const trail = [
  // Early releases told addresses apart by their case. The oldest account keeps an address that several have.
  `update developer set email = null where id in (
     select id from (select id, row_number() over (partition by lower(email) order by created_at, id) as place
       from developer where email is not null) as same where place > 1)`,
  `update audit_entry set object = case split_part(action, '.', 1)
     when 'checkpoint' then 'candidate' else split_part(action, '.', 1) end`,
  `update metric set unit = null where unit = '1'`,
  `insert into metric_version (metric_id, version, range_min, range_max, empty_rule, software_version)
   select id, version, range_min, range_max, empty_rule, '0.1.0' from metric`,
];

/** Sources by their early names, as rows of (name, slug). */
const known = `(select early.name, found.slug
  from jsonb_each('${JSON.stringify(earlySourceNames)}'::jsonb) as early(name, slugs),
       jsonb_array_elements_text(early.slugs) as found(slug)) as known`;

const provenance = [
  // The second truth on the same images had its object at the end of the slug.
  `update dataset set source_slug = case
     when slug ~ '^(tissuenet|evican|dynamicnuclearnet|nuinsseg)-(cell|nucleus)$' then regexp_replace(slug, '-(cell|nucleus)$', '')
     else slug end`,
  `insert into source (slug, name, catalogued)
   select distinct known.slug, known.slug, true from ${known}
   union select source_slug, min(name), false from dataset
     where source_slug not in (select known.slug from ${known}) group by source_slug`,
  `update dataset set
     object = coalesce(
       (select provenance->>'outlined' from dataset_version v where v.dataset_id = dataset.id and provenance is not null order by number desc limit 1),
       (select case when count(distinct t.object) = 1 then min(t.object) end
          from task t join early_task_image ti on ti.task_id = t.id join image i on i.id = ti.image_id
          join dataset_version v on v.id = i.dataset_version_id where v.dataset_id = dataset.id)),
     synthetic = (slug = 'cellboard-demo')`,
  `update dataset set catalogue_words = written.details || jsonb_build_object('object', dataset.object, 'source', dataset.source_slug)
     from (${lastWritten(['dataset.create', 'dataset.update'])}) as written where written.subject = dataset.slug`,
  `update model set catalogue_words = written.details
     from (${lastWritten(['model.create', 'model.update'])}) as written where written.subject = model.slug`,
  `update model set built_in = true from developer d
     where d.id = model.developer_id and d.name = 'Cellboard'
       and model.slug in ('adaptive-threshold', 'global-threshold', 'log-watershed', 'otsu-watershed')`,
  `update dataset_version set num_images = held.images, num_cells = held.cells
     from (select v.id, count(i.id) as images, coalesce(sum(i.cell_count), 0) as cells
             from dataset_version v left join image i on i.dataset_version_id = v.id group by v.id) as held
    where held.id = dataset_version.id and published_at is not null`,
  // What was declared to be trained on nothing needs no weights.
  `insert into weights (id, model_id, slug, name, complete, note, created_at)
   select gen_random_uuid(), c.model_id, c.slug, c.name,
          c.training_declared and count(d.name) = count(known.name),
          string_agg(d.name, ', ' order by d.name) filter (where known.name is null and d.name is not null),
          c.created_at
     from candidate c left join training_data d on d.checkpoint_id = c.id
     left join (select distinct known.name from ${known}) as known on known.name = lower(d.name)
    group by c.id having not c.training_declared or count(d.name) > 0`,
  `update candidate set weights_id = w.id from weights w where w.model_id = candidate.model_id and w.slug = candidate.slug`,
  `insert into weights_source (weights_id, source_slug)
   select distinct c.weights_id, known.slug from candidate c join training_data d on d.checkpoint_id = c.id
     join ${known} on known.name = lower(d.name)
     join weights w on w.id = c.weights_id`,
  // Candidates that still say what the catalogue wrote follow it from now on too.
  `update candidate set catalogue_words = jsonb_build_object(
       'name', candidate.name, 'kind', candidate.kind, 'mode', candidate.mode, 'settings', candidate.settings,
       'weights', case when candidate.weights_id is null then null else jsonb_build_object(
         'slug', candidate.slug, 'name', candidate.name, 'sha256', null, 'parent', null,
         'complete', (select w.complete from weights w where w.id = candidate.weights_id),
         'sources', (select case when w.complete or count(s.source_slug) > 0
                                 then coalesce(jsonb_agg(s.source_slug order by s.source_slug) filter (where s.source_slug is not null), '[]') end
                       from weights w left join weights_source s on s.weights_id = w.id
                      where w.id = candidate.weights_id group by w.id, w.complete)) end)
     from model m, (${lastWritten(['checkpoint.create', 'checkpoint.update'])}) as written
    where m.id = candidate.model_id and written.subject = m.slug || '/' || candidate.slug
      and written.details->>'name' = candidate.name
      and coalesce(nullif(written.details->'trainingData', 'null'), '[]') = (
        select coalesce(jsonb_agg(d.name order by d.name collate "C"), '[]') from training_data d where d.checkpoint_id = candidate.id)`,
];

/** What the catalogue last wrote of each thing. */
function lastWritten(actions: readonly string[]): string {
  const list = actions.map((action) => `'${action}'`).join(', ');
  return `select distinct on (subject) subject, details from audit_entry where actor = 'catalogue' and action in (${list}) order by subject, id desc`;
}

const files = [
  `update image set image_shelf = 'image', truth_shelf = 'truth', ignore_shelf = case when ignore_sha256 is not null then 'truth' end`,
  `update prediction set shelf = 'prediction'`,
  // Their sizes are read when the files are moved to their shelves.
  `insert into stored_file (shelf, sha256)
   select image_shelf, image_sha256 from image
   union select truth_shelf, truth_sha256 from image
   union select ignore_shelf, ignore_sha256 from image where ignore_sha256 is not null
   union select shelf, sha256 from prediction`,
];

/** Each dataset version of a task, and whether the task asks for all scored images of that version, or of a modality. */
const taken = `
  select t.id as task_id, t.slug, v.id as version_id, d.id as dataset_id, t.created_at,
         -- The object of a dataset may be unknown.
         coalesce(t.visibility = 'public' and t.primary_metric_id = 'f1@0.5' and t.object = d.object and not d.synthetic
           and count(i.id) filter (where i.instance_seg) = (select count(*) from image a where a.dataset_version_id = v.id and a.instance_seg)
           and v.number = (select max(number) from dataset_version n where n.dataset_id = d.id and n.published_at is not null), false) as is_whole,
         case when count(distinct i.imaging_modality) = 1 and count(i.id) < (select count(*) from image a where a.dataset_version_id = v.id and a.instance_seg)
           and count(i.id) = (select count(*) from image a where a.dataset_version_id = v.id and a.instance_seg and a.imaging_modality = min(i.imaging_modality))
           then min(i.imaging_modality) end as modality,
         t.object, d.synthetic
    from task t join early_task_image ti on ti.task_id = t.id join image i on i.id = ti.image_id
    join dataset_version v on v.id = i.dataset_version_id join dataset d on d.id = v.dataset_id
   group by t.id, v.id, d.id`;

const tasks = [
  // Of several equal tasks on one dataset the oldest becomes its slice of Nuclei or Cells.
  `create temporary table early_task on commit drop as
   select taken.*, is_whole and row_number() over (partition by dataset_id, is_whole order by created_at, slug) = 1 as becomes_slice
     from (${taken}) as taken`,
  `update early_task set becomes_slice = false where task_id in (select task_id from early_task group by task_id having count(*) > 1)`,
  `update task set modality = early_task.modality, synthetic = early_task.synthetic
     from early_task where early_task.task_id = task.id`,
  `update task set slug = case when exists (select 1 from task o where o.slug = task.slug || '-own')
     then task.slug || '-' || left(md5(task.id::text), 8) else task.slug || '-own' end where slug in ('nuclei', 'cells')`,
  ...['nucleus', 'cell'].map(
    (object) => `insert into task (id, slug, name, object, primary_metric_id, visibility, takes, min_images, created_at)
     select gen_random_uuid(), '${object === 'cell' ? 'cells' : 'nuclei'}', '${object === 'cell' ? 'Cells' : 'Nuclei'}', '${object}', id, 'public', 'all', 0, now()
       from metric where id = 'f1@0.5'`,
  ),
  // Tasks of their own keep their images; Nuclei and Cells take in the newest version of every published dataset.
  `insert into task_dataset (id, task_id, dataset_version_id, num_images, created_at)
   select gen_random_uuid(), e.task_id, e.version_id,
          (select count(*) from early_task_image ti join image i on i.id = ti.image_id
            where ti.task_id = e.task_id and i.dataset_version_id = e.version_id and i.instance_seg), e.created_at
     from early_task e where not e.becomes_slice`,
  `insert into task_image (task_dataset_id, image_id)
   select d.id, ti.image_id from task_dataset d join early_task_image ti on ti.task_id = d.task_id
     join image i on i.id = ti.image_id and i.dataset_version_id = d.dataset_version_id`,
  `insert into task_dataset (id, task_id, dataset_version_id, num_images)
   select gen_random_uuid(), t.id, v.id, (select count(*) from image i where i.dataset_version_id = v.id and i.instance_seg)
     from task t join dataset d on d.object = t.object and not d.synthetic
     join dataset_version v on v.dataset_id = d.id
    where t.takes = 'all' and v.number = (select max(number) from dataset_version n where n.dataset_id = d.id and n.published_at is not null)`,
  `insert into task_image (task_dataset_id, image_id)
   select d.id, i.id from task_dataset d join task t on t.id = d.task_id and t.takes = 'all'
     join image i on i.dataset_version_id = d.dataset_version_id`,
  `update task_dataset set num_cells = (select coalesce(sum(i.cell_count), 0) from task_image ti join image i on i.id = ti.image_id
     where ti.task_dataset_id = task_dataset.id and i.instance_seg)`,
  // Boards at a date begin with the earliest of the boards that became slices.
  `update task set created_at = early.first from (
     select object, min(created_at) as first from early_task where becomes_slice group by object) as early
    where task.takes = 'all' and task.object = early.object`,
  `insert into task_version (id, task_id, number, published_at, created_at)
   select gen_random_uuid(), t.id, 1, case when t.visibility = 'public' then t.created_at end, t.created_at
     from task t where exists (select 1 from task_dataset d where d.task_id = t.id)`,
  `insert into task_version_dataset (task_version_id, task_dataset_id)
   select v.id, d.id from task_version v join task_dataset d on d.task_id = v.task_id`,
  `insert into task_alias (slug, task_id, dataset_id)
   select e.slug, t.id, e.dataset_id from early_task e join task t on t.takes = 'all' and t.object = e.object where e.becomes_slice`,
  `insert into audit_entry (actor, action, object, subject, before, after, details)
   select 'worker:migration', 'task.become-slice', 'task', e.slug,
          to_jsonb(old) - 'id', jsonb_build_object('task', t.slug, 'dataset', d.slug), '{}'
     from early_task e join task old on old.id = e.task_id join task t on t.takes = 'all' and t.object = e.object
     join dataset d on d.id = e.dataset_id where e.becomes_slice`,
  `update task set num_images = (select coalesce(sum(d.num_images), 0) from task_dataset d where d.task_id = task.id)
     where id not in (select task_id from early_task where becomes_slice)`,
];

/** What an early release wrote where the fault was its own. */
const OUR_FAULT = `rejection like 'This submission could not be evaluated, through no fault of its predictions.%'`;

const submissions = [
  `update submission set number = ordered.number from
     (select id, row_number() over (order by created_at, id) as number from submission) as ordered where ordered.id = submission.id`,
  `select setval(pg_get_serial_sequence('submission', 'number'), coalesce((select max(number) from submission), 0) + 1, false)`,
  `update submission set state = case status when 'open' then 'open' else 'closed' end, closed_at = case status when 'open' then null else coalesce(queued_at, created_at) end`,
  // Built-in methods that failed before they had predicted everything were never evaluated.
  `insert into evaluation (id, submission_id, number, image_count, software_version, started_at, finished_at)
   select gen_random_uuid(), s.id, 1, 0, '0.1.0', s.created_at, s.finished_at from submission s
    where s.status = 'rejected' and not exists (select 1 from evaluation e where e.submission_id = s.id)`,
  `update evaluation e set
     created_at = e.started_at,
     cause = case when e.number = 1 then 'first' else 'requeue' end,
     missing_count = (select count(*) from image_score i where i.evaluation_id = e.id and i.missing),
     state = case when e.number < newest.number then 'failed' when s.status = 'rejected' and ${OUR_FAULT} then 'failed' else s.status end,
     report = case when e.number = newest.number and s.status = 'rejected' and not ${OUR_FAULT} then s.rejection end,
     error = case when e.number < newest.number then 'Evaluated again; the reason was not kept.'
                  when s.status = 'rejected' and ${OUR_FAULT} then s.rejection end,
     finished_at = case when e.number = newest.number and s.status in ('queued', 'running') then null
                        else coalesce(e.finished_at, s.finished_at, e.started_at) end
    from submission s, (select submission_id, max(number) as number from evaluation group by submission_id) as newest
   where s.id = e.submission_id and newest.submission_id = s.id`,
  `update submission set task_id = t.id from early_task e join task t on t.takes = 'all' and t.object = e.object
     where e.becomes_slice and e.task_id = submission.task_id`,
  // Open submissions to tasks that became slices of one task go on as one: the newest takes the predictions of the others.
  `create temporary table merged_submission on commit drop as
   select id, newest from (select id, state, first_value(id) over (partition by task_id, candidate_id order by number desc) as newest
     from submission where state = 'open') as open where id <> newest`,
  `update prediction set submission_id = m.newest from merged_submission m where m.id = prediction.submission_id
     and not exists (select 1 from prediction o where o.submission_id = m.newest and o.image_id = prediction.image_id)`,
  `update submission set state = 'cancelled', cancelled_at = now() from merged_submission m where m.id = submission.id`,
  `insert into audit_entry (actor, action, object, subject, details)
   select 'worker:migration', 'submission.merge', 'submission', id::text, jsonb_build_object('into', newest) from merged_submission`,
  `update evaluation set task_dataset_id = (
     select d.id from submission s join task_dataset d on d.task_id = s.task_id
       left join image_score i on i.evaluation_id = evaluation.id
       left join task_image ti on ti.task_dataset_id = d.id and ti.image_id = i.image_id
       left join prediction p on p.submission_id = s.id
       left join task_image tp on tp.task_dataset_id = d.id and tp.image_id = p.image_id
      where s.id = evaluation.submission_id
      order by (ti.image_id is not null) desc, (tp.image_id is not null) desc, d.id limit 1)`,
];

const boards = [
  `insert into metric_version (metric_id, version, range_min, range_max, empty_rule, software_version)
   select distinct on (p.metric_id, p.metric_version) m.id, p.metric_version, m.range_min, m.range_max, m.empty_rule, '0.1.0'
     from early_performance p join metric m on m.id = p.metric_id on conflict do nothing`,
  `insert into performance (evaluation_id, metric_id, metric_version, aggregation, score, n, interval_low, interval_high)
   select evaluation_id, metric_id, metric_version, aggregation, score, n, interval_low, interval_high from early_performance`,
  `insert into board_entry (id, task_id, dataset_id, candidate_id, evaluation_id, since, cause, began_by)
   select gen_random_uuid(), s.task_id, v.dataset_id, s.candidate_id, e.id, e.finished_at, 'migration', 'worker:migration'
     from (select distinct evaluation_id from early_performance) as p
     join evaluation e on e.id = p.evaluation_id join submission s on s.id = e.submission_id
     join task_dataset d on d.id = e.task_dataset_id join dataset_version v on v.id = d.dataset_version_id`,
  `delete from task where id in (select task_id from early_task where becomes_slice)`,
];

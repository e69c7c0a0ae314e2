import { raw } from '@mikro-orm/core';

/** A time as the wire has it: ISO 8601 in UTC. */
const iso = (column: string) => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The newest evaluation of the submission `s` on each dataset. */
const newestEvaluations = `(
  select distinct on (v.dataset_id) e.*, d.slug as dataset, v.number as version
    from evaluation e join task_dataset td on td.id = e.task_dataset_id
    join dataset_version v on v.id = td.dataset_version_id join dataset d on d.id = v.dataset_id
   where e.submission_id = s.id order by v.dataset_id, v.number desc, e.number desc) as newest`;

/**
 * The tables of a submission `s` with its names and, as `run`, how far its newest evaluations are. Its status follows
 * from them: one that runs decides first, then one that waits, failed, was rejected or is scored. No row of a single
 * image is read.
 */
export const submissionTables = raw(`
    from submission s
    join task t on t.id = s.task_id
    join candidate c on c.id = s.candidate_id
    join model m on m.id = c.model_id
    left join lateral (
      select case s.state when 'open' then 'open' when 'cancelled' then 'cancelled' else
               case when count(*) filter (where newest.state = 'running') > 0 then 'running'
                    when count(*) filter (where newest.state = 'queued') = count(*) then 'queued'
                    when count(*) filter (where newest.state = 'queued') > 0 then 'running'
                    when count(*) filter (where newest.state = 'failed') > 0 then 'failed'
                    when count(*) filter (where newest.state = 'rejected') > 0 then 'rejected'
                    when count(*) filter (where newest.state = 'scored') > 0 then 'scored'
                    else 'cancelled' end end as status,
             coalesce(sum(newest.image_count), 0)::int as images,
             coalesce(sum(newest.scored_count), 0)::int as scored,
             max(newest.finished_at) as finished_at,
             coalesce(jsonb_agg(newest.dataset order by newest.dataset), '[]') as datasets
        from ${newestEvaluations}) as run on true`);

const names = `
    s.number, s.id, t.slug as task, m.slug as model, m.name as "modelName", c.slug as candidate, c.name as "candidateName",
    c.id as "candidateId", run.status, run.scored as "scoredCount", ${iso('s.created_at')} as "createdAt",
    case when run.status in ('scored', 'rejected', 'failed', 'cancelled') then ${iso('coalesce(run.finished_at, s.cancelled_at)')} end as "finishedAt"`;

/** The columns of a submission as everyone may see it. */
export const publicColumns = raw(`${names}, run.images as "imageCount", run.datasets`);

/** The columns of a submission as its owner sees it; they need {@link ownTables} too. */
export const ownColumns = raw(`
    ${names}, ${iso('s.closed_at')} as "closedAt", s.reading, t.name as "taskName", t.primary_metric_id as metric,
    case when s.published_at is not null then 'published' when s.withdrawn_at is not null then 'withdrawn' else 'private' end as publication,
    ${iso('s.published_at')} as "publishedAt", s.baseline is not null as "builtIn",
    case when s.state = 'open' then begun.predictions else evaluated.predictions end as "predictionCount",
    case when s.state = 'open' then begun.images else run.images end as "imageCount",
    case when s.state = 'open' then begun.datasets else evaluated.datasets end as datasets`);

/** Predictions of the submission `s` for images that a task's dataset scores. */
const predictionsFor = (taskDatasetId: string) => `(
  select count(*)::int from task_image ti join image i on i.id = ti.image_id and i.instance_seg
    join prediction p on p.image_id = i.id and p.submission_id = s.id where ti.task_dataset_id = ${taskDatasetId})`;

/**
 * What an owner sees beside {@link submissionTables}: each dataset with its predictions, in evaluation, or begun of
 * those that the task takes now.
 */
export const ownTables = raw(`
    left join lateral (
      select coalesce(sum(newest.predictions), 0)::int as predictions,
             coalesce(jsonb_agg(jsonb_build_object('dataset', newest.dataset, 'version', newest.version, 'state', newest.state,
               'imageCount', newest.image_count, 'scoredCount', newest.scored_count, 'report', newest.report, 'error', newest.error,
               'warnings', newest.warnings, 'predictionCount', newest.predictions, 'score', newest.score) order by newest.dataset), '[]') as datasets
        from (select *, ${predictionsFor('newest.task_dataset_id')} as predictions, (
                select p.score from performance p where p.evaluation_id = newest.id and p.metric_id = t.primary_metric_id
                   and p.aggregation = 'mean' and p.part = 'all') as score from ${newestEvaluations}) as newest
       where s.state <> 'open') as evaluated on true
    left join lateral (
      select coalesce(sum(o.images), 0)::int as images, coalesce(sum(o.predictions), 0)::int as predictions,
             coalesce(jsonb_agg(jsonb_build_object('dataset', o.slug, 'version', o.version, 'state', null, 'imageCount', o.images,
               'scoredCount', 0, 'report', null, 'error', null, 'warnings', null,
               'predictionCount', o.predictions, 'score', null) order by o.slug), '[]') as datasets
        from (select d.slug, v.number as version, td.num_images as images, ${predictionsFor('td.id')} as predictions
                from task_version_dataset l join task_dataset td on td.id = l.task_dataset_id
                join dataset_version v on v.id = td.dataset_version_id join dataset d on d.id = v.dataset_id
               where s.state = 'open' and l.task_version_id = (
                 select id from task_version where task_id = s.task_id and published_at is not null order by number desc limit 1)) as o
       where o.predictions > 0) as begun on true`);

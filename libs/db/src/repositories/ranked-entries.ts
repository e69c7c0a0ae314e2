import { raw } from '@mikro-orm/core';

/**
 * What stands on the boards of a table `boards` of tasks and datasets, as the table `scored`: with the score by the metric
 * that ranks the task, the rank, and how many have one. As on the boards, what was scored on an older version of the
 * dataset or by an older one of the metric has none.
 */
export const rankedEntries = raw(`rivals as (
  select b.task_id, b.dataset_id, b.candidate_id, m.direction, p.score,
         c.kind = 'method' and p.score is not null and dense_rank() over (
           partition by b.task_id, b.dataset_id, c.kind = 'method' order by dv.number desc, p.metric_version desc nulls last) = 1 as is_ranked
    from boards join board_entry b using (task_id, dataset_id)
    join task t on t.id = b.task_id join metric m on m.id = t.primary_metric_id
    join candidate c on c.id = b.candidate_id join model mo on mo.id = c.model_id and mo.eligible
    join evaluation e on e.id = b.evaluation_id join task_dataset td on td.id = e.task_dataset_id
    join dataset_version dv on dv.id = td.dataset_version_id
    left join performance p on p.evaluation_id = e.id and p.metric_id = m.id and p.aggregation = 'mean' and p.part = 'all'
   where b.until is null and b.part = 'all'),
scored as (
  select task_id, dataset_id, candidate_id, score,
         case when is_ranked then rank() over (
           partition by task_id, dataset_id, is_ranked
           order by case direction when 'lower' then score else -score end) end as rank,
         count(*) filter (where is_ranked) over (partition by task_id, dataset_id) as ranked
    from rivals)`);

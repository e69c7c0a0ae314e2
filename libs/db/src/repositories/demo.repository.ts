import type { Slug } from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';

/** What there is of the demo, and of other data. */
export interface DemoExtent {
  /** Datasets of any kind with a version, published or open. */
  readonly datasets: number;
  /** Those of them that belong to the demo. */
  readonly begun: number;
  /** Images of the demo's datasets. */
  readonly images: number;
  /** Submissions of built-in methods to the demo's task. */
  readonly submissions: number;
  /** Submissions that are evaluated, or never will be. */
  readonly finished: number;
  /** Images that their evaluations have to score, and those scored so far. */
  readonly toScore: number;
  readonly scored: number;
}

/** Looks at the demo as a whole. */
export class DemoRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  async extent(task: Slug, datasets: readonly Slug[]): Promise<DemoExtent> {
    const [extent] = await this.em.execute<DemoExtent[]>(sql`
      with demo as (
        select v.id, v.num_images from dataset d join dataset_version v on v.dataset_id = d.id where d.slug in (${datasets})),
      submitted as (
        select s.id, s.state, (select coalesce(sum(td.num_images), 0) from task_version_dataset l
                 join task_dataset td on td.id = l.task_dataset_id
                where l.task_version_id = (select id from task_version where task_id = s.task_id and published_at is not null
                                            order by number desc limit 1)) as images
          from submission s join task t on t.id = s.task_id where s.baseline is not null and t.slug = ${task}),
      evaluated as (
        select s.id, bool_and(e.finished_at is not null) as finished, sum(e.scored_count) as scored
          from submitted s join evaluation e on e.submission_id = s.id group by s.id)
      select (select count(distinct dataset_id)::int from dataset_version) as datasets,
             (select count(distinct dataset_id)::int from dataset_version join demo using (id)) as begun,
             (select coalesce(sum(coalesce(num_images, (select count(*) from image where dataset_version_id = demo.id))), 0)::int from demo) as images,
             (select count(*)::int from submitted) as submissions,
             (select count(*)::int from submitted s left join evaluated e using (id)
               where s.state = 'cancelled' or coalesce(e.finished, false)) as finished,
             (select coalesce(sum(images), 0)::int from submitted) as "toScore",
             (select coalesce(sum(scored), 0)::int from evaluated) as scored`);
    if (!extent) throw new Error('The database answered no row to a query without a condition.');
    return extent;
  }
}

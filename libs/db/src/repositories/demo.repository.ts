import type { Slug } from '@cellboard/contract';
import type { SqlEntityManager } from '@mikro-orm/sql';

/** What there is of the demo, and of other data. */
export interface DemoExtent {
  /** Datasets of any kind that are here, not only in the catalogue. */
  readonly datasets: number;
  /** Whether the demo's dataset is one of them. */
  readonly begun: boolean;
  /** Images of the demo's dataset. */
  readonly images: number;
  /** Submissions of built-in methods to tasks on the demo's dataset, and how many of them are scored or rejected. */
  readonly submissions: number;
  readonly finished: number;
  /** Images that these submissions have to be scored on, and those scored so far. */
  readonly toScore: number;
  readonly scored: number;
}

/** Looks at the demo as a whole. */
export class DemoRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  async extent(dataset: Slug): Promise<DemoExtent> {
    const [extent] = await this.em.execute<DemoExtent[]>(
      `with demo as (
         select i.id from image i
           join dataset_version v on v.id = i.dataset_version_id
           join dataset d on d.id = v.dataset_id
          where d.slug = ?),
       submitted as (
         select s.id, s.status, t.num_images,
                coalesce((select max(e.scored_count) from evaluation e where e.submission_id = s.id), 0) as scored
           from submission s join task t on t.id = s.task_id
          where s.baseline is not null
            and exists (select from task_image ti join demo on demo.id = ti.image_id where ti.task_id = t.id))
       select (select count(distinct dataset_id)::int from dataset_version) as datasets,
              exists (select from dataset where slug = ?) as begun,
              (select count(*)::int from demo) as images,
              (select count(*)::int from submitted) as submissions,
              (select count(*)::int from submitted where status in ('scored', 'rejected')) as finished,
              (select coalesce(sum(num_images), 0)::int from submitted) as "toScore",
              (select coalesce(sum(scored), 0)::int from submitted) as scored`,
      [dataset, dataset],
    );
    if (!extent) throw new Error('The database answered no row to a query without a condition.');
    return extent;
  }
}

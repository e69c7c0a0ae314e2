import { anonymous, type Principal, type Scores, type Slug } from '@cellboard/contract';
import type { EntityManager, Orm } from '@cellboard/db';
import { catalog } from '@cellboard/metrics';
import { RequestContext, sql } from '@mikro-orm/core';
import { insertEvaluated } from './boards.fixture.ts';
import { words, type Api, type TestServer } from './server.fixture.ts';

/** How large a board is to be. */
export interface BoardSize {
  readonly candidates: number;
  readonly images: number;
}

/** Fills the board of a dataset: each candidate is scored on each image. The dataset is in the task `cells`. */
export async function insertLargeBoard(
  orm: Orm,
  server: TestServer,
  { dataset, candidates, images }: BoardSize & { readonly dataset: Slug },
): Promise<void> {
  await server.asOperator((api) => api.datasets.create(words.dataset(dataset)));
  await insertImages(orm, dataset, images);
  await server.asOperator((api) => api.datasets.publish({ dataset }));
  for (let i = 0; i < candidates; i++) {
    const model = `${dataset}-${String(i).padStart(4, '0')}`;
    await server.asOperator((api) => api.models.create(words.model(model)));
    const scores: Scores = Object.fromEntries(catalog.map(({ id }) => [id, i / candidates]));
    await insertEvaluated(orm, { task: 'cells', dataset, model, mean: scores, pooled: scores });
  }
  await insertImageScores(orm, dataset);
  await orm.em.fork().execute('analyze'); // as the database does by itself before long, so that it knows what is large
}

async function insertImages(orm: Orm, dataset: Slug, count: number): Promise<void> {
  const em = orm.em.fork();
  await em.execute(sql`
    insert into stored_file (shelf, sha256, bytes)
    select shelf, encode(sha256((${dataset}::text || shelf || i)::bytea), 'hex'), 100
      from generate_series(1, ${count}::int) i, unnest(array['image', 'truth']) shelf`);
  await em.execute(sql`
    insert into image (id, dataset_version_id, name, cell_type, imaging_modality, width, height, channels, cell_count,
                       instance_seg, image_shelf, image_sha256, truth_shelf, truth_sha256)
    select gen_random_uuid(), v.id, 'image-' || lpad(i::text, 5, '0'), 'blob', 'fluorescence', 64, 64, 1, 10, true,
           'image', encode(sha256((${dataset}::text || 'image' || i)::bytea), 'hex'),
           'truth', encode(sha256((${dataset}::text || 'truth' || i)::bytea), 'hex')
      from generate_series(1, ${count}::int) i, dataset_version v join dataset d on d.id = v.dataset_id
     where d.slug = ${dataset}`);
}

/** What the evaluations would have written: a row for each image of each candidate, and a prediction. */
function insertImageScores(orm: Orm, dataset: Slug): Promise<void> {
  return orm.em.fork().transactional(async (em) => {
    await em.execute('set local session_replication_role = replica'); // without triggers: they are finished
    const pairs = sql`
      from evaluation e join task_dataset td on td.id = e.task_dataset_id
      join dataset_version v on v.id = td.dataset_version_id join dataset d on d.id = v.dataset_id and d.slug = ${dataset}
      join task_image t on t.task_dataset_id = e.task_dataset_id`;
    await em.execute(sql`
      insert into image_score (evaluation_id, image_id, scores, fractions, warnings)
      select e.id, t.image_id, '{"pq": 0.5}', '{}', '[]' ${pairs}`);
    await em.execute(sql`
      insert into prediction (submission_id, image_id, shelf, sha256)
      select e.submission_id, t.image_id, 'prediction', encode(sha256('prediction'), 'hex') ${pairs}`);
  });
}

/** Rows of each table that a request reads, from the counters that the database keeps while a transaction runs. */
export function rowsRead(
  server: TestServer,
  request: (api: Api) => Promise<unknown>,
  principal: Principal = anonymous,
): Promise<Readonly<Record<string, number>>> {
  return server.as(principal, async (api) => {
    const em = RequestContext.getEntityManager() as EntityManager | undefined;
    if (!em) throw new Error('A request has a context.');
    const counters = async () => {
      const rows = await em.execute<{ table: string; rows: string }[]>(sql`
        select relname as table, seq_tup_read + coalesce(idx_tup_fetch, 0) as rows from pg_stat_xact_user_tables`);
      return new Map(rows.map((row) => [row.table, Number(row.rows)]));
    };
    await em.begin();
    try {
      const before = await counters();
      await request(api);
      const differences = [...(await counters())].map(
        ([table, rows]) => [table, rows - (before.get(table) ?? 0)] as const,
      );
      return Object.fromEntries(differences.filter(([, rows]) => rows > 0));
    } finally {
      await em.rollback();
    }
  });
}

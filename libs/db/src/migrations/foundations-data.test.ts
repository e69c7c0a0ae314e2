import { PGlite } from '@electric-sql/pglite';
import { migrations } from './migrations.ts';

const early = migrations.findIndex(({ name }) => name.startsWith('0004'));
const id = (n: number) => `00000000-0000-0000-0000-${String(n).padStart(12, '0')}`;

async function migrate(db: PGlite, list: typeof migrations): Promise<void> {
  const statements: string[] = [];
  const collector = { addSql: (statement: string) => statements.push(statement) };
  for (const { class: one } of list) Reflect.apply(one.prototype.up.bind(collector), collector, []);
  await db.transaction(async (transaction) => {
    for (const statement of statements) await transaction.exec(statement);
  });
}

/** A database of the first release with a model that has one checkpoint. */
async function earlyDatabase(): Promise<PGlite> {
  const db = new PGlite();
  await migrate(db, migrations.slice(0, early));
  await db.exec(`
    insert into metric (id, name, description, direction, version, empty_rule) values ('f1@0.5', 'F1', 'x', 'higher', 1, 'x');
    insert into developer (id, name, created_at) values ('${id(1)}', 'Developer', now());
    insert into model (id, slug, developer_id, name, upload_time) values ('${id(2)}', 'm1', '${id(1)}', 'M', now());
    insert into checkpoint (id, model_id, slug, name, created_at) values ('${id(3)}', '${id(2)}', 'c1', 'C', now())`);
  return db;
}

/** Publishes a dataset of one image, with a public task for each object. */
async function addDataset(db: PGlite, n: number, tasks: readonly (readonly [slug: string, object: string])[]) {
  const [dataset, version, image] = [id(n), id(n + 1), id(n + 2)];
  await db.exec(`
    insert into dataset (id, slug, name, licence, created_at) values ('${dataset}', 'd${n}', 'D', 'CC0-1.0', now());
    insert into dataset_version (id, dataset_id, number, created_at) values ('${version}', '${dataset}', 1, now());
    insert into image (id, dataset_version_id, name, cell_type, imaging_modality, width, height, channels, cell_count, image_sha256, truth_sha256, created_at)
      values ('${image}', '${version}', 'i', 'x', 'f', 9, 9, 1, 3, '${'a'.repeat(64)}', '${'b'.repeat(64)}', now());
    update dataset_version set published_at = now() where id = '${version}'`);
  for (const [k, [slug, object]] of tasks.entries()) {
    await db.exec(`
      insert into task (id, slug, name, object, primary_metric_id, created_at)
        values ('${id(n + 10 + k)}', '${slug}', 'T', '${object}', 'f1@0.5', now());
      insert into task_image (task_id, image_id) values ('${id(n + 10 + k)}', '${image}');
      update task set visibility = 'public' where id = '${id(n + 10 + k)}'`);
  }
}

const upgraded = (db: PGlite) => migrate(db, migrations.slice(early));
const rows = async (db: PGlite, query: string) => (await db.query(query)).rows;

describe('an upgrade of early data', () => {
  it('makes one open submission of those to tasks that become slices of one task', async () => {
    const db = await earlyDatabase();
    await addDataset(db, 100, [['first-nuclei', 'nucleus']]);
    await addDataset(db, 200, [['second-nuclei', 'nucleus']]);
    for (const [n, image] of [
      [100, id(102)],
      [200, id(202)],
    ] as const) {
      await db.exec(`
        insert into submission (id, task_id, checkpoint_id, status, created_at)
          values ('${id(n + 900)}', '${id(n + 10)}', '${id(3)}', 'open', now() + interval '${n} s');
        insert into prediction (submission_id, image_id, sha256, created_at)
          values ('${id(n + 900)}', '${image}', '${'c'.repeat(64)}', now())`);
    }
    await upgraded(db);
    expect(await rows(db, 'select id, state from submission order by id')).toEqual([
      { id: id(1000), state: 'cancelled' },
      { id: id(1100), state: 'open' },
    ]);
    const predictions = await rows(
      db,
      'select submission_id as of, image_id as image from prediction order by image_id',
    );
    expect(predictions).toEqual([
      { of: id(1100), image: id(102) },
      { of: id(1100), image: id(202) },
    ]);
    await db.close();
  });

  it('begins the boards of a standing task with the earliest of the tasks that became its slices', async () => {
    const db = await earlyDatabase();
    await addDataset(db, 100, [['first-nuclei', 'nucleus']]);
    await addDataset(db, 200, [['second-nuclei', 'nucleus']]);
    await db.exec(`update task set created_at = '2026-01-02T03:04:05Z' where slug = 'second-nuclei'`);
    await upgraded(db);
    const [version] = await rows(
      db,
      `select v.published_at as at from task_version v join task t on t.id = v.task_id where t.slug = 'nuclei'`,
    );
    expect(version).toEqual({ at: new Date('2026-01-02T03:04:05Z') });
    await db.close();
  });

  it('keeps tasks on a dataset whose object is not known', async () => {
    const db = await earlyDatabase();
    await addDataset(db, 100, [
      ['some-cells', 'cell'],
      ['some-nuclei', 'nucleus'],
    ]);
    await upgraded(db);
    expect(await rows(db, `select slug, num_images as images from task where takes = 'listed' order by slug`)).toEqual([
      { slug: 'some-cells', images: 1 },
      { slug: 'some-nuclei', images: 1 },
    ]);
    await db.close();
  });

  it('finds slugs for early tasks with the names of the two standing ones', async () => {
    const db = await earlyDatabase();
    await addDataset(db, 100, [
      ['nuclei', 'cell'],
      ['nuclei-own', 'cell'],
      ['some-nuclei', 'nucleus'],
    ]);
    await upgraded(db);
    const slugs = (await rows(db, 'select slug from task order by slug')) as { slug: string }[];
    expect(slugs.map(({ slug }) => slug)).toEqual(
      expect.arrayContaining(['cells', 'nuclei', 'nuclei-own', expect.stringMatching(/^nuclei-[0-9a-f]{8}$/)]),
    );
    await db.close();
  });

  it('leaves an address that several accounts wrote in different ways to the oldest', async () => {
    const db = await earlyDatabase();
    await db.exec(`insert into developer (id, name, email, created_at) values
      ('${id(7)}', 'Older', 'a@example.org', now()), ('${id(8)}', 'Younger', 'A@example.org', now() + interval '1 s')`);
    await upgraded(db);
    const kept = await rows(db, `select name, email from developer where name in ('Older', 'Younger') order by name`);
    expect(kept).toEqual([
      { name: 'Older', email: 'a@example.org' },
      { name: 'Younger', email: null },
    ]);
    await db.close();
  });
});

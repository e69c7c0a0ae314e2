import type { invariantWords, Principal } from '@cellboard/contract';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { scoreAs, submit, takeJobs } from '../testing/evaluations.fixture.ts';
import { truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

/** Breaks each invariant behind the back of the services; the triggers that would prevent it are off. */
const breaks: Readonly<Record<keyof typeof invariantWords, string>> = {
  overdue: `update evaluation set finished_at = null, state = 'running', created_at = now() - interval '25 hours'`,
  lost: `delete from evaluation`,
  twice: `update evaluation set finished_at = null, state = 'running'`,
  unscored: `delete from performance`,
  unfinished: `update evaluation set state = 'failed', error = 'It did not work.'`,
  board: `update submission set published_at = null where published_at is not null`,
  current: `insert into board_entry select gen_random_uuid(), task_id, dataset_id, candidate_id, part, evaluation_id, since, cause, began_by from board_entry limit 1`,
  quota: `update evaluation set state = 'rejected', report = 'Fix it.'`,
  file: `update stored_file set bytes = 0 where shelf = 'prediction'`,
};

describeDatabases((database) => {
  let server: TestServer;
  let ada: Principal;
  const em = () => database.orm.em.fork();
  const report = () => server.asOperator((api) => api.system.invariants());

  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('own', [{ cells: 1 }]);
    ada = await server.developer('Ada');
    await server.as(ada, (api) => api.models.create(words.model('hers', { developer: 'Ada' })));
    const predictions = { 'own/image-1': await truthOf(1) };
    const id = await submit(server, { task: 'cells', model: 'hers', principal: ada, predictions });
    for (const chunk of await takeJobs(database)) await scoreAs(server, chunk, 1);
    await server.as(ada, (api) => api.submissions.publish({ submission: id }));
  });
  afterAll(() => server.close());

  it('finds nothing on a sound database', async () => {
    expect(await report()).toEqual({ checkedAt: expect.any(String) as string, broken: [] });
  });

  it.each(Object.entries(breaks))('finds what breaks "%s"', async (invariant, statement) => {
    const broken = await em()
      .transactional(async (transaction) => {
        await transaction.execute('drop index board_entry_current_unique');
        await transaction.execute(
          'alter table evaluation disable trigger user, drop constraint evaluation_report_check',
        );
        for (const table of ['performance', 'board_entry', 'stored_file'])
          await transaction.execute(`alter table ${table} disable trigger user`);
        if (invariant === 'lost') await transaction.execute('delete from board_entry');
        if (invariant === 'twice')
          await transaction.execute(
            `insert into evaluation (id, submission_id, task_dataset_id, number, state, cause, image_count, software_version)
             select gen_random_uuid(), submission_id, task_dataset_id, 2, 'queued', 'requeue', 1, '0' from evaluation`,
          );
        await transaction.execute(statement);
        throw new Undone(await transaction.execute<{ invariant: string }[]>('select invariant from broken_invariant'));
      })
      .catch((error: unknown) => (error instanceof Undone ? error.rows : Promise.reject(error as Error)));
    expect(broken.map((one) => one.invariant)).toContain(invariant);
    expect((await report()).broken).toEqual([]);
  });

  it('shows them to admins alone, and to everyone how long the line is', async () => {
    await expect(server.as(ada, (api) => api.system.invariants())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const predictions = { 'own/image-1': await truthOf(1) };
    await submit(server, { task: 'cells', model: 'hers', principal: ada, predictions });
    expect(await server.asAnyone((api) => api.system.queue())).toEqual({
      ...{ submissions: 1, images: 1, imagesRunning: 0, oldestSeconds: expect.any(Number) as number },
      imagesPerMinute: expect.any(Number) as number,
      ended: { scored: 1, rejected: 0, failed: 0 },
    });
  });
});

/** Takes a transaction back that has been looked at. */
class Undone extends Error {
  constructor(readonly rows: readonly { invariant: string }[]) {
    super('Undone.');
  }
}

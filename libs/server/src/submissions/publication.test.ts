import { accountOf, type Principal, type SubmissionId } from '@cellboard/contract';
import { AuditEntryEntity, BoardEntryEntity } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { scoreAs, submit, takeJobs } from '../testing/evaluations.fixture.ts';
import { keepsInvariants } from '../testing/invariants.fixture.ts';
import { truthOf } from '../testing/pictures.fixture.ts';
import { outcomeOf } from '../testing/principals.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';

describeDatabases((database) => {
  let server: TestServer;
  let ada: Principal;
  let bob: Principal;
  let mate: Principal;
  let task: string;
  let tasks = 0;
  const em = () => database.orm.em.fork();

  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('own', [{ cells: 1 }]);
    [ada, bob, mate] = [await server.developer('Ada'), await server.developer('Bob'), await server.developer('Mate')];
    await server.as(ada, (api) => api.models.create(words.model('hers', { developer: 'Ada' })));
    await server.as(bob, (api) => api.models.create(words.model('his', { developer: 'Bob' })));
    const lab = await server.as(ada, (api) => api.teams.create({ name: 'Lab' }));
    await em().execute(`insert into team_member (team_id, developer_id, role) values (?, ?, 'member')`, [
      lab.id,
      accountOf(mate),
    ]);
    await server.as(ada, (api) => api.models.create(words.model('ours', { developer: 'Ada', team: lab.id })));
    await server.asOperator((api) => api.models.create(words.model('site')));
  });
  beforeEach(async () => {
    task = `task-${++tasks}`;
    await server.asOperator((api) => api.tasks.create(words.task(task, 'own')));
    await takeJobs(database);
  });
  afterEach(keepsInvariants(database));
  afterAll(() => server.close());

  /** A submission that the scorer found this F1 for. */
  async function score(model: string, principal: Principal, f1: number): Promise<SubmissionId> {
    const id = await submit(server, { task, model, principal, predictions: { 'own/image-1': await truthOf(1) } });
    for (const chunk of await takeJobs(database)) await scoreAs(server, chunk, f1);
    return id;
  }
  const publish = (submission: SubmissionId, principal = ada) =>
    server.as(principal, (api) => api.submissions.publish({ submission }));
  const withdraw = (submission: SubmissionId, principal = ada) =>
    server.as(principal, (api) => api.submissions.withdraw({ submission, reason: 'Wrong files.' }));
  const board = async () =>
    (await server.asAnyone((api) => api.leaderboard.get({ task }))).rows.map(({ model, rank, results }) => [
      model,
      rank,
      results[0]?.submissionId,
    ]);

  it('shows a scored submission to its owner alone, until it is published, and has an undo', async () => {
    const id = await score('hers', ada, 0.5);
    const mine = await server.as(ada, (api) => api.submissions.get({ submission: id }));
    expect(mine).toMatchObject({ status: 'scored', publication: 'private', own: true, datasets: [{ score: 0.5 }] });
    expect(await board()).toEqual([]);
    expect(await outcomeOf(server.as(bob, (api) => api.submissions.get({ submission: id })))).toMatch(
      /^SUBMISSION_NOT_FOUND/,
    );
    expect(await publish(id)).toMatchObject({ publication: 'published' });
    expect(await board()).toEqual([['hers', 1, id]]);
    expect(await server.as(bob, (api) => api.submissions.get({ submission: id }))).toMatchObject({ own: false });
    expect(await withdraw(id)).toMatchObject({ publication: 'withdrawn', status: 'scored' });
    expect(await board()).toEqual([]);
    await publish(id);
    expect(await board()).toEqual([['hers', 1, id]]);

    const entries = await em().find(
      BoardEntryEntity,
      { evaluation: { submission: id } },
      { orderBy: { since: 'asc' } },
    );
    const account = accountOf(ada);
    expect(entries).toMatchObject([
      { cause: 'published', beganBy: account, endCause: 'withdrawn', endedBy: account },
      { cause: 'published', beganBy: account, until: null },
    ]);
    const said = await em().find(AuditEntryEntity, { subject: id, actor: account ?? '' }, { orderBy: { id: 'asc' } });
    expect(said.map(({ action }) => action).slice(-3)).toEqual([
      'submission.publish',
      'submission.withdraw',
      'submission.publish',
    ]);
  });

  it('publishes and withdraws once, however often and at once it is asked', async () => {
    const id = await score('hers', ada, 0.5);
    await Promise.all([publish(id), publish(id), publish(id)]);
    expect(await em().count(BoardEntryEntity, { evaluation: { submission: id } })).toBe(1);
    await Promise.all([withdraw(id), withdraw(id)]);
    expect(await em().count(BoardEntryEntity, { evaluation: { submission: id }, until: null })).toBe(0);
    expect(await em().count(AuditEntryEntity, { subject: id, action: 'submission.withdraw' })).toBe(1);
  });

  it('leaves what is published where it is, while a later one is private', async () => {
    const first = await score('hers', ada, 0.5);
    await publish(first);
    const second = await score('hers', ada, 0.75);
    expect(await board()).toEqual([['hers', 1, first]]);
    await publish(second);
    expect(await board()).toEqual([['hers', 1, second]]);
    await withdraw(second);
    expect(await board()).toEqual([['hers', 1, first]]);
  });

  it('is up to every member of the team that owns the model, and to admins, but to nobody else', async () => {
    const id = await score('ours', ada, 0.5);
    await publish(id, mate);
    expect(await board()).toEqual([['ours', 1, id]]);
    const admin: Principal = { kind: 'admin', id: accountOf(await server.developer(`Root ${task}`))! };
    expect(await withdraw(id, admin)).toMatchObject({ publication: 'withdrawn' });
    for (const change of [publish, withdraw]) expect(await outcomeOf(change(id, bob))).toMatch(/^SUBMISSION_NOT_FOUND/);
  });

  it('can be decided with the closing, and then stands on the board as soon as it is scored', async () => {
    const predictions = { 'own/image-1': await truthOf(1) };
    const names = { task, model: 'hers', candidate: 'base' };
    const { id } = await server.as(ada, (api) => api.submissions.create(names));
    expect(await outcomeOf(publish(id))).toMatch(/^SUBMISSION_OPEN/);
    await server.addPrediction(id, 'image-1', { bytes: predictions['own/image-1'], principal: ada });
    const closed = await server.as(ada, (api) => api.submissions.close({ submission: id, publish: true }));
    expect(closed).toMatchObject({ status: 'queued', publication: 'published' });
    for (const chunk of await takeJobs(database)) await scoreAs(server, chunk, 1);
    expect(await board()).toEqual([['hers', 1, id]]);
  });

  it('goes without saying for what belongs to no account, and for controls', async () => {
    const site = await submit(server, { task, model: 'site', predictions: { 'own/image-1': await truthOf(1) } });
    for (const chunk of await takeJobs(database)) await scoreAs(server, chunk, 1);
    expect(await board()).toEqual([['site', 1, site]]);
    const kind = { slug: 'base', name: 'Empty', kind: 'control' as const };
    await server.as(ada, (api) =>
      api.models.create(words.model(`empty-${task}`, { developer: 'Ada', candidate: kind })),
    );
    const control = await score(`empty-${task}`, ada, 0);
    expect(await server.asAnyone((api) => api.submissions.get({ submission: control }))).toMatchObject({
      publication: 'published',
    });
    const { id } = await server.asOperator((api) => api.submissions.create({ task, model: 'site', candidate: 'base' }));
    await server.addPrediction(id, 'image-1', { bytes: await truthOf(1) });
    const kept = await server.asOperator((api) => api.submissions.close({ submission: id, publish: false }));
    expect(kept.publication).toBe('private');
  });

  it('says the place of a published one on each board', async () => {
    const [best, other, hidden] = [
      await score('hers', ada, 0.75),
      await score('his', bob, 0.5),
      await score('ours', ada, 1),
    ];
    await publish(best);
    await publish(other, bob);
    const submissions = [best, other, hidden];
    const places = await server.as(bob, (api) => api.submissions.places({ submissions }));
    expect(places).toEqual([
      { submission: best, dataset: 'own', rank: 1, rankedCount: 2 },
      { submission: other, dataset: 'own', rank: 2, rankedCount: 2 },
    ]);
  });

  it('lists one’s own by status and by who sees them, also for an admin who asks for their own', async () => {
    const [shown, kept] = [await score('hers', ada, 0.75), await score('hers', ada, 0.5)];
    await publish(shown);
    const ids = async (query: object, principal = ada) =>
      (await server.as(principal, (api) => api.submissions.mine({ task, ...query }))).items.map(({ id }) => id);
    expect(await ids({})).toEqual([kept, shown]);
    expect(await ids({ publication: 'private' })).toEqual([kept]);
    expect(await ids({ publication: 'published', status: 'scored' })).toEqual([shown]);
    expect(await ids({ status: 'failed' })).toEqual([]);
    const admin: Principal = { kind: 'admin', id: accountOf(await server.developer(`Chief ${task}`))! };
    expect(await ids({}, admin)).toEqual([kept, shown]);
    expect(await ids({ personal: true }, admin)).toEqual([]);
  });
});

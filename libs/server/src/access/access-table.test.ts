import { accountOf, policies, type Principal, type ProcedureName, type SubmissionId } from '@cellboard/contract';
import { AuditEntryEntity } from '@cellboard/db';
import { describeEmbedded } from '@cellboard/db/testing';
import { readFileSync } from 'node:fs';
import { imageOf, truthOf } from '../testing/pictures.fixture.ts';
import { makePrincipals, outcomeOf } from '../testing/principals.fixture.ts';
import { TestServer, words, type Api } from '../testing/server.fixture.ts';
import { inputs, somewhere, type World } from './access-inputs.fixture.ts';
import { objectOf, objects, type ObjectKind, type Which } from './access-objects.fixture.ts';
import { expectedOf, people, renderAccessPage, unlisted, type Outcome, type Person } from './access-table.fixture.ts';

/** The refusal of what is not there, or hidden. */
const missing: Record<ObjectKind, RegExp> = {
  nothing: /^never/,
  dataset: /^DATASET_NOT_FOUND/,
  'seen dataset': /^(?:DATASET|IMAGE)_NOT_FOUND/,
  'seen task': /^TASK_NOT_FOUND/,
  model: /^(?:MODEL|CANDIDATE)_NOT_FOUND/,
  'seen model': /^MODEL_NOT_FOUND/,
  submission: /^SUBMISSION_NOT_FOUND/,
  'seen submission': /^SUBMISSION_NOT_FOUND/,
  team: /^TEAM_NOT_FOUND/,
};

function seen(kind: ObjectKind, outcome: string): Outcome {
  if (outcome.startsWith('SIGN_IN_REQUIRED')) return 'sign in';
  if (/^(?:NOT_ALLOWED|MODEL_BUILT_IN)/.test(outcome)) return 'no';
  return missing[kind].test(outcome) ? 'hidden' : 'yes';
}

function call(api: Api, name: ProcedureName, input: unknown): Promise<unknown> {
  const [feature = '', procedure = ''] = name.split('.');
  const all = api as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
  return all[feature]![procedure]!(input);
}

it('is written out in docs/access.md; tools/access-page.mjs writes it again', () => {
  expect(unlisted()).toEqual([]);
  expect(readFileSync(new URL('../../../../docs/access.md', import.meta.url), 'utf8')).toBe(renderAccessPage());
});

describeEmbedded((database) => {
  let server: TestServer;
  let who: Record<Person, Principal>;
  let world: World;
  let restore: () => Promise<void>;
  const em = () => database.orm.em.fork();

  beforeAll(async () => {
    server = await TestServer.open(database);
    const made = await makePrincipals(server);
    const mate = await server.developer('Mate');
    const bystander = await server.developer('Bystander');
    const curated = ['own', 'hidden'];
    who = {
      ...{ visitor: made.anonymous, owner: made.owner, 'team mate': mate, stranger: made.stranger },
      ...{ curator: { ...made.curator, datasets: curated } as Principal, 'other curator': made.otherCurator },
      ...{ admin: made.admin, operator: made.operator },
      ...{ 'read token': made.ownersReadingToken, 'submit token': made.ownersToken },
      'curate token': { ...made.curatorsToken, datasets: curated } as Principal,
    };
    for (const slug of ['own', 'foreign']) await server.publishDataset(slug, [{ cells: 1 }]);
    await server.asOperator((api) => api.datasets.create(words.dataset('hidden')));
    await server.addImage('hidden', 'image-1', { image: await imageOf(1, 50), truth: await truthOf(1) });
    await server.asOperator((api) => api.tasks.create(words.task('secret', 'own')));
    await em().execute(`update task set visibility = 'draft' where slug = 'secret'`);
    const candidate = { slug: 'base', name: 'Base', weights: { slug: 'base', name: 'Base' } };
    const lab = await server.as(made.owner, (api) => api.teams.create({ name: 'Lab' }));
    const theirs = await server.as(bystander, (api) => api.teams.create({ name: 'Others' }));
    await server.as(made.owner, (api) => api.models.create(words.model('mine', { candidate })));
    await server.as(made.owner, (api) => api.models.create(words.model('ours', { candidate, team: lab.id })));
    await server.asOperator((api) => api.models.create(words.model('theirs', { candidate })));
    const [owner, other] = [accountOf(made.owner), accountOf(mate)];
    restore = async () => {
      const put = `insert into team_member (team_id, developer_id, role) values (?, ?, ?) on conflict (team_id, developer_id) do update set role = excluded.role`;
      await em().execute(put, [lab.id, owner, 'owner']);
      await em().execute(put, [lab.id, other, 'member']);
      await em().execute(
        `update model set owner_id = case slug when 'mine' then ?::uuid end, team_id = case slug when 'ours' then ?::uuid end
          where slug in ('mine', 'ours', 'theirs')`,
        [owner, lab.id],
      );
      await em().execute('delete from throttle');
    };
    await restore();
    const open = (principal: Principal, model: string) =>
      server.as(principal, (api) => api.submissions.create({ task: 'cells', model, candidate: 'base' }));
    const published = (await open(made.operator, 'theirs')).id;
    await em().execute(`update submission set state = 'closed', closed_at = now(), published_at = now() where id = ?`, [
      published,
    ]);
    const ids: Partial<Record<Which, SubmissionId>> = {
      public: published,
      own: (await open(made.owner, 'mine')).id,
      'of the team': (await open(mate, 'ours')).id,
      foreign: (await open(made.operator, 'theirs')).id,
    };
    world = {
      dataset: (which) => (which === 'public' ? 'own' : which),
      task: (which) => ({ public: 'cells', hidden: 'secret' })[which as string] ?? 'missing',
      model: (which) =>
        ({ own: 'mine', public: 'mine', 'of the team': 'ours', foreign: 'theirs' })[which as string] ?? 'missing',
      submission: (which) => ids[which] ?? somewhere,
      team: (which) => ({ 'of the team': lab.id, foreign: theirs.id })[which as string] ?? somewhere,
    };
  });
  afterAll(() => server.close());

  const ask = (principal: Principal, name: ProcedureName, input: unknown) =>
    outcomeOf(server.as(principal, (api) => call(api, name, input)));
  const names = Object.keys(inputs).sort() as ProcedureName[];

  it('has every procedure in the table', () => {
    const declared = Object.keys(policies).filter((action) => !action.includes(' '));
    expect(names).toEqual(declared.sort());
  });

  it.each(people)('answers a %s as docs/access.md says, and hides what it hides', async (person) => {
    const changes = await em().count(AuditEntryEntity);
    const wrong: unknown[] = [];
    for (const name of names) {
      const kind = objectOf[name];
      const hidden = new Set<string>();
      for (const which of objects[kind]) {
        const expected = expectedOf(person, name, which);
        const outcome = await ask(who[person], name, inputs[name](world, which));
        if (seen(kind, outcome) !== expected || outcome.startsWith('INTERNAL'))
          wrong.push([name, which, expected, outcome]);
        if (expected === 'hidden') hidden.add(outcome.replaceAll(/"[^"]+"|[0-9a-f-]{36}/g, '…'));
        if (/^(?:teams|invitations|models\.assign)/.test(name)) await restore();
      }
      // What is hidden, and what is missing, in the same words.
      if (hidden.size > 1) wrong.push([name, ...hidden]);
      if (expectedOf(person, name, objects[kind][0]) === 'yes' || kind !== 'nothing') continue;
      // A refusal comes before anything of the input is looked at.
      const refusals = [inputs[name](world, 'any'), { nonsense: true }, undefined].map((one) =>
        ask(who[person], name, one),
      );
      expect(new Set(await Promise.all(refusals)).size).toBe(1);
    }
    expect(wrong).toEqual([]);
    if (person === 'visitor' || person === 'read token') expect(await em().count(AuditEntryEntity)).toBe(changes);
  });

  it('lets nobody in who comes as a part of the server', async () => {
    const worker: Principal = { kind: 'worker', name: 'evaluation' };
    for (const name of names) expect(await ask(worker, name, undefined)).toMatch(/^NOT_ALLOWED: Your role/);
  });
});

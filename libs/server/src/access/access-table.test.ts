import { accountOf, policies, type Principal, type ProcedureName, type SubmissionId } from '@cellboard/contract';
import { AuditEntryEntity } from '@cellboard/db';
import { describeEmbedded } from '@cellboard/db/testing';
import { readFileSync } from 'node:fs';
import { imageOf, truthOf } from '../testing/pictures.fixture.ts';
import { makePrincipals, outcomeOf } from '../testing/principals.fixture.ts';
import { TestServer, words, type Api } from '../testing/server.fixture.ts';
import {
  expectedOf,
  objectOf,
  objects,
  people,
  renderAccessPage,
  unlisted,
  type ObjectKind,
  type Outcome,
  type Person,
  type Which,
} from './access-table.fixture.ts';

const somewhere = '00000000-0000-4000-8000-000000000000';
const reason = 'Why not?';
const link = 'a'.repeat(43);
const passkey = {
  ...{ id: 'AA', rawId: 'AA', type: 'public-key', clientExtensionResults: {} },
  response: { clientDataJSON: '', attestationObject: '' },
};
const image = { name: 'image-1', pixelSha256: 'a'.repeat(64), perceptualHash: 'f'.repeat(16) };
const quality = {
  ...{ images: 0, cells: 0, channels: [], sizes: [], pixelSizeUm: null, pixelSizeKnown: 0, cellsPerImage: null },
  ...{ cellArea: null, coverage: 0, totals: {}, findings: [] },
};

/** Slugs and ids of the objects that requests are about. */
interface World {
  readonly dataset: (which: Which) => string;
  readonly task: (which: Which) => string;
  readonly model: (which: Which) => string;
  readonly submission: (which: Which) => string;
  readonly team: (which: Which) => string;
}
type Input = (world: World, which: Which) => object | undefined;

const nothing: Input = () => undefined;
const always =
  (input: object): Input =>
  () =>
    input;
const dataset =
  (more: object = {}): Input =>
  (world, which) => ({ dataset: world.dataset(which), ...more });
const task =
  (more: object = {}): Input =>
  (world, which) => ({ task: world.task(which), ...more });
const result = (more: object = {}) => task({ dataset: 'own', candidate: somewhere, ...more });
const submission =
  (more: object = {}): Input =>
  (world, which) => ({ submission: world.submission(which), ...more });
const team =
  (more: object = {}): Input =>
  (world, which) => ({ team: world.team(which), ...more });
const model =
  (more: object = {}): Input =>
  (world, which) => ({ model: world.model(which), ...more });

/** A request of every procedure, written by hand: a new one has to be added here. */
const inputs: Record<ProcedureName, Input> = {
  'accounts.changeEmail': always({ current: 'wrong', email: 'new@example.org' }),
  'accounts.changePassword': always({ current: 'wrong', password: 'long enough, and new' }),
  'accounts.endOtherSessions': nothing,
  'accounts.endSession': always({ session: somewhere }),
  'accounts.endSessions': nothing,
  'accounts.export': nothing,
  'accounts.me': nothing,
  'accounts.notifications': nothing,
  'accounts.remove': always({ password: 'wrong' }),
  'accounts.rename': always({ name: 'Bystander' }),
  'accounts.sessions': nothing,
  'accounts.setNotifications': always({ mailAtEnd: true }),
  'cells.bySize': result(),
  'cells.list': result(),
  'cells.ofImage': result({ image: 'image-1' }),
  'datasets.create': (world, which) => words.dataset(which === 'missing' ? 'fresh' : world.dataset(which)),
  'datasets.describe': dataset({ reason }),
  'datasets.files': dataset(),
  'datasets.get': dataset(),
  'datasets.list': always({}),
  'datasets.lookalikes': always({ dataset: 'own', images: [image] }),
  'datasets.openVersion': dataset({ changes: 'None.' }),
  'datasets.publish': dataset(),
  'datasets.report': dataset({ quality, reason }),
  'datasets.retire': dataset({ retired: false, reason }),
  'datasets.statistics': dataset(),
  'evaluations.rescore': task(),
  'images.fingerprint': dataset(),
  'images.get': dataset({ name: 'image-1' }),
  'images.list': task(),
  'images.neighbours': task({ image: { dataset: 'own', name: 'image-1' } }),
  'images.reportProblem': dataset({ name: 'image-1', kind: 'missed', text: 'One is missing.' }),
  'images.results': dataset({ name: 'image-1' }),
  'images.table': task({ candidates: [somewhere] }),
  'images.tag': dataset({ images: [{ name: 'image-1', tags: {} }], reason }),
  'invitations.accept': always({ token: link }),
  'invitations.check': always({ token: link }),
  'invitations.invite': team({ email: 'somebody@example.org' }),
  'invitations.revoke': team({ invitation: somewhere }),
  'leaderboard.get': task(),
  'leaderboard.imageScores': task(),
  'leaderboard.why': task({ model: 'mine', candidate: 'base', metric: 'pq' }),
  'models.assign': model({ team: null, reason }),
  'models.create': (world, which) =>
    words.model(which === 'missing' ? `fresh-${crypto.randomUUID().slice(0, 8)}` : world.model(which), {
      candidate: { slug: 'more', name: 'More' },
    }),
  'models.declare': model({ weights: 'base', sources: [], complete: true, reason }),
  'models.get': model(),
  'models.list': always({}),
  'models.results': model(),
  'passkeys.add': always({ name: 'Key', response: passkey }),
  'passkeys.begin': always({ current: 'wrong' }),
  'passkeys.list': nothing,
  'passkeys.remove': always({ passkey: somewhere }),
  'passkeys.rename': always({ passkey: somewhere, name: 'Key' }),
  'people.endSecondFactor': always({ handle: 'bystander', reason }),
  'people.endSessions': always({ handle: 'bystander', reason }),
  'people.list': always({}),
  'people.setRole': always({ handle: 'bystander', role: 'curator', reason }),
  'people.signals': always({ handle: 'bystander' }),
  'people.suspend': always({ handle: 'bystander', suspended: true, reason }),
  'registration.ask': always({ email: 'somebody@example.org' }),
  'registration.askReset': always({ email: 'somebody@example.org' }),
  'registration.check': always({ token: link }),
  'registration.confirmEmail': always({ token: link }),
  'registration.finish': always({ token: link, handle: 'somebody', password: 'long enough, and new' }),
  'registration.reset': always({ token: link, password: 'long enough, and new' }),
  'secondFactor.begin': always({ current: 'wrong' }),
  'secondFactor.disable': always({ current: 'wrong' }),
  'secondFactor.enable': always({ code: '000000' }),
  'secondFactor.state': nothing,
  'sources.list': always({}),
  'storage.review': always({}),
  'storage.verify': always({}),
  'submissions.cancel': submission({ reason }),
  'submissions.close': submission(),
  'submissions.create': model({ task: 'cells', candidate: 'base' }),
  'submissions.files': submission(),
  'submissions.get': submission(),
  'submissions.list': always({}),
  'submissions.mine': always({}),
  'submissions.places': always({ submissions: [somewhere] }),
  'submissions.progress': submission(),
  'submissions.publish': submission(),
  'submissions.quota': nothing,
  'submissions.requeue': submission(),
  'submissions.watch': submission(),
  'submissions.withdraw': submission({ reason }),
  'system.invariants': nothing,
  'system.queue': nothing,
  'system.status': nothing,
  'tasks.create': always(words.task('fresh', 'nowhere')),
  'tasks.extend': task({ datasets: ['own'], changes: 'More.' }),
  'tasks.get': task(),
  'tasks.images': task(),
  'tasks.list': always({}),
  'teams.create': always({ name: 'Lab' }),
  'teams.get': team(),
  'teams.leave': team(),
  'teams.mine': nothing,
  'teams.removeMember': team({ handle: 'mate' }),
  'teams.rename': team({ name: 'Lab' }),
  'teams.setRole': team({ handle: 'owner', role: 'member' }),
  'tokens.create': always({ name: 'Laptop', scope: 'read', days: 1 }),
  'tokens.list': nothing,
  'tokens.revoke': always({ token: somewhere }),
};

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

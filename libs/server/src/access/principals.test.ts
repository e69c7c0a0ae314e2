import { policies, type Principal, type ProcedureName } from '@cellboard/contract';
import { AuditEntryEntity } from '@cellboard/db';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { makePrincipals, outcomeOf, type Principals } from '../testing/principals.fixture.ts';
import { TestServer, words, type Api } from '../testing/server.fixture.ts';

const somewhere = '00000000-0000-4000-8000-000000000000';
const reason = 'Why not?';
const link = 'a'.repeat(43);
const image = { name: 'image-1', pixelSha256: 'a'.repeat(64), perceptualHash: 'f'.repeat(16) };
const quality = {
  ...{ images: 0, cells: 0, channels: [], sizes: [], pixelSizeUm: null, pixelSizeKnown: 0, cellsPerImage: null },
  ...{ cellArea: null, coverage: 0, totals: {}, findings: [] },
};

/** Whom a procedure lets through, and what is sent: about things that are there, or not. */
interface Row {
  readonly to: 'everyone' | 'owners' | 'readers' | 'members' | 'curators' | 'admins';
  readonly input: (there: boolean) => object | undefined;
}

const slug = (there: boolean, name: string) => (there ? name : 'nowhere');
const dataset =
  (more: object = {}) =>
  (there: boolean) => ({ dataset: slug(there, 'mine'), ...more });
const task =
  (more: object = {}) =>
  (there: boolean) => ({ task: slug(there, 'cells'), ...more });
const result = (more: object = {}) => task({ dataset: 'mine', candidate: somewhere, ...more });
let submission = somewhere;
const sent =
  (more: object = {}) =>
  (there: boolean) => ({ submission: there ? submission : somewhere, ...more });

/** Every procedure, written by hand: a new one has to be added here, with a decision. */
const table: Record<ProcedureName, Row> = {
  'accounts.changePassword': { to: 'owners', input: () => ({ current: 'wrong', password: 'long enough, and new' }) },
  'accounts.endSession': { to: 'owners', input: () => ({ session: somewhere }) },
  'accounts.endSessions': { to: 'owners', input: () => undefined },
  'accounts.export': { to: 'owners', input: () => undefined },
  'accounts.me': { to: 'everyone', input: () => undefined },
  'accounts.remove': { to: 'owners', input: () => ({ password: 'wrong' }) },
  'accounts.rename': { to: 'owners', input: () => ({ name: 'Admin' }) },
  'accounts.sessions': { to: 'owners', input: () => undefined },
  'cells.bySize': { to: 'everyone', input: result() },
  'cells.list': { to: 'everyone', input: result() },
  'cells.ofImage': { to: 'everyone', input: result({ image: 'image-1' }) },
  'datasets.create': { to: 'curators', input: (there) => words.dataset(there ? 'mine' : 'newcomer') },
  'datasets.describe': { to: 'curators', input: dataset({ reason }) },
  'datasets.files': { to: 'curators', input: dataset() },
  'datasets.get': { to: 'everyone', input: dataset() },
  'datasets.list': { to: 'everyone', input: () => ({}) },
  'datasets.lookalikes': { to: 'curators', input: dataset({ images: [image] }) },
  'datasets.openVersion': { to: 'curators', input: dataset({ changes: 'None.' }) },
  'datasets.publish': { to: 'curators', input: dataset() },
  'datasets.report': { to: 'curators', input: dataset({ quality, reason }) },
  'datasets.retire': { to: 'curators', input: dataset({ retired: true, reason }) },
  'datasets.statistics': { to: 'everyone', input: dataset() },
  'evaluations.rescore': { to: 'admins', input: task() },
  'images.fingerprint': { to: 'curators', input: dataset() },
  'images.get': { to: 'everyone', input: dataset({ name: 'image-1' }) },
  'images.list': { to: 'everyone', input: task() },
  'images.neighbours': { to: 'everyone', input: task({ image: { dataset: 'mine', name: 'image-1' } }) },
  'images.reportProblem': {
    to: 'members',
    input: dataset({ name: 'image-1', kind: 'missed', text: 'One is missing.' }),
  },
  'images.results': { to: 'everyone', input: dataset({ name: 'image-1' }) },
  'images.table': { to: 'everyone', input: task({ candidates: ['00000000-0000-4000-8000-000000000000'] }) },
  'images.tag': { to: 'curators', input: dataset({ images: [{ name: 'image-1', tags: {} }], reason }) },
  'invitations.accept': { to: 'owners', input: () => ({ token: link }) },
  'invitations.check': { to: 'owners', input: () => ({ token: link }) },
  'invitations.invite': { to: 'owners', input: () => ({ team: somewhere, email: 'somebody@example.org' }) },
  'invitations.revoke': { to: 'owners', input: () => ({ team: somewhere, invitation: somewhere }) },
  'leaderboard.get': { to: 'everyone', input: task() },
  'leaderboard.imageScores': { to: 'everyone', input: task() },
  'models.assign': { to: 'owners', input: (there) => ({ model: slug(there, 'model'), team: somewhere, reason }) },
  'models.create': { to: 'members', input: (there) => words.model(there ? 'model' : 'odd', { developer: 'Owner' }) },
  'models.declare': {
    to: 'members',
    input: (there) => ({ model: slug(there, 'model'), weights: 'base', sources: [], complete: true, reason }),
  },
  'models.get': { to: 'everyone', input: (there) => ({ model: slug(there, 'model') }) },
  'models.list': { to: 'everyone', input: () => ({}) },
  'models.results': { to: 'everyone', input: (there) => ({ model: slug(there, 'model') }) },
  'people.list': { to: 'admins', input: () => ({}) },
  'people.setRole': { to: 'admins', input: (there) => ({ handle: slug(there, 'stranger'), role: 'curator', reason }) },
  'people.suspend': { to: 'admins', input: (there) => ({ handle: slug(there, 'stranger'), suspended: true, reason }) },
  'registration.ask': { to: 'everyone', input: () => ({ email: 'somebody@example.org' }) },
  'registration.askReset': { to: 'everyone', input: () => ({ email: 'somebody@example.org' }) },
  'registration.check': { to: 'everyone', input: () => ({ token: link }) },
  'registration.finish': {
    to: 'everyone',
    input: () => ({ token: link, handle: 'somebody', password: 'long enough, and new' }),
  },
  'registration.reset': { to: 'everyone', input: () => ({ token: link, password: 'long enough, and new' }) },
  'sources.list': { to: 'everyone', input: () => ({}) },
  'storage.review': { to: 'admins', input: () => ({}) },
  'storage.verify': { to: 'admins', input: () => ({}) },
  'submissions.close': { to: 'members', input: sent() },
  'submissions.create': { to: 'members', input: task({ model: 'model', candidate: 'base' }) },
  'submissions.files': { to: 'readers', input: sent() },
  'submissions.get': { to: 'readers', input: sent() },
  'submissions.list': { to: 'everyone', input: () => ({}) },
  'submissions.mine': { to: 'readers', input: () => ({}) },
  'submissions.requeue': { to: 'admins', input: sent() },
  'submissions.withdraw': { to: 'members', input: sent({ reason }) },
  'system.status': { to: 'everyone', input: () => undefined },
  'tasks.create': { to: 'admins', input: (there) => words.task('fresh', slug(there, 'mine')) },
  'tasks.extend': { to: 'admins', input: task({ datasets: ['mine'], changes: 'More.' }) },
  'tasks.get': { to: 'everyone', input: task() },
  'tasks.images': { to: 'everyone', input: task() },
  'tasks.list': { to: 'everyone', input: () => ({}) },
  'teams.create': { to: 'owners', input: () => ({ name: 'Lab' }) },
  'teams.get': { to: 'readers', input: () => ({ team: somewhere }) },
  'teams.leave': { to: 'owners', input: () => ({ team: somewhere }) },
  'teams.mine': { to: 'readers', input: () => undefined },
  'teams.removeMember': { to: 'owners', input: () => ({ team: somewhere, handle: 'stranger' }) },
  'teams.rename': { to: 'owners', input: () => ({ team: somewhere, name: 'Lab' }) },
  'teams.setRole': { to: 'owners', input: () => ({ team: somewhere, handle: 'stranger', role: 'owner' }) },
  'tokens.create': { to: 'owners', input: () => ({ name: 'Laptop', scope: 'read', days: 1 }) },
  'tokens.list': { to: 'owners', input: () => undefined },
  'tokens.revoke': { to: 'owners', input: () => ({ token: somewhere }) },
};

const owners = ['owner', 'stranger', 'curator', 'otherCurator', 'admin'];
const members = ['owner', 'stranger', 'ownersToken'];
const curators = ['curator', 'otherCurator', 'curatorsToken'];
const admins = ['admin', 'operator'];
const reading = 'ownersReadingToken';
/** Workers come over no wire. */
const letThrough: Record<Row['to'], readonly string[]> = {
  everyone: ['anonymous', reading, ...members, ...curators, ...admins],
  owners,
  readers: [reading, ...members, ...curators, ...admins],
  members: [...members, ...curators, ...admins],
  curators: [...curators, ...admins],
  admins,
};

function call(api: Api, name: ProcedureName, input: unknown): Promise<unknown> {
  const [feature = '', procedure = ''] = name.split('.');
  const all = api as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
  return all[feature]![procedure]!(input);
}

describeDatabases((database) => {
  let server: TestServer;
  let principals: Principals;
  beforeAll(async () => {
    server = await TestServer.open(database);
    principals = await makePrincipals(server);
    await server.publishDataset('mine', [{ cells: 1 }]);
    await server.as(principals.owner, (api) => api.models.create(words.model('model', { developer: 'Owner' })));
    const request = { task: 'cells', model: 'model', candidate: 'base' };
    submission = (await server.as(principals.owner, (api) => api.submissions.create(request))).id;
  });
  afterAll(() => server.close());

  const ask = (principal: Principal, name: ProcedureName, input: unknown) =>
    outcomeOf(server.as(principal, (api) => call(api, name, input)));
  const names = Object.keys(table).sort() as ProcedureName[];

  it('has every procedure in the table', () => {
    expect(names).toEqual(
      Object.keys(policies)
        .filter((action) => !action.includes(' '))
        .sort(),
    );
  });

  it.each([...letThrough.everyone, 'worker'])(
    'lets %s call what the table says, and tells nothing where it does not',
    async (who) => {
      const principal = principals[who as keyof Principals];
      const changes = await database.orm.em.fork().count(AuditEntryEntity);
      for (const name of names) {
        const { to, input } = table[name];
        const isThrough = letThrough[to].includes(who);
        const missing = await ask(principal, name, input(false));
        const isRefused = /^(SIGN_IN_REQUIRED|NOT_ALLOWED: (Your role|Tokens cannot be used|This token may only))/.test(
          missing,
        );
        expect([name, isRefused, missing]).toEqual([name, !isThrough, missing]);
        expect([name, missing]).not.toEqual([name, expect.stringContaining('INTERNAL')]);
        if (isThrough) continue;
        // The same words, whether it is there or not, and before anything of the input is looked at.
        for (const other of [input(true), { nonsense: true }, undefined]) {
          expect([name, await ask(principal, name, other)]).toEqual([name, missing]);
        }
      }
      if (!letThrough.members.includes(who)) {
        expect(await database.orm.em.fork().count(AuditEntryEntity)).toBe(changes);
      }
    },
  );
});

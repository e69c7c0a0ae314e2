import type { ProcedureName } from '@cellboard/contract';
import { words, type Api } from '../testing/server.fixture.ts';
import type { Which } from './access-objects.fixture.ts';

/** An id of nothing. */
export const somewhere = '00000000-0000-4000-8000-000000000000';
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
export interface World {
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
export const inputs: Record<ProcedureName, Input> = {
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
  'uploads.begin': submission({ fileName: 'a.zip', bytes: 1, sha256: '0'.repeat(64) }),
  'uploads.cancel': submission({ upload: somewhere }),
  'uploads.finish': submission({ upload: somewhere }),
  'uploads.latest': submission(),
};

/** Calls a procedure by its name. */
export function callByName(api: Api, name: ProcedureName, input: unknown): Promise<unknown> {
  const [feature = '', procedure = ''] = name.split('.');
  const all = api as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
  return all[feature]![procedure]!(input);
}

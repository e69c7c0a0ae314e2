import { roleOf, type Principal, type Role } from './principal.ts';

/** Who may call a procedure or a route, and with which objects. What a caller may see of an object is part of the query that reads it. */
export interface Policy {
  readonly allow: readonly Role[];
  /** Which tokens do: all of them, those that may also write, or none, where somebody has to sign in. */
  readonly tokens: 'all' | 'writing' | 'none';
  /**
   * With which objects: datasets that somebody curates, what belongs to an account or is shared by its team, or teams that
   * somebody owns. Left out where the procedure changes no object of others.
   */
  readonly object?: 'curated' | 'shared' | 'led';
}

const everyone: Policy = { allow: ['anonymous', 'developer', 'curator', 'admin'], tokens: 'all' };
/** Everyone with an account, to look at what is theirs. */
const readers: Policy = { allow: ['developer', 'curator', 'admin'], tokens: 'all' };
const members: Policy = { allow: ['developer', 'curator', 'admin'], tokens: 'writing' };
const curators: Policy = { allow: ['curator', 'admin'], tokens: 'writing' };
const admins: Policy = { allow: ['admin'], tokens: 'writing' };
/** The account itself, in a browser: a token that is stolen must not make others, or change the password. */
const owners: Policy = { allow: ['developer', 'curator', 'admin'], tokens: 'none' };

const curated = (policy: Policy): Policy => ({ ...policy, object: 'curated' });
const shared = (policy: Policy): Policy => ({ ...policy, object: 'shared' });
const led = (policy: Policy): Policy => ({ ...policy, object: 'led' });

/**
 * Every procedure, and every route by its method and path. A procedure or route that is not in this table does not
 * start, and neither does a server whose table names one that does not exist.
 */
export const policies = {
  'accounts.changeEmail': owners,
  'accounts.changePassword': owners,
  'accounts.endOtherSessions': owners,
  'accounts.endSession': owners,
  'accounts.endSessions': owners,
  'accounts.export': owners,
  'accounts.me': everyone,
  'accounts.notifications': owners,
  'accounts.remove': owners,
  'accounts.rename': owners,
  'accounts.sessions': owners,
  'accounts.setNotifications': owners,
  'cells.bySize': everyone,
  'cells.list': everyone,
  'cells.ofImage': everyone,
  'datasets.create': curated(curators),
  'datasets.describe': curated(curators),
  'datasets.files': curated(curators),
  'datasets.get': everyone,
  'datasets.list': everyone,
  'datasets.lookalikes': curators,
  'datasets.openVersion': curated(curators),
  'datasets.publish': curated(curators),
  'datasets.report': curated(curators),
  'datasets.retire': curated(curators),
  'datasets.statistics': everyone,
  'evaluations.rescore': admins,
  'images.fingerprint': curated(curators),
  'images.get': everyone,
  'images.list': everyone,
  'images.neighbours': everyone,
  'images.reportProblem': members,
  'images.results': everyone,
  'images.table': everyone,
  'images.tag': curated(curators),
  'invitations.accept': owners,
  'invitations.check': owners,
  'invitations.invite': led(owners),
  'invitations.revoke': led(owners),
  'leaderboard.get': everyone,
  'leaderboard.imageScores': everyone,
  'leaderboard.why': everyone,
  'models.assign': shared(owners),
  'models.create': shared(members),
  'models.declare': shared(members),
  'models.get': everyone,
  'models.list': everyone,
  'models.results': everyone,
  'passkeys.add': owners,
  'passkeys.begin': owners,
  'passkeys.list': owners,
  'passkeys.remove': owners,
  'passkeys.rename': owners,
  'people.endSecondFactor': admins,
  'people.endSessions': admins,
  'people.list': admins,
  'people.setRole': admins,
  'people.signals': admins,
  'people.suspend': admins,
  'registration.ask': everyone,
  'registration.askReset': everyone,
  'registration.check': everyone,
  'registration.confirmEmail': everyone,
  'registration.finish': everyone,
  'registration.reset': everyone,
  'secondFactor.begin': owners,
  'secondFactor.disable': owners,
  'secondFactor.enable': owners,
  'secondFactor.state': owners,
  'sources.list': everyone,
  'storage.review': admins,
  'storage.verify': admins,
  'submissions.cancel': shared(members),
  'submissions.close': shared(members),
  'submissions.create': shared(members),
  'submissions.files': shared(readers),
  'submissions.get': everyone,
  'submissions.list': everyone,
  'submissions.mine': readers,
  'submissions.places': everyone,
  'submissions.progress': shared(readers),
  'submissions.publish': shared(members),
  'submissions.quota': readers,
  'submissions.requeue': admins,
  'submissions.watch': shared(readers),
  'submissions.withdraw': shared(members),
  'system.invariants': admins,
  'system.queue': everyone,
  'system.status': everyone,
  'tasks.create': admins,
  'tasks.extend': admins,
  'tasks.get': everyone,
  'tasks.images': everyone,
  'tasks.list': everyone,
  'teams.create': owners,
  'teams.get': shared(readers),
  'teams.leave': shared(owners),
  'teams.mine': readers,
  'teams.removeMember': led(owners),
  'teams.rename': led(owners),
  'teams.setRole': led(owners),
  'tokens.create': owners,
  'tokens.list': owners,
  'tokens.revoke': owners,
  'uploads.begin': shared(members),
  'uploads.cancel': shared(members),
  'uploads.finish': shared(members),
  'uploads.latest': shared(readers),

  'GET /api/v1/datasets/:dataset/croissant.json': everyone,
  'GET /api/v1/datasets/:dataset/images.csv': everyone,
  'GET /api/v1/health/live': everyone,
  'GET /api/v1/health/ready': everyone,
  'GET /api/v1/images/:image/ignore.labels': everyone,
  'GET /api/v1/images/:image/original': everyone,
  'GET /api/v1/images/:image/predictions/:task/:candidate.labels': everyone,
  'GET /api/v1/images/:image/cells/:task/:file': everyone,
  'GET /api/v1/images/:image/predictions/:task/:candidate.webp': everyone,
  'GET /api/v1/images/:image/predictions/:task/:candidate/:format': everyone,
  'GET /api/v1/images/:image/samples.npy': everyone,
  'GET /api/v1/images/:image/thumbnail.webp': everyone,
  'GET /api/v1/images/:image/truth.labels': everyone,
  'GET /api/v1/images/:image/truth.webp': everyone,
  'GET /api/v1/images/:image/truth/:format': everyone,
  'GET /api/v1/receipts/:task/:dataset/:model/:candidate.json': everyone,
  'GET /api/v1/receipts/keys.json': everyone,
  'GET /api/v1/submissions/:submission/uploads/:upload': shared(readers),
  'GET /api/v1/tasks/:task/datasets/:dataset/cells/:file': everyone,
  'PATCH /api/v1/submissions/:submission/uploads/:upload': shared(members),
  'POST /api/v1/sign-in': everyone,
  'POST /api/v1/sign-in/passkey': everyone,
  'POST /api/v1/sign-in/passkey/challenge': everyone,
  'POST /api/v1/sign-out': everyone,
  'PUT /api/v1/datasets/:dataset/images/:image': curated(curators),
  'PUT /api/v1/submissions/:submission/predictions/:image': shared(members),

  /** The procedures above; each checks its own policy. */
  'ALL /trpc/*': everyone,
  /** The web application. */
  'GET /*': everyone,
} as const satisfies Record<string, Policy>;

/** A procedure, or a route by its method and path. */
export type Action = keyof typeof policies;

/** The actions that are procedures. */
export type ProcedureName =
  Extract<Action, `${string}.${string}`> extends infer A ? (A extends `${string} ${string}` ? never : A) : never;

/** Whether the policy table lets a principal through to a procedure or route. */
export function mayCall(principal: Principal, action: Action): boolean {
  return policies[action].allow.includes(roleOf(principal)) && !isTokenRefused(principal, action);
}

/** Whether the role would do, but not the token that somebody uses. */
export function isTokenRefused(principal: Principal, action: Action): boolean {
  if (principal.kind !== 'token') return false;
  const { tokens } = policies[action];
  return tokens === 'none' || (tokens === 'writing' && principal.scope === 'read');
}

export function isAction(name: string): name is Action {
  return Object.hasOwn(policies, name);
}

import {
  anonymous,
  can,
  DeveloperId,
  isTrusted,
  mayCall,
  operator,
  policies,
  type Action,
  type Principal,
  type Relation,
  type Subject,
} from '@cellboard/contract';

/** Everyone who may ask for something over the wire, in the order of the table's columns. */
export const people = [
  'visitor',
  'owner',
  'team mate',
  'stranger',
  'curator',
  'other curator',
  'admin',
  'operator',
  'read token',
  'submit token',
  'curate token',
] as const;
export type Person = (typeof people)[number];

/** What a procedure or route is about: nothing, or an object that not everyone may see or change. */
export const objects = {
  nothing: ['any'],
  dataset: ['own', 'foreign', 'missing'],
  'seen dataset': ['public', 'hidden', 'missing'],
  'seen task': ['public', 'hidden', 'missing'],
  model: ['own', 'of the team', 'foreign', 'missing'],
  'seen model': ['public', 'missing'],
  submission: ['own', 'of the team', 'foreign', 'missing'],
  'seen submission': ['own', 'of the team', 'foreign', 'public', 'missing'],
  team: ['of the team', 'foreign', 'missing'],
} as const;
export type ObjectKind = keyof typeof objects;
export type Which = (typeof objects)[ObjectKind][number];

/** The kind of object of each procedure and route. A new one has to be added here, with a decision. */
export const objectOf: Record<Action, ObjectKind> = {
  'accounts.changeEmail': 'nothing',
  'accounts.changePassword': 'nothing',
  'accounts.endOtherSessions': 'nothing',
  'accounts.endSession': 'nothing',
  'accounts.endSessions': 'nothing',
  'accounts.export': 'nothing',
  'accounts.me': 'nothing',
  'accounts.notifications': 'nothing',
  'accounts.remove': 'nothing',
  'accounts.rename': 'nothing',
  'accounts.sessions': 'nothing',
  'accounts.setNotifications': 'nothing',
  'cells.bySize': 'seen task',
  'cells.list': 'seen task',
  'cells.ofImage': 'seen task',
  'datasets.create': 'dataset',
  'datasets.describe': 'dataset',
  'datasets.files': 'seen dataset',
  'datasets.get': 'seen dataset',
  'datasets.list': 'nothing',
  'datasets.lookalikes': 'nothing',
  'datasets.openVersion': 'dataset',
  'datasets.publish': 'dataset',
  'datasets.report': 'dataset',
  'datasets.retire': 'dataset',
  'datasets.statistics': 'seen dataset',
  'evaluations.rescore': 'seen task',
  'images.fingerprint': 'dataset',
  'images.get': 'seen dataset',
  'images.list': 'seen task',
  'images.neighbours': 'seen task',
  'images.reportProblem': 'seen dataset',
  'images.results': 'seen dataset',
  'images.table': 'seen task',
  'images.tag': 'dataset',
  'invitations.accept': 'nothing',
  'invitations.check': 'nothing',
  'invitations.invite': 'team',
  'invitations.revoke': 'team',
  'leaderboard.get': 'seen task',
  'leaderboard.imageScores': 'seen task',
  'leaderboard.why': 'seen task',
  'models.assign': 'model',
  'models.create': 'model',
  'models.declare': 'model',
  'models.get': 'seen model',
  'models.list': 'nothing',
  'models.results': 'seen model',
  'passkeys.add': 'nothing',
  'passkeys.begin': 'nothing',
  'passkeys.list': 'nothing',
  'passkeys.remove': 'nothing',
  'passkeys.rename': 'nothing',
  'people.endSecondFactor': 'nothing',
  'people.endSessions': 'nothing',
  'people.list': 'nothing',
  'people.setRole': 'nothing',
  'people.signals': 'nothing',
  'people.suspend': 'nothing',
  'registration.ask': 'nothing',
  'registration.askReset': 'nothing',
  'registration.check': 'nothing',
  'registration.confirmEmail': 'nothing',
  'registration.finish': 'nothing',
  'registration.reset': 'nothing',
  'secondFactor.begin': 'nothing',
  'secondFactor.disable': 'nothing',
  'secondFactor.enable': 'nothing',
  'secondFactor.state': 'nothing',
  'sources.list': 'nothing',
  'storage.review': 'nothing',
  'storage.verify': 'nothing',
  'submissions.cancel': 'submission',
  'submissions.close': 'submission',
  'submissions.create': 'model',
  'submissions.files': 'submission',
  'submissions.get': 'seen submission',
  'submissions.list': 'nothing',
  'submissions.mine': 'nothing',
  'submissions.places': 'nothing',
  'submissions.progress': 'submission',
  'submissions.publish': 'submission',
  'submissions.quota': 'nothing',
  'submissions.requeue': 'submission',
  'submissions.watch': 'submission',
  'submissions.withdraw': 'submission',
  'system.invariants': 'nothing',
  'system.queue': 'nothing',
  'system.status': 'nothing',
  'tasks.create': 'nothing',
  'tasks.extend': 'seen task',
  'tasks.get': 'seen task',
  'tasks.images': 'seen task',
  'tasks.list': 'nothing',
  'teams.create': 'nothing',
  'teams.get': 'team',
  'teams.leave': 'team',
  'teams.mine': 'nothing',
  'teams.removeMember': 'team',
  'teams.rename': 'team',
  'teams.setRole': 'team',
  'tokens.create': 'nothing',
  'tokens.list': 'nothing',
  'tokens.revoke': 'nothing',
  'uploads.begin': 'submission',
  'uploads.cancel': 'submission',
  'uploads.finish': 'submission',
  'uploads.latest': 'submission',
  'GET /api/v1/datasets/:dataset/croissant.json': 'seen dataset',
  'GET /api/v1/datasets/:dataset/images.csv': 'seen dataset',
  'GET /api/v1/health/live': 'nothing',
  'GET /api/v1/health/ready': 'nothing',
  'GET /api/v1/images/:image/ignore.labels': 'seen dataset',
  'GET /api/v1/images/:image/original': 'seen dataset',
  'GET /api/v1/images/:image/predictions/:task/:candidate.labels': 'seen task',
  'GET /api/v1/images/:image/cells/:task/:file': 'seen task',
  'GET /api/v1/images/:image/predictions/:task/:candidate.webp': 'seen task',
  'GET /api/v1/images/:image/predictions/:task/:candidate/:format': 'seen task',
  'GET /api/v1/images/:image/samples.npy': 'seen dataset',
  'GET /api/v1/images/:image/thumbnail.webp': 'seen dataset',
  'GET /api/v1/images/:image/truth.labels': 'seen dataset',
  'GET /api/v1/images/:image/truth.webp': 'seen dataset',
  'GET /api/v1/images/:image/truth/:format': 'seen dataset',
  'GET /api/v1/receipts/:task/:dataset/:model/:candidate.json': 'seen task',
  'GET /api/v1/receipts/keys.json': 'nothing',
  'GET /api/v1/submissions/:submission/uploads/:upload': 'submission',
  'GET /api/v1/tasks/:task/datasets/:dataset/cells/:file': 'seen task',
  'PATCH /api/v1/submissions/:submission/uploads/:upload': 'submission',
  'POST /api/v1/sign-in': 'nothing',
  'POST /api/v1/sign-in/passkey': 'nothing',
  'POST /api/v1/sign-in/passkey/challenge': 'nothing',
  'POST /api/v1/sign-out': 'nothing',
  'PUT /api/v1/datasets/:dataset/images/:image': 'dataset',
  'PUT /api/v1/submissions/:submission/predictions/:image': 'submission',
  'ALL /trpc/*': 'nothing',
  'GET /*': 'nothing',
};

/** `no` names a refusal that says so; what is `hidden` answers as if it were not there. */
export type Outcome = 'yes' | 'no' | 'sign in' | 'hidden';

const nobody = DeveloperId.parse('00000000-0000-4000-8000-000000000000');
const token = { kind: 'token', id: 'token', owner: nobody, role: 'developer', datasets: [] } as const;
/** Of the datasets that are their own and of the hidden one. */
const curated = ['own', 'hidden'];

/** What decides about each person; who exactly they are does not. */
const principals: Record<Person, Principal> = {
  visitor: anonymous,
  owner: { kind: 'developer', id: nobody },
  'team mate': { kind: 'developer', id: nobody },
  stranger: { kind: 'developer', id: nobody },
  curator: { kind: 'curator', id: nobody, datasets: curated },
  'other curator': { kind: 'curator', id: nobody, datasets: ['elsewhere'] },
  admin: { kind: 'admin', id: nobody },
  operator,
  'read token': { ...token, scope: 'read' },
  'submit token': { ...token, scope: 'submit' },
  'curate token': { ...token, role: 'curator', scope: 'curate', datasets: curated },
};

/** How somebody stands to a model, submission or team. The tokens that read and submit are the owner's. */
function relationOf(person: Person, which: Which): Relation {
  const isOwner = person === 'owner' || person === 'read token' || person === 'submit token';
  if (which === 'own' || which === 'of the team') {
    if (isOwner) return 'owner';
    return person === 'team mate' && which === 'of the team' ? 'member' : 'stranger';
  }
  return 'stranger';
}

/** What becomes of a request, as the policy table says. */
export function expectedOf(person: Person, action: Action, which: Which): Outcome {
  const principal = principals[person];
  if (!mayCall(principal, action)) return principal.kind === 'anonymous' ? 'sign in' : 'no';
  return outcomes[objectOf[action]](principal, action, { which, relation: relationOf(person, which) });
}

interface Standing {
  readonly which: Which;
  readonly relation: Relation;
}

const outcomes: Record<ObjectKind, (principal: Principal, action: Action, standing: Standing) => Outcome> = {
  nothing: () => 'yes',
  dataset: curatedOutcome,
  model: modelOutcome,
  team: teamOutcome,
  submission: (principal, _action, { which, relation }) =>
    which !== 'missing' && (isTrusted(principal) || relation !== 'stranger') ? 'yes' : 'hidden',
  'seen submission': (principal, _action, { which, relation }) =>
    which !== 'missing' && (which === 'public' || isTrusted(principal) || relation !== 'stranger') ? 'yes' : 'hidden',
  'seen dataset': seenOutcome,
  'seen task': seenOutcome,
  'seen model': seenOutcome,
};

/** Somebody who may not change a dataset is refused before it is looked for. */
function curatedOutcome(principal: Principal, action: Action, { which }: Standing): Outcome {
  if (!can(principal, action, { kind: 'dataset', slug: which })) return 'no';
  return which === 'missing' && action !== 'datasets.create' ? 'hidden' : 'yes';
}

/** Models are public, so nothing is hidden of who may change them. */
function modelOutcome(principal: Principal, action: Action, { which, relation }: Standing): Outcome {
  if (which === 'missing') return action === 'models.create' ? 'yes' : 'hidden';
  // Nobody takes a model from a team but its owners.
  if (action === 'models.assign' && which === 'of the team' && relation === 'member') return 'no';
  return can(principal, action, { kind: 'model', builtIn: false, relation }) ? 'yes' : 'no';
}

function teamOutcome(principal: Principal, action: Action, { which, relation }: Standing): Outcome {
  if (which === 'missing' || (relation === 'stranger' && !isTrusted(principal))) return 'hidden';
  const team: Subject = { kind: 'team', relation };
  if (action === 'teams.leave') return relation === 'stranger' ? 'hidden' : 'yes';
  return can(principal, action, team) ? 'yes' : 'no';
}

/** Pages show what is published. The files of an open version are for its curators, who compare them with their own. */
function seenOutcome(principal: Principal, action: Action, { which }: Standing): Outcome {
  if (which !== 'hidden') return which === 'missing' ? 'hidden' : 'yes';
  if (objectOf[action] === 'seen task') return isTrusted(principal) ? 'yes' : 'hidden';
  return action === 'datasets.files' && can(principal, action, { kind: 'dataset', slug: which }) ? 'yes' : 'hidden';
}

/** `own model`, `model of the team`, `own team`. */
function objectName(kind: ObjectKind, which: Which): string {
  const noun = kind.replace('seen ', '');
  if (which !== 'of the team') return `${which} ${noun}`;
  return kind === 'team' ? 'own team' : `${noun} of the team`;
}

/** The page of who may do what, as Markdown. */
export function renderAccessPage(): string {
  const head = ['Procedure or route', 'Object', ...people];
  const rows = (Object.keys(objectOf) as Action[]).flatMap((action) =>
    objects[objectOf[action]].map((which, i) => [
      i === 0 ? `\`${action}\`` : '',
      which === 'any' ? '' : objectName(objectOf[action], which),
      ...people.map((person) => expectedOf(person, action, which)),
    ]),
  );
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const words = [
    '# Who may do what',
    'Made from the policy table by `node --conditions=@cellboard/source tools/access-page.mjs`; a test compares every cell with what the server does.',
    'Read tokens and submit tokens are those of the owner, and the curate token is that of the curator. A session that ended, of a suspended account too, and a token that was revoked or has expired are those of a visitor. The operator holds the admin token in the data folder.',
    '- **yes**: allowed. What the request says can still be refused.\n- **no**: refused, with the reason.\n- **sign in**: refused, because nobody is signed in.\n- **hidden**: answered as if the object did not exist.',
  ];
  const table = [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
  return `${words.join('\n\n')}\n\n<!-- prettier-ignore -->\n${table}\n`;
}

/** Actions of the policy table that are in no row, and the other way round. */
export function unlisted(): string[] {
  const [all, listed] = [Object.keys(policies), Object.keys(objectOf)];
  return [...all.filter((one) => !listed.includes(one)), ...listed.filter((one) => !all.includes(one))];
}

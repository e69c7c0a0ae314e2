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
import { objectOf, objects, type ObjectKind, type Which } from './access-objects.fixture.ts';

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

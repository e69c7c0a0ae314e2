import type { Slug } from '../identifiers.ts';
import { mayCall, policies, type Action } from './policies.ts';
import { curatedBy, isTrusted, type Principal } from './principal.ts';

/** How a principal stands to an object. The query that reads the object says it. */
export type Relation = 'stranger' | 'member' | 'owner';

/** An object, as far as it decides who may do something with it. */
export type Subject =
  | { readonly kind: 'dataset'; readonly slug: Slug }
  | { readonly kind: 'model'; readonly builtIn: boolean; readonly relation: Relation }
  | { readonly kind: 'submission' | 'team'; readonly relation: Relation };

/**
 * Whether a principal may do something, with an object where one is given: the one place that says it. Parts of the
 * server that act by themselves call no procedure, so for them the object alone decides.
 *
 * @throws Error if the policy table has no rule for such an object
 */
export function can(principal: Principal, action: Action, object?: Subject): boolean {
  if (principal.kind !== 'worker' && !mayCall(principal, action)) return false;
  if (!object) return true;
  switch (policies[action].object) {
    case 'curated':
      return object.kind === 'dataset' ? curates(principal, object.slug) : wrongRule(action, object);
    case 'shared':
      return object.kind === 'dataset' ? wrongRule(action, object) : shares(principal, object);
    case 'led':
      return object.kind === 'team' ? leads(principal, object.relation) : wrongRule(action, object);
    case undefined:
    default:
      return wrongRule(action, object);
  }
}

/** Curators may change the datasets that they are trusted with; admins and the server itself all of them. */
function curates(principal: Principal, dataset: Slug): boolean {
  const curated = curatedBy(principal);
  return isTrusted(principal) || curated === 'all' || curated.includes(dataset);
}

/** Owners, members of the team that owns it, and admins. Only the server itself changes built-in models. */
function shares(principal: Principal, object: Exclude<Subject, { kind: 'dataset' }>): boolean {
  if (principal.kind === 'worker') return true;
  if (object.kind === 'model' && object.builtIn) return false;
  return isTrusted(principal) || object.relation !== 'stranger';
}

function leads(principal: Principal, relation: Relation): boolean {
  return isTrusted(principal) || relation === 'owner';
}

function wrongRule(action: Action, { kind }: Subject): never {
  throw new Error(`The policy of ${action} says nothing about a ${kind}.`);
}

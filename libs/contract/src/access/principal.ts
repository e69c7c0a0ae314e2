import type { DeveloperId } from '../identifiers.ts';
import type { Slug } from '../identifiers.ts';

/** What somebody is trusted with. Each role may do what the roles before it may do, except `worker`. */
export const roles = ['anonymous', 'developer', 'curator', 'admin', 'worker'] as const;
export type Role = (typeof roles)[number];

/** What a token may be used for. Each scope includes those before it, as far as the role of its account goes. */
export const tokenScopes = ['read', 'submit', 'curate', 'admin'] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** Parts of the server that act by themselves. */
export const workers = [
  'uploads',
  'evaluation',
  'demo',
  'catalogue',
  'migration',
  'vocabulary',
  'measuring',
  'drawing',
] as const;
export type WorkerName = (typeof workers)[number];

/** Who asks for something. Every service method takes one, and none has a default. */
export type Principal =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'developer'; readonly id: DeveloperId; readonly session?: string }
  | {
      readonly kind: 'curator';
      readonly id: DeveloperId;
      /** Of somebody who is signed in, so that their sessions can be told apart. */
      readonly session?: string;
      /** The datasets that the curator may change. */
      readonly datasets: 'all' | readonly Slug[];
    }
  | { readonly kind: 'admin'; readonly id: DeveloperId; readonly session?: string }
  | {
      readonly kind: 'token';
      /** Names the token in the audit log, never its secret. */
      readonly id: string;
      /** The lesser of its account's role and what its scope needs. */
      readonly role: Exclude<Role, 'anonymous' | 'worker'>;
      readonly scope: TokenScope;
      /** The datasets that it may change, where its role is curator. */
      readonly datasets: 'all' | readonly Slug[];
      /** The account it acts for; null for the admin token in the data folder. */
      readonly owner: DeveloperId | null;
    }
  | { readonly kind: 'worker'; readonly name: WorkerName };

export const anonymous: Principal = { kind: 'anonymous' };

/** The operator of this installation, who holds the admin token in the data folder. */
export const operator: Principal = {
  kind: 'token',
  id: 'operator',
  role: 'admin',
  scope: 'admin',
  datasets: 'all',
  owner: null,
};

export function workerNamed(name: WorkerName): Principal {
  return { kind: 'worker', name };
}

export function roleOf(principal: Principal): Role {
  return principal.kind === 'token' ? principal.role : principal.kind;
}

/** The account behind a principal; null for visitors, workers and the operator. */
export function accountOf(principal: Principal): DeveloperId | null {
  switch (principal.kind) {
    case 'developer':
    case 'curator':
    case 'admin':
      return principal.id;
    case 'token':
      return principal.owner;
    case 'anonymous':
    case 'worker':
      return null;
  }
}

/** The session that a principal came with; undefined for everyone who is not signed in. */
export function sessionOf(principal: Principal): string | undefined {
  return 'session' in principal ? principal.session : undefined;
}

/** The name that the audit log keeps: an account's id, `operator`, or `worker:` and the worker's name. */
export function actorName(principal: Principal): string {
  const account = accountOf(principal);
  if (account !== null) return account;
  if (principal.kind === 'worker') return `worker:${principal.name}`;
  return principal.kind === 'token' ? principal.id : 'anonymous';
}

/** The datasets that a principal may change beside those of an admin. */
export function curatedBy(principal: Principal): 'all' | readonly Slug[] {
  if (principal.kind === 'curator') return principal.datasets;
  return principal.kind === 'token' && principal.role === 'curator' ? principal.datasets : [];
}

/** Whether a principal may see and change everything on this installation: admins and the server itself. */
export function isTrusted(principal: Principal): boolean {
  const role = roleOf(principal);
  return role === 'admin' || role === 'worker';
}

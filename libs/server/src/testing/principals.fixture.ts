import { anonymous, operator, type Principal } from '@cellboard/contract';
import type { TestServer } from './server.fixture.ts';

/** Everyone who may ask for something. */
export interface Principals {
  readonly anonymous: Principal;
  /** Has a model and submissions. */
  readonly owner: Principal;
  /** Another account. */
  readonly stranger: Principal;
  /** A token of the owner's. */
  readonly ownersToken: Principal;
  /** Another one of the owner's, that may not write. */
  readonly ownersReadingToken: Principal;
  /** Of the dataset `mine`. */
  readonly curator: Principal;
  /** Of the dataset `other`. */
  readonly otherCurator: Principal;
  readonly curatorsToken: Principal;
  readonly admin: Principal;
  readonly operator: Principal;
  readonly worker: Principal;
}

/** Makes the accounts behind all principals. */
export async function makePrincipals(server: TestServer): Promise<Principals> {
  const account = async (name: string) => (await server.developer(name)).id;
  const [owner, stranger] = [await account('Owner'), await account('Stranger')];
  const [curator, otherCurator] = [await account('Curator'), await account('Other curator')];
  return {
    anonymous,
    owner: { kind: 'developer', id: owner },
    stranger: { kind: 'developer', id: stranger },
    ownersToken: { kind: 'token', id: 'token-1', role: 'developer', scope: 'submit', datasets: [], owner },
    curator: { kind: 'curator', id: curator, datasets: ['mine'] },
    otherCurator: { kind: 'curator', id: otherCurator, datasets: ['other'] },
    ownersReadingToken: { kind: 'token', id: 'token-3', role: 'developer', scope: 'read', datasets: [], owner },
    curatorsToken: {
      ...{ kind: 'token', id: 'token-2', role: 'curator', scope: 'curate' },
      ...{ datasets: ['mine'], owner: curator },
    },
    admin: { kind: 'admin', id: await account('Admin') },
    operator,
    worker: { kind: 'worker', name: 'evaluation' },
  };
}

/** How a request ended: `done`, or the code and the message of its refusal. */
export async function outcomeOf(request: Promise<unknown>): Promise<string> {
  try {
    await request;
    return 'done';
  } catch (error) {
    return `${codeOf(error) ?? 'unexpected'}: ${(error as Error).message}`;
  }
}

/** The code of the problem that a request was refused with; undefined for anything else. */
export function codeOf(error: unknown): string | undefined {
  const { cause, code } = error as { cause?: { code?: string }; code?: string };
  return cause?.code ?? code;
}

import type { Account, ProblemDetails } from '@cellboard/contract';
import { describeFailure, type Failure } from '../../app/failure.ts';

/** A request outside of tRPC that the server refused. */
class Refused extends Error {
  readonly failure: Failure;

  constructor({ detail, code, requestId }: ProblemDetails) {
    super(detail);
    this.failure = { message: detail, code, requestId, final: true };
  }
}

/** Something that this browser did not do. */
export class Stopped extends Error {
  readonly failure: Failure;

  constructor(message: string) {
    super(message);
    this.failure = { message, code: null, requestId: null, final: false };
  }
}

/** What went wrong, in words. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refused || error instanceof Stopped) return error.failure;
  if (!(error instanceof TypeError)) return describeFailure(error);
  const message = 'The server cannot be reached. Check that you are connected, then try again.';
  return { message, code: null, requestId: null, final: false };
}

/** Signs in: the answer sets the cookie of the session. */
export async function signIn(email: string, password: string, code?: string): Promise<Account> {
  return (await (await post('/api/v1/sign-in', { email, password, code })).json()) as Account;
}

/** Ends the session of this browser. */
export async function signOut(): Promise<void> {
  await post('/api/v1/sign-out', {});
}

/** @throws Refused */
export async function post(path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Refused((await response.json()) as ProblemDetails);
  return response;
}

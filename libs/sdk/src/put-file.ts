import { fromProblem, isProblem, notUnderstood, unreachable } from './cellboard-error.ts';

/** What to send. */
export interface Sending {
  readonly body: FormData | Blob;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends a file and reads the JSON answer.
 *
 * @throws CellboardError if the server refuses it or does not answer as one
 */
export async function putFile<T>(url: string, { body, headers, signal }: Sending): Promise<T> {
  const response = await send(url, {
    method: 'PUT',
    body,
    headers: { ...headers, accept: 'application/json, application/problem+json' },
    signal: signal ?? null,
  });
  const answer = await readJson(response);
  if (response.ok) return answer as T;
  throw isProblem(answer) ? fromProblem(answer) : notUnderstood(url);
}

async function send(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    request.signal?.throwIfAborted();
    throw unreachable(new URL(url).origin, error);
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw notUnderstood(response.url, error);
  }
}

import { BROWSER_COOKIE, SESSION_COOKIE } from '../sessions/cookie.ts';
import type { TestApi } from './test-api.fixture.ts';

/** Sends requests as a browser with a page of the site open: it says where they come from, and keeps the cookie. */
export class Browser {
  /** What the server knows the profile by, and the cookie that said so, with its attributes. */
  profile = '';
  profileCookie = '';
  /** The last cookie of a session that the server set, with its attributes. */
  lastCookie = '';

  constructor(
    private readonly api: TestApi,
    /** The secret in the cookie. */
    public secret = '',
  ) {}

  async fetch(
    path: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const session = this.secret === '' ? [] : [`${SESSION_COOKIE}=${this.secret}`];
    const kept = [...session, ...(this.profile === '' ? [] : [`${BROWSER_COOKIE}=${this.profile}`])];
    const cookie = kept.length === 0 ? {} : { cookie: kept.join('; ') };
    const headers = { origin: `http://127.0.0.1:${this.api.port}`, ...cookie, ...init.headers };
    const response = await this.api.fetch(path, { ...init, headers });
    for (const set of response.headers.getSetCookie()) {
      const value = /^[^=]+=([^;]*)/.exec(set)?.[1] ?? '';
      if (set.startsWith(`${BROWSER_COOKIE}=`)) Object.assign(this, { profile: value, profileCookie: set });
      else Object.assign(this, { secret: value, lastCookie: set });
    }
    return response;
  }

  post(path: string, body?: unknown): Promise<Response> {
    const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return this.fetch(path, { method: 'POST', ...(body !== undefined && json) });
  }

  /** The answer of a procedure that changes something. */
  send(procedure: string, input?: unknown): Promise<Response> {
    return this.post(`/trpc/${procedure}`, input ?? {});
  }

  /** What a procedure answers. @throws Error with the code of its refusal */
  async call<T>(procedure: string, input?: unknown): Promise<T> {
    const isQuery = /\.(me|list|sessions|export|state)$/.test(procedure);
    const response = isQuery ? await this.fetch(`/trpc/${procedure}`) : await this.send(procedure, input);
    const answer = (await response.json()) as { result?: { data: T }; error?: { data: { problem: { code: string } } } };
    if (answer.error) throw new Error(answer.error.data.problem.code);
    return answer.result?.data as T;
  }

  signIn(email: string, password: string): Promise<Response> {
    return this.post('/api/v1/sign-in', { email, password });
  }

  /** Asks for a link, opens it and makes an account. */
  async register(email: string, { handle, password }: { handle: string; password: string }): Promise<unknown> {
    await this.call('registration.ask', { email });
    const token = await this.api.linkIn('Create your Cellboard account');
    return this.call('registration.finish', { token, handle, password });
  }
}

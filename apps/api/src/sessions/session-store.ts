import type { DeveloperId } from '@cellboard/contract';
import type { Sessions } from '@cellboard/server';
import type { SessionStore } from '@fastify/session';

declare module 'fastify' {
  interface Session {
    /** Who signed in; undefined until then. */
    account?: DeveloperId;
    userAgent?: string | null;
  }
}

type Session = Parameters<SessionStore['set']>[1];
type Done = (error?: unknown) => void;

/** Keeps sessions in the database, where a sign-out ends them at once and on every machine. Its ids are kept as hashes. */
export class DatabaseSessionStore implements SessionStore {
  constructor(private readonly sessions: Sessions) {}

  /** A session without an account is nothing to keep. */
  set(id: string, { account, userAgent }: Session, done: Done): void {
    if (account === undefined) done();
    else settle(this.sessions.begin(id, account, userAgent ?? null), done);
  }

  /** Who is signed in is asked where a request needs it, so nothing is read here. */
  get(_id: string, done: (error: unknown, session?: Session | null) => void): void {
    done(null, {} as Session);
  }

  destroy(id: string, done: Done): void {
    settle(this.sessions.end(id), done);
  }
}

function settle(work: Promise<void>, done: Done): void {
  work.then(() => {
    done();
  }, done);
}

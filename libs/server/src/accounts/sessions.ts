import { type DeveloperId, type Principal } from '@cellboard/contract';
import {
  AccountRepository,
  DeveloperEntity,
  SessionEntity,
  SignInSignalRepository,
  transactional,
  type ActiveAccount,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { hashOf, TOKEN_PREFIX } from './secrets.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A session ends so long after it began, and after it was last used. Those of admins end on the same day. */
export const sessionAge = { absolute: 30 * DAY_MS, idle: 14 * DAY_MS, admin: 8 * HOUR_MS } as const;

/** What is written down of a browser's name for itself. */
const AGENT_LENGTH = 300;

/** Who is signed in where, and whose a token is. The secrets are in cookies and programs; here are their hashes. */
@Injectable()
export class Sessions {
  constructor(
    private readonly em: EntityManager,
    private readonly accounts: AccountRepository,
    private readonly signals: SignInSignalRepository,
  ) {}

  /** Begins a session. */
  async begin(secret: string, developer: DeveloperId, userAgent: string | null): Promise<void> {
    await transactional(this.em.fork(), async (transaction) => {
      const account = await transaction.findOneOrFail(DeveloperEntity, { id: developer });
      const age = account.role === 'admin' ? sessionAge.admin : sessionAge.absolute;
      const words = { secretSha256: hashOf(secret), userAgent: userAgent?.slice(0, AGENT_LENGTH) ?? null };
      const session = transaction.create(SessionEntity, {
        ...{ ...words, developer: account },
        expiresAt: new Date(Date.now() + age),
      });
      transaction.persist(session);
    });
  }

  /** Ends a session, wherever it is. */
  async end(secret: string): Promise<void> {
    await this.em.fork().nativeDelete(SessionEntity, { secretSha256: hashOf(secret) });
  }

  /** Notes from where somebody signed in, for 30 days. @param browser the secret in the cookie of the browser's profile */
  async noteFrom(developer: DeveloperId, { network, browser }: { network: string; browser: string }): Promise<void> {
    await this.signals.note(developer, { network, browser: hashOf(browser) });
  }

  /** Deletes sessions, links, counts of attempts and signals that ended long ago. */
  async sweep(): Promise<void> {
    await this.accounts.sweep();
    await this.signals.sweep();
  }

  /** Who is signed in with a cookie's secret; null where nobody is. */
  async principalOf(secret: string): Promise<Principal | null> {
    const session = await this.accounts.session(hashOf(secret));
    if (!session) return null;
    const idle = Date.now() - session.seenAt.getTime();
    if (idle > sessionAge.idle) return null;
    if (idle > HOUR_MS) await this.accounts.touchSession(session.sessionId);
    // Somebody who became an admin signs in again.
    if (session.role === 'admin' && Date.now() - session.createdAt.getTime() > sessionAge.admin) return null;
    return personOf(session, session.sessionId);
  }

  /** Whose token a program sends; null where it is none, or works no more. */
  async principalOfToken(secret: string): Promise<Principal | null> {
    if (!secret.startsWith(TOKEN_PREFIX)) return null;
    const token = await this.accounts.token(hashOf(secret));
    if (!token) return null;
    const { tokenId, scope, id, role, curates } = token;
    return { kind: 'token', id: tokenId, scope, owner: id, role: lesser(role, scope), datasets: curates };
  }
}

function personOf({ id, role, curates }: ActiveAccount, session: string): Principal {
  return role === 'curator' ? { kind: 'curator', id, session, datasets: curates } : { kind: role, id, session };
}

/** A token acts as what its scope needs, even if its account is trusted with more. */
function lesser(role: ActiveAccount['role'], scope: 'read' | 'submit' | 'curate' | 'admin'): ActiveAccount['role'] {
  const needed = { read: 'developer', submit: 'developer', curate: 'curator', admin: 'admin' } as const;
  const order = ['developer', 'curator', 'admin'] as const;
  return order[Math.min(order.indexOf(role), order.indexOf(needed[scope]))] ?? 'developer';
}

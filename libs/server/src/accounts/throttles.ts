import { Problem } from '@cellboard/contract';
import { executeNumbered, transactional } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { hashOf } from './secrets.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** How often something may be tried, in which time in seconds. Counts are in the database, so they survive a restart. */
export const limits = {
  /** Wrong passwords for one account from one address. */
  signInHere: { points: 10, duration: 15 * MINUTE },
  /** Wrong passwords for one account, from addresses that never signed in to it. */
  signInElsewhere: { points: 50, duration: HOUR },
  /** Wrong passwords from one address, whatever the accounts. */
  signInFromAddress: { points: 30, duration: 15 * MINUTE },
  /** Wrong passwords where somebody is signed in already. */
  proof: { points: 10, duration: 15 * MINUTE },
  /** Codes of an authenticator app, where the password was right. */
  code: { points: 10, duration: 15 * MINUTE },
  /** Passkeys that one address asks for. */
  passkey: { points: 60, duration: HOUR },
  /** Messages that one address asks for. */
  ask: { points: 30, duration: HOUR },
  /** Messages to one e-mail address. */
  mail: { points: 3, duration: HOUR },
  /** Invitations that one account sends. */
  invite: { points: 30, duration: HOUR },
  /** Invitations to one e-mail address, whatever the teams. */
  invited: { points: 5, duration: 24 * HOUR },
  /** Links that one address opens or uses. */
  link: { points: 60, duration: HOUR },
  /** Addresses from which an account signed in. */
  known: { points: 1, duration: 30 * 24 * HOUR },
} as const;

export type Limit = keyof typeof limits;

/** Counts what somebody tries, and refuses more than is sensible. */
@Injectable()
export class Throttles {
  private readonly limiters: ReadonlyMap<Limit, RateLimiterPostgres>;

  constructor(em: EntityManager) {
    const storeClient = { query: ({ text, values }: { text: string; values: unknown[] }) => run(em, text, values) };
    const shared = { storeClient, storeType: 'client', tableName: 'throttle', tableCreated: true } as const;
    const names = Object.keys(limits) as Limit[];
    this.limiters = new Map(
      names.map((name) => [
        name,
        new RateLimiterPostgres({ ...shared, ...limits[name], keyPrefix: name, clearExpiredByTimeout: false }),
      ]),
    );
  }

  /**
   * Counts one more try.
   *
   * @param whose account or address; kept as a hash
   * @throws Problem TOO_MANY_ATTEMPTS that says when to come back
   */
  async count(limit: Limit, whose: string, tries = 1): Promise<void> {
    const wait = await this.tryOnce(limit, whose, tries);
    if (wait !== null) throw tooMany(wait);
  }

  /** Counts one more try; answers whether it is one too many. */
  async isTooMany(limit: Limit, whose: string): Promise<boolean> {
    return (await this.tryOnce(limit, whose, 1)) !== null;
  }

  /** Forgets what was counted, as after the right password. */
  async forget(limit: Limit, whose: string): Promise<void> {
    await this.of(limit).delete(hashOf(whose));
  }

  /** Takes one try back. */
  async takeBack(limit: Limit, whose: string): Promise<void> {
    await this.of(limit).reward(hashOf(whose), 1);
  }

  /** Whether anything was counted lately. */
  async has(limit: Limit, whose: string): Promise<boolean> {
    return (await this.of(limit).get(hashOf(whose))) !== null;
  }

  /** Notes something for as long as the limit lasts, from now on. */
  async note(limit: Limit, whose: string): Promise<void> {
    await this.of(limit).set(hashOf(whose), 1, limits[limit].duration);
  }

  /** The time to wait in milliseconds; null where it may go on. */
  private async tryOnce(limit: Limit, whose: string, tries: number): Promise<number | null> {
    try {
      await this.of(limit).consume(hashOf(whose), tries);
      return null;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return refused.msBeforeNext;
      throw refused;
    }
  }

  private of(limit: Limit): RateLimiterPostgres {
    const found = this.limiters.get(limit);
    if (!found) throw new Error(`There is no limit ${limit}.`);
    return found;
  }
}

/** What the library reads of an answer. */
interface Answer {
  readonly rows: readonly Record<string, unknown>[];
  readonly rowCount: number;
}

/** Each query in a transaction of its own: the embedded database has one connection, which all share in turn. */
async function run(em: EntityManager, text: string, values: unknown[]): Promise<Answer> {
  const { rows } = await transactional(em.fork(), (transaction) => executeNumbered(transaction, text, values));
  return { rows, rowCount: rows.length };
}

function tooMany(milliseconds: number): Problem {
  const minutes = Math.max(1, Math.ceil(milliseconds / 60_000));
  const when = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return new Problem('TOO_MANY_ATTEMPTS', `There were too many attempts. Try again in ${when}.`);
}

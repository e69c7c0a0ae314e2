import {
  Problem,
  sessionOf,
  type Account,
  type AccountSession,
  type ApiToken,
  type DeveloperId,
  type Handle,
  type Passkey,
  type Person,
  type Principal,
} from '@cellboard/contract';
import {
  AccountRepository,
  type ApiTokenEntity,
  type DeveloperEntity,
  type PasskeyEntity,
  type SessionEntity,
} from '@cellboard/db';
import { Injectable } from '@nestjs/common';

/** Finds the account behind a principal, and says what it is. */
@Injectable()
export class AccountAnswers {
  constructor(private readonly accounts: AccountRepository) {}

  /**
   * The account of somebody who is signed in.
   *
   * @throws Problem ACCOUNT_NOT_FOUND
   */
  async signedIn(principal: Principal): Promise<DeveloperEntity> {
    const id = 'id' in principal && principal.kind !== 'token' ? principal.id : null;
    const found = id === null ? null : await this.accounts.byId(id);
    if (!found) throw new Problem('ACCOUNT_NOT_FOUND', 'There is no such account any more.');
    return found;
  }

  async one(account: DeveloperEntity): Promise<Account> {
    return describe(account, await this.accounts.curated([account.id]));
  }

  async people(accounts: readonly DeveloperEntity[]): Promise<Person[]> {
    const ids = accounts.map(({ id }) => id);
    const curated = await this.accounts.curated(ids);
    const factors = await this.accounts.withSecondFactor(ids);
    return accounts.map((account) => ({
      ...describe(account, curated),
      suspendedAt: account.suspendedAt?.toISOString() ?? null,
      secondFactor: factors.has(account.id),
    }));
  }
}

function describe(account: DeveloperEntity, curated: ReadonlyMap<DeveloperId, string[]>): Account {
  const { id, name, email, role, curatesAll, createdAt } = account;
  return {
    ...{ id, name, role },
    handle: handleOf(account),
    email: email ?? '',
    curates: curatesAll ? 'all' : (curated.get(id) ?? []),
    createdAt: createdAt.toISOString(),
  };
}

/** The handle of a row that is an account. */
export function handleOf({ id, handle }: DeveloperEntity): Handle {
  if (handle === null || handle === undefined) throw new Error(`The developer ${id} has no account.`);
  return handle;
}

export function toSession(
  principal: Principal,
  { id, userAgent, createdAt, seenAt, expiresAt }: SessionEntity,
): AccountSession {
  return {
    ...{ id, current: sessionOf(principal) === id, userAgent: userAgent ?? null },
    createdAt: createdAt.toISOString(),
    seenAt: seenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}

export function toToken({ id, name, scope, createdAt, expiresAt, lastUsedAt }: ApiTokenEntity): ApiToken {
  return {
    ...{ id, name, scope },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

export function toPasskey({ id, name, createdAt, lastUsedAt }: PasskeyEntity): Passkey {
  return { id, name, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null };
}

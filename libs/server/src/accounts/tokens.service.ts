import {
  Problem,
  type ApiToken,
  type CreatedToken,
  type NewToken,
  type Principal,
  type TokenQuery,
} from '@cellboard/contract';
import type { TokensService as Contract } from '@cellboard/contract/router';
import { AccountRepository, ApiTokenEntity, transactional, type DeveloperEntity } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { AccountAnswers, toToken } from './account-answers.ts';
import { hashOf, newSecret, TOKEN_PREFIX } from './secrets.ts';

const DAY_MS = 86_400_000;

/** Tokens of an account that work at the same time: enough for every machine, too few to lose track of. */
const MOST_TOKENS = 50;

/** Makes, lists and revokes the tokens of an account. */
@Injectable()
export class TokensService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly accounts: AccountRepository,
    private readonly answers: AccountAnswers,
  ) {}

  async list(principal: Principal): Promise<ApiToken[]> {
    const { id } = await this.answers.signedIn(principal);
    return (await this.accounts.tokens(id)).map(toToken);
  }

  async create(principal: Principal, { name, scope, days }: NewToken): Promise<CreatedToken> {
    const developer = await this.answers.signedIn(principal);
    requireScope(developer, scope);
    const secret = TOKEN_PREFIX + newSecret();
    const token = await transactional(this.em, async (transaction) => {
      await this.accounts.lockAccount(developer.handle ?? '', '');
      if ((await this.accounts.tokens(developer.id)).length >= MOST_TOKENS) {
        throw new Problem('TOO_MANY_TOKENS', `You have ${MOST_TOKENS} tokens that work. Revoke one of them first.`);
      }
      const words = { developer, name, scope, secretSha256: hashOf(secret) };
      const now = new Date();
      const expiresAt = new Date(now.getTime() + days * DAY_MS);
      const made = transaction.create(ApiTokenEntity, { ...words, createdAt: now, expiresAt });
      await transaction.persist(made).flush();
      audit(transaction, principal, {
        action: 'token.create',
        object: 'token',
        subject: made.id,
        after: { scope, days },
      });
      return made;
    });
    return { ...toToken(token), secret };
  }

  async revoke(principal: Principal, { token }: TokenQuery): Promise<ApiToken[]> {
    const { id } = await this.answers.signedIn(principal);
    const found = (await this.accounts.tokens(id)).find((one) => one.id === token);
    if (!found) throw new Problem('TOKEN_NOT_FOUND', 'You have no such token, or it works no more.');
    await transactional(this.em, (transaction) => {
      found.revokedAt = new Date();
      audit(transaction, principal, { action: 'token.revoke', object: 'token', subject: token });
      return Promise.resolve();
    });
    return this.list(principal);
  }
}

/** A token for what its account may not do would fail later, without a word about why. */
function requireScope({ role }: DeveloperEntity, scope: NewToken['scope']): void {
  const isBeyond = (scope === 'curate' && role === 'developer') || (scope === 'admin' && role !== 'admin');
  if (isBeyond) throw new Problem('NOT_ALLOWED', `Your role, ${role}, does not allow tokens with the scope ${scope}.`);
}

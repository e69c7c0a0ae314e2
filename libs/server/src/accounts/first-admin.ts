import { AccountRepository, MailedTokenEntity, transactional } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { ServerSettings } from '../settings/server-settings.ts';
import { hashOf, newSecret } from './secrets.ts';

const DAY_MS = 86_400_000;

/** Lets the operator, who sees the log of the first start, become the first admin. */
@Injectable()
export class FirstAdmin {
  constructor(
    private readonly em: EntityManager,
    private readonly accounts: AccountRepository,
    private readonly settings: ServerSettings,
  ) {}

  /** A link that makes an admin, while there is none; else null. It works once, within a week. */
  async link(): Promise<string | null> {
    return transactional(this.em.fork(), async (transaction) => {
      if ((await this.accounts.countAdmins()) > 0) return null;
      const secret = newSecret();
      const expiresAt = new Date(Date.now() + 7 * DAY_MS);
      const words = { secretSha256: hashOf(secret), purpose: 'first-admin', expiresAt } as const;
      transaction.persist(transaction.create(MailedTokenEntity, words));
      return `${this.settings.origin}/verify#${secret}`;
    });
  }
}

import { type ChangeEmail, type LinkQuery, type Opened, type Principal } from '@cellboard/contract';
import { AccountRepository, MailedTokenEntity, transactional, type DeveloperEntity } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { handleOf } from './account-answers.ts';
import { deadLink } from './dead-link.ts';
import { messages } from './messages.ts';
import { Postbox } from './postbox.ts';
import { hashOf, newSecret } from './secrets.ts';
import { Throttles } from './throttles.ts';

const LINK_MS = 60 * 60_000;

/** Changes the e-mail address of an account, once somebody has proved that the new one is theirs. */
@Injectable()
export class AddressChanges {
  constructor(
    private readonly em: EntityManager,
    private readonly accounts: AccountRepository,
    private readonly postbox: Postbox,
    private readonly throttles: Throttles,
    private readonly settings: ServerSettings,
  ) {}

  /**
   * Mails a link to the new address and a notice to the old one. Both are sent after the answer, which is the same
   * whether the new address has an account or not.
   */
  ask(principal: Principal, account: DeveloperEntity, { email }: ChangeEmail): void {
    const { origin } = this.settings;
    const before = account.email ?? '';
    if (email === before) return;
    this.postbox.later(async () => {
      if (await this.throttles.isTooMany('mail', email)) return null;
      if (await this.accounts.byEmail(email)) return messages.addressTaken(email, { origin });
      const secret = newSecret();
      const words = { secretSha256: hashOf(secret), purpose: 'email', email } as const;
      await transactional(this.em, async (transaction) => {
        // An earlier link stops working.
        await transaction.nativeDelete(MailedTokenEntity, { developer: account.id, purpose: 'email' });
        const expiresAt = new Date(Date.now() + LINK_MS);
        const developer = await this.accounts.byId(account.id);
        transaction.persist(transaction.create(MailedTokenEntity, { ...words, developer, expiresAt }));
        audit(transaction, principal, { action: 'account.ask-email', object: 'account', subject: account.id });
      });
      return messages.confirmAddress(email, { origin, secret });
    });
    this.postbox.later(() => Promise.resolve(messages.addressAsked(before, { origin })));
  }

  /**
   * Changes the address to that which the link was sent to, uses the link up, and tells the old address.
   *
   * @throws Problem LINK_INVALID, also where the address has an account by now
   */
  async confirm({ token }: LinkQuery): Promise<Opened> {
    const link = await this.accounts.link(hashOf(token));
    const account = link?.developer;
    const email = link?.email;
    if (link?.purpose !== 'email' || !account || email == null || account.deletedAt) throw deadLink();
    const handle = handleOf(account);
    const before = account.email ?? '';
    await transactional(this.em, async (transaction) => {
      await this.accounts.lockAccount(handle, email);
      if (!(await this.accounts.useLink(transaction, link.secretSha256))) throw deadLink();
      if (await this.accounts.byEmail(email)) throw deadLink();
      account.email = email;
      // Links that were sent to the old address stop working.
      await transaction.nativeDelete(MailedTokenEntity, { developer: account.id, usedAt: null });
      const principal = { kind: 'developer', id: account.id } as const;
      audit(transaction, principal, { action: 'account.email', object: 'account', subject: account.id });
    });
    const { origin } = this.settings;
    this.postbox.later(() => Promise.resolve(messages.addressChanged(before, { origin })));
    return { email, handle };
  }
}

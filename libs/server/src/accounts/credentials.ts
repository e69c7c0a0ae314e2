import type { ChangeEmail, ChangePassword, Principal } from '@cellboard/contract';
import { MailedTokenEntity, SessionEntity, transactional, type DeveloperEntity } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { handleOf } from './account-answers.ts';
import { AddressChanges } from './address-changes.ts';
import { messages } from './messages.ts';
import { requireGoodPassword } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { Postbox } from './postbox.ts';
import { SignIns } from './sign-ins.ts';

/** Changes what somebody signs in with. */
@Injectable()
export class Credentials {
  constructor(
    private readonly em: EntityManager,
    private readonly signIns: SignIns,
    private readonly postbox: Postbox,
    private readonly settings: ServerSettings,
    private readonly addresses: AddressChanges,
  ) {}

  /**
   * Asks the owner of another e-mail address to confirm it.
   *
   * @throws Problem PASSWORD_WRONG, TOO_MANY_ATTEMPTS or SERVER_BUSY
   */
  async changeEmail(principal: Principal, account: DeveloperEntity, input: ChangeEmail): Promise<void> {
    await this.signIns.prove(account, input.current);
    this.addresses.ask(principal, account, input);
  }

  /**
   * Sets another password, and ends every session.
   *
   * @throws Problem PASSWORD_WRONG, PASSWORD_WEAK, TOO_MANY_ATTEMPTS or SERVER_BUSY
   */
  async changePassword(
    principal: Principal,
    account: DeveloperEntity,
    { current, password }: ChangePassword,
  ): Promise<void> {
    await this.signIns.prove(account, current);
    const email = account.email ?? '';
    requireGoodPassword(password, { email, handle: handleOf(account) });
    const passHash = await hashPassword(password);
    await transactional(this.em, async (transaction) => {
      account.passHash = passHash;
      await transaction.nativeDelete(SessionEntity, { developer: account });
      await transaction.nativeDelete(MailedTokenEntity, { developer: account });
      audit(transaction, principal, { action: 'account.password', object: 'account', subject: account.id });
    });
    this.postbox.later(() => Promise.resolve(messages.passwordChanged(email, { origin: this.settings.origin })));
  }
}

import {
  Problem,
  type AskByMail,
  type Asked,
  type FinishRegistration,
  type Link,
  type LinkQuery,
  type Opened,
  type Principal,
  type ResetPassword,
} from '@cellboard/contract';
import type { RegistrationService as Contract } from '@cellboard/contract/router';
import {
  AccountRepository,
  DeveloperEntity,
  MailedTokenEntity,
  SessionEntity,
  transactional,
  type Transaction,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { handleOf } from './account-answers.ts';
import { AddressChanges } from './address-changes.ts';
import { deadLink } from './dead-link.ts';
import { messages } from './messages.ts';
import { requireGoodPassword } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { Postbox } from './postbox.ts';
import { hashOf, newSecret } from './secrets.ts';
import { Throttles } from './throttles.ts';

const MINUTE_MS = 60_000;

/** How long links work. */
const linkAge = { register: 24 * 60 * MINUTE_MS, reset: 30 * MINUTE_MS } as const;

/** Makes accounts of people who prove that an e-mail address is theirs, and lets them choose a new password. */
@Injectable()
export class RegistrationService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly accounts: AccountRepository,
    private readonly postbox: Postbox,
    private readonly throttles: Throttles,
    private readonly settings: ServerSettings,
    private readonly addresses: AddressChanges,
  ) {}

  ask(_principal: Principal, { email }: AskByMail): Promise<Asked> {
    const { origin } = this.settings;
    this.postbox.later(async () => {
      if (await this.throttles.isTooMany('mail', email)) return null;
      if (await this.accounts.byEmail(email)) return messages.alreadyRegistered(email, { origin });
      const secret = await this.link({ purpose: 'register', email, developer: null });
      return messages.register(email, { origin, secret });
    });
    return Promise.resolve({ sent: true });
  }

  askReset(_principal: Principal, { email }: AskByMail): Promise<Asked> {
    const { origin } = this.settings;
    this.postbox.later(async () => {
      if (await this.throttles.isTooMany('mail', email)) return null;
      const developer = await this.accounts.byEmail(email);
      if (!developer) return messages.noAccount(email, { origin });
      const secret = await this.link({ purpose: 'reset', email: null, developer });
      return messages.reset(email, { origin, secret });
    });
    return Promise.resolve({ sent: true });
  }

  async check(_principal: Principal, { token }: LinkQuery): Promise<Link> {
    const link = await this.accounts.link(hashOf(token));
    if (!link) throw deadLink();
    return { purpose: link.purpose, email: link.email ?? link.developer?.email ?? null };
  }

  async finish(_principal: Principal, input: FinishRegistration): Promise<Opened> {
    const link = await this.accounts.link(hashOf(input.token));
    if (link?.purpose !== 'register' && link?.purpose !== 'first-admin') throw deadLink();
    const email = link.purpose === 'register' ? link.email : input.email;
    if (email === null || email === undefined) throw new Problem('REQUEST_INVALID', 'Give your e-mail address.');
    requireGoodPassword(input.password, { email, handle: input.handle });
    const passHash = await hashPassword(input.password);
    return transactional(this.em, async (transaction) => {
      await this.accounts.lockAccount(input.handle, email);
      if (!(await this.accounts.useLink(transaction, link.secretSha256))) throw deadLink();
      await this.requireFree(input, email);
      const isFirst = link.purpose === 'first-admin';
      if (isFirst) await this.requireNoAdmin();
      await this.make(transaction, input, { email, passHash, role: isFirst ? 'admin' : 'developer' });
      return { email, handle: input.handle };
    });
  }

  async reset(_principal: Principal, { token, password }: ResetPassword): Promise<Opened> {
    const link = await this.accounts.link(hashOf(token));
    const account = link?.purpose === 'reset' ? link.developer : null;
    if (!link || !account || account.deletedAt || account.email == null) throw deadLink();
    const { email } = account;
    requireGoodPassword(password, { email, handle: handleOf(account) });
    const passHash = await hashPassword(password);
    await transactional(this.em, async (transaction) => {
      if (!(await this.accounts.useLink(transaction, link.secretSha256))) throw deadLink();
      account.passHash = passHash;
      await transaction.nativeDelete(SessionEntity, { developer: account });
      await this.accounts.dropLinks('reset', account.id);
      await this.accounts.dropLinks('email', account.id);
      const words = { action: 'account.reset', object: 'account', subject: account.id } as const;
      audit(transaction, { kind: 'developer', id: account.id }, words);
    });
    await this.throttles.forget('signInElsewhere', email);
    this.postbox.later(() => Promise.resolve(messages.passwordChanged(email, { origin: this.settings.origin })));
    return { email, handle: handleOf(account) };
  }

  confirmEmail(_principal: Principal, query: LinkQuery): Promise<Opened> {
    return this.addresses.confirm(query);
  }

  /** Keeps a link that works for a while, and answers its secret. */
  private async link(words: Pick<MailedTokenEntity, 'email' | 'developer'> & { purpose: 'register' | 'reset' }) {
    const secret = newSecret();
    const expiresAt = new Date(Date.now() + linkAge[words.purpose]);
    await transactional(this.em, (transaction) => {
      transaction.persist(transaction.create(MailedTokenEntity, { ...words, secretSha256: hashOf(secret), expiresAt }));
      return Promise.resolve();
    });
    return secret;
  }

  private async requireFree({ handle, name = handle }: FinishRegistration, email: string): Promise<void> {
    // Another link to this address has made an account since.
    if (await this.accounts.byEmail(email)) throw deadLink();
    if (await this.accounts.byHandle(handle)) {
      throw new Problem('HANDLE_TAKEN', `The user name "${handle}" is taken. Choose another one.`);
    }
    if (await this.accounts.isNameTaken(name, null)) {
      throw new Problem('HANDLE_TAKEN', `Another developer is called "${name}". Choose another name.`);
    }
  }

  private async requireNoAdmin(): Promise<void> {
    await this.accounts.lockAdmins();
    if ((await this.accounts.countAdmins()) > 0) throw deadLink();
  }

  private async make(
    transaction: Transaction,
    { handle, name = handle }: FinishRegistration,
    secrets: Pick<DeveloperEntity, 'email' | 'passHash' | 'role'>,
  ): Promise<void> {
    const { role } = secrets;
    const words = { handle, name, ...secrets, curatesAll: role === 'admin', verifiedAt: new Date() };
    const account = transaction.create(DeveloperEntity, words);
    await transaction.persist(account).flush();
    const change = { action: 'account.register', object: 'account', subject: account.id, after: { role } } as const;
    audit(transaction, { kind: 'developer', id: account.id }, change);
  }
}

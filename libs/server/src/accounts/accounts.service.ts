import {
  accountOf,
  Problem,
  type Account,
  type AccountExport,
  type AccountSession,
  type ChangePassword,
  type Principal,
  type RemoveAccount,
  type Rename,
  type SessionQuery,
} from '@cellboard/contract';
import type { AccountsService as Contract } from '@cellboard/contract/router';
import {
  AccountRepository,
  ApiTokenEntity,
  CuratedDatasetEntity,
  MailedTokenEntity,
  SessionEntity,
  transactional,
  type DeveloperEntity,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { AccountAnswers, handleOf, toSession, toToken } from './account-answers.ts';
import { messages } from './messages.ts';
import { requireGoodPassword } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { Postbox } from './postbox.ts';
import { requireOtherAdmin } from './require-other-admin.ts';
import { SignIns } from './sign-ins.ts';

/** What an account sees and changes of itself. */
@Injectable()
export class AccountsService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly accounts: AccountRepository,
    private readonly answers: AccountAnswers,
    private readonly signIns: SignIns,
    private readonly postbox: Postbox,
    private readonly settings: ServerSettings,
  ) {}

  async me(principal: Principal): Promise<Account | null> {
    const id = accountOf(principal);
    const account = id === null ? null : await this.accounts.byId(id);
    return account ? this.answers.one(account) : null;
  }

  async rename(principal: Principal, { name }: Rename): Promise<Account> {
    const account = await this.answers.signedIn(principal);
    if (account.name === name) return this.answers.one(account);
    await transactional(this.em, async (transaction) => {
      await this.accounts.lockAccount(handleOf(account), account.email ?? '');
      if (await this.accounts.isNameTaken(name, account.id)) {
        throw new Problem('HANDLE_TAKEN', `Another developer is called "${name}". Choose another name.`);
      }
      account.name = name;
      audit(transaction, principal, { action: 'account.rename', object: 'account', subject: account.id });
    });
    return this.answers.one(account);
  }

  async changePassword(principal: Principal, { current, password }: ChangePassword): Promise<Account> {
    const account = await this.answers.signedIn(principal);
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
    return this.answers.one(account);
  }

  async sessions(principal: Principal): Promise<AccountSession[]> {
    const { id } = await this.answers.signedIn(principal);
    return (await this.accounts.sessions(id)).map(toSession);
  }

  async endSession(principal: Principal, { session }: SessionQuery): Promise<AccountSession[]> {
    const developer = await this.answers.signedIn(principal);
    await this.em.nativeDelete(SessionEntity, { id: session, developer });
    return (await this.accounts.sessions(developer.id)).map(toSession);
  }

  async endSessions(principal: Principal): Promise<AccountSession[]> {
    const developer = await this.answers.signedIn(principal);
    await this.em.nativeDelete(SessionEntity, { developer });
    return [];
  }

  async export(principal: Principal): Promise<AccountExport> {
    const account = await this.answers.signedIn(principal);
    return {
      account: await this.answers.one(account),
      sessions: (await this.accounts.sessions(account.id)).map(toSession),
      tokens: (await this.accounts.tokens(account.id)).map(toToken),
      ...(await this.accounts.traces(account.id)),
    };
  }

  async remove(principal: Principal, { password }: RemoveAccount): Promise<{ removed: true }> {
    const account = await this.answers.signedIn(principal);
    await this.signIns.prove(account, password);
    await transactional(this.em, async (transaction) => {
      if (account.role === 'admin') await requireOtherAdmin(this.accounts);
      for (const entity of [SessionEntity, ApiTokenEntity, MailedTokenEntity, CuratedDatasetEntity]) {
        await transaction.nativeDelete<object>(entity, { developer: account.id });
      }
      forget(account);
      audit(transaction, principal, { action: 'account.remove', object: 'account', subject: account.id });
    });
    return { removed: true };
  }
}

/** Leaves a row without a person, for the models and submissions that refer to it. */
function forget(account: DeveloperEntity): void {
  const nobody = { email: null, passHash: null, handle: null, verifiedAt: null, suspendedAt: null } as const;
  const name = `Deleted account ${account.id.slice(0, 13)}`;
  Object.assign(account, { ...nobody, name, role: 'developer', curatesAll: false, deletedAt: new Date() });
}

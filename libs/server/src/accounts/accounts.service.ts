import {
  accountOf,
  Problem,
  sessionOf,
  type Account,
  type AccountExport,
  type AccountSession,
  type Asked,
  type ChangeEmail,
  type ChangePassword,
  type Notifications,
  type Principal,
  type RemoveAccount,
  type Rename,
  type SessionQuery,
} from '@cellboard/contract';
import type { AccountsService as Contract } from '@cellboard/contract/router';
import { AccountRepository, SessionEntity, transactional } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { AccountAnswers, handleOf, toSession } from './account-answers.ts';
import { AccountRemoval } from './account-removal.ts';
import { AccountTraces } from './account-traces.ts';
import { Credentials } from './credentials.ts';

/** What an account sees and changes of itself. */
@Injectable()
export class AccountsService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly accounts: AccountRepository,
    private readonly answers: AccountAnswers,
    private readonly credentials: Credentials,
    private readonly removal: AccountRemoval,
    private readonly traces: AccountTraces,
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

  async changePassword(principal: Principal, input: ChangePassword): Promise<Account> {
    const account = await this.answers.signedIn(principal);
    await this.credentials.changePassword(principal, account, input);
    return this.answers.one(account);
  }

  /** Answers the same whether the new address has an account or not. */
  async changeEmail(principal: Principal, input: ChangeEmail): Promise<Asked> {
    const account = await this.answers.signedIn(principal);
    await this.credentials.changeEmail(principal, account, input);
    return { sent: true };
  }

  async notifications(principal: Principal): Promise<Notifications> {
    const { mailAtEnd } = await this.answers.signedIn(principal);
    return { mailAtEnd };
  }

  async setNotifications(principal: Principal, { mailAtEnd }: Notifications): Promise<Notifications> {
    const account = await this.answers.signedIn(principal);
    account.mailAtEnd = mailAtEnd;
    await this.em.flush();
    return { mailAtEnd };
  }

  async sessions(principal: Principal): Promise<AccountSession[]> {
    const { id } = await this.answers.signedIn(principal);
    return (await this.accounts.sessions(id)).map((session) => toSession(principal, session));
  }

  async endSession(principal: Principal, { session }: SessionQuery): Promise<AccountSession[]> {
    const developer = await this.answers.signedIn(principal);
    await this.em.nativeDelete(SessionEntity, { id: session, developer });
    return this.sessions(principal);
  }

  async endOtherSessions(principal: Principal): Promise<AccountSession[]> {
    const developer = await this.answers.signedIn(principal);
    const here = sessionOf(principal);
    await this.em.nativeDelete(SessionEntity, { developer, ...(here !== undefined && { id: { $ne: here } }) });
    return this.sessions(principal);
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
      sessions: await this.sessions(principal),
      ...(await this.traces.of(account.id)),
    };
  }

  async remove(principal: Principal, { password }: RemoveAccount): Promise<{ removed: true }> {
    await this.removal.remove(principal, await this.answers.signedIn(principal), password);
    return { removed: true };
  }
}

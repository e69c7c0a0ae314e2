import {
  accountOf,
  Handle,
  Problem,
  type EndSecondFactor,
  type EndTheirSessions,
  type Page,
  type PeopleQuery,
  type Person,
  type Principal,
  type SetRole,
  type Suspend,
} from '@cellboard/contract';
import type { PeopleService as Contract } from '@cellboard/contract/router';
import {
  AccountRepository,
  CuratedDatasetEntity,
  RecoveryCodeEntity,
  SecondFactorEntity,
  SessionEntity,
  transactional,
  type DeveloperEntity,
  type Transaction,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { audit } from '../audit/audit.ts';
import { noDataset } from '../datasets/dataset-problems.ts';
import { pageFrom, readCursor } from '../paging/cursor.ts';
import { AccountAnswers, handleOf } from './account-answers.ts';
import { messages } from './messages.ts';
import { Notices } from './notices.ts';
import { requireOtherAdmin } from './require-other-admin.ts';

/** What admins see and change of all accounts. */
@Injectable()
export class PeopleService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly accounts: AccountRepository,
    private readonly answers: AccountAnswers,
    private readonly notices: Notices,
  ) {}

  async list(_principal: Principal, { search, cursor, limit }: PeopleQuery): Promise<Page<Person>> {
    const [after] = readCursor(z.tuple([Handle]), cursor) ?? [];
    const rows = await this.accounts.page({ search, after, limit: limit + 1 });
    const { items, next } = pageFrom(rows, limit, (row) => [handleOf(row)]);
    return { items: await this.answers.people(items), next };
  }

  setRole(principal: Principal, { handle, role, datasets, reason }: SetRole): Promise<Person> {
    const curatesAll = role === 'admin' || (role === 'curator' && datasets === undefined);
    return this.change(handle, async (transaction, account) => {
      if (account.role === 'admin' && role !== 'admin') await requireOtherAdmin(this.accounts);
      const before = { role: account.role, curatesAll: account.curatesAll };
      Object.assign(account, { role, curatesAll });
      await transaction.nativeDelete(CuratedDatasetEntity, { developer: account });
      const slugs = role === 'curator' ? (datasets ?? []) : [];
      const [unknown] = await this.accounts.curate(transaction, account, slugs);
      if (unknown !== undefined) throw noDataset(unknown);
      // The account signs in again, as what it is now.
      await transaction.nativeDelete(SessionEntity, { developer: account });
      const after = { role, curatesAll, ...(slugs.length > 0 && { datasets: slugs }) };
      audit(transaction, principal, {
        action: 'account.role',
        object: 'account',
        subject: account.id,
        before,
        after,
        reason,
      });
    });
  }

  suspend(principal: Principal, { handle, suspended, reason }: Suspend): Promise<Person> {
    return this.change(handle, async (transaction, account) => {
      const isNow = account.suspendedAt != null;
      if (isNow === suspended) return;
      if (suspended && account.role === 'admin') await requireOtherAdmin(this.accounts);
      account.suspendedAt = suspended ? new Date() : null;
      if (suspended) await transaction.nativeDelete(SessionEntity, { developer: account });
      const action = suspended ? 'account.suspend' : 'account.restore';
      audit(transaction, principal, { action, object: 'account', subject: account.id, reason });
    });
  }

  endSessions(principal: Principal, { handle, reason }: EndTheirSessions): Promise<Person> {
    return this.change(handle, async (transaction, account) => {
      const ended = await transaction.nativeDelete(SessionEntity, { developer: account });
      const words = { action: 'account.end-sessions', object: 'account', subject: account.id } as const;
      audit(transaction, principal, { ...words, reason, details: { sessions: ended } });
    });
  }

  /** @throws Problem NOT_ALLOWED for the admin's own account: a stolen session must not get around the code */
  async endSecondFactor(principal: Principal, { handle, reason }: EndSecondFactor): Promise<Person> {
    const told: DeveloperEntity[] = [];
    const person = await this.change(handle, async (transaction, account) => {
      if (account.id === accountOf(principal)) {
        throw new Problem('NOT_ALLOWED', 'Turn off your own two-step sign-in in your account settings.');
      }
      const developer = { developer: account };
      const wasOn = await transaction.nativeDelete(SecondFactorEntity, { ...developer, confirmedAt: { $ne: null } });
      if (wasOn === 0) return;
      await transaction.nativeDelete(RecoveryCodeEntity, developer);
      const sessions = await transaction.nativeDelete(SessionEntity, developer);
      const words = { action: 'account.end-second-factor', object: 'account', subject: account.id } as const;
      audit(transaction, principal, {
        ...words,
        ...{ before: { enabled: true }, after: { enabled: false } },
        ...{ reason, details: { sessions } },
      });
      told.push(account);
    });
    for (const account of told) this.notices.tell(account, messages.secondFactorEnded);
    return person;
  }

  private async change(
    handle: Handle,
    work: (transaction: Transaction, account: DeveloperEntity) => Promise<void>,
  ): Promise<Person> {
    const account = await transactional(this.em, async (transaction) => {
      const found = await this.accounts.byHandle(handle);
      if (!found) throw new Problem('ACCOUNT_NOT_FOUND', `There is no account "${handle}".`);
      await work(transaction, found);
      return found;
    });
    const [person] = await this.answers.people([account]);
    if (!person) throw new Error(`The account ${account.id} is gone.`);
    return person;
  }
}

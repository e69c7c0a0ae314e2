import type { Principal } from '../access/principal.ts';
import { procedure, router } from '../procedures.ts';
import * as z from 'zod';
import {
  Account,
  AccountExport,
  AccountSession,
  Asked,
  ChangeEmail,
  ChangePassword,
  Notifications,
  RemoveAccount,
  Rename,
  SessionQuery,
} from './account.schema.ts';

/** What an account's doors to itself need behind them. The server implements it. */
export interface AccountsService {
  me(principal: Principal): Promise<Account | null>;
  rename(principal: Principal, input: Rename): Promise<Account>;
  changePassword(principal: Principal, input: ChangePassword): Promise<Account>;
  changeEmail(principal: Principal, input: ChangeEmail): Promise<Asked>;
  notifications(principal: Principal): Promise<Notifications>;
  setNotifications(principal: Principal, input: Notifications): Promise<Notifications>;
  sessions(principal: Principal): Promise<AccountSession[]>;
  endSession(principal: Principal, query: SessionQuery): Promise<AccountSession[]>;
  endSessions(principal: Principal): Promise<AccountSession[]>;
  endOtherSessions(principal: Principal): Promise<AccountSession[]>;
  export(principal: Principal): Promise<AccountExport>;
  remove(principal: Principal, input: RemoveAccount): Promise<{ removed: true }>;
}

export const accountsRouter = (accounts: AccountsService) =>
  router({
    /** Who is signed in, or whose token is sent; null for visitors and the operator. */
    me: procedure('accounts.me')
      .output(Account.nullable())
      .query(({ ctx }) => accounts.me(ctx.principal)),
    rename: procedure('accounts.rename')
      .input(Rename)
      .output(Account)
      .mutation(({ ctx, input }) => accounts.rename(ctx.principal, input)),
    /** Ends every session: sign in again with the new password. */
    changePassword: procedure('accounts.changePassword')
      .input(ChangePassword)
      .output(Account)
      .mutation(({ ctx, input }) => accounts.changePassword(ctx.principal, input)),
    /** Mails a link to the new address, which changes once it is opened, and a notice to the old one. */
    changeEmail: procedure('accounts.changeEmail')
      .input(ChangeEmail)
      .output(Asked)
      .mutation(({ ctx, input }) => accounts.changeEmail(ctx.principal, input)),
    notifications: procedure('accounts.notifications')
      .output(Notifications)
      .query(({ ctx }) => accounts.notifications(ctx.principal)),
    setNotifications: procedure('accounts.setNotifications')
      .input(Notifications)
      .output(Notifications)
      .mutation(({ ctx, input }) => accounts.setNotifications(ctx.principal, input)),
    /** Where the account is signed in, the last used first. */
    sessions: procedure('accounts.sessions')
      .output(z.array(AccountSession))
      .query(({ ctx }) => accounts.sessions(ctx.principal)),
    /** Signs out there. */
    endSession: procedure('accounts.endSession')
      .input(SessionQuery)
      .output(z.array(AccountSession))
      .mutation(({ ctx, input }) => accounts.endSession(ctx.principal, input)),
    /** Signs out everywhere. */
    endSessions: procedure('accounts.endSessions')
      .output(z.array(AccountSession))
      .mutation(({ ctx }) => accounts.endSessions(ctx.principal)),
    /** Signs out everywhere but here. */
    endOtherSessions: procedure('accounts.endOtherSessions')
      .output(z.array(AccountSession))
      .mutation(({ ctx }) => accounts.endOtherSessions(ctx.principal)),
    /** Everything that is kept of the account. */
    export: procedure('accounts.export')
      .output(AccountExport)
      .query(({ ctx }) => accounts.export(ctx.principal)),
    /** Deletes the account. What stands on boards stays, without its name. */
    remove: procedure('accounts.remove')
      .input(RemoveAccount)
      .output(z.strictObject({ removed: z.literal(true) }))
      .mutation(({ ctx, input }) => accounts.remove(ctx.principal, input)),
  });

import type { Principal } from '../access/principal.ts';
import { procedure, router } from '../procedures.ts';
import { AskByMail, Asked, FinishRegistration, Link, LinkQuery, Opened, ResetPassword } from './account.schema.ts';

/** What the doors of people without an account, or without its password, need behind them. The server implements it. */
export interface RegistrationService {
  ask(principal: Principal, input: AskByMail): Promise<Asked>;
  askReset(principal: Principal, input: AskByMail): Promise<Asked>;
  check(principal: Principal, query: LinkQuery): Promise<Link>;
  finish(principal: Principal, input: FinishRegistration): Promise<Opened>;
  reset(principal: Principal, input: ResetPassword): Promise<Opened>;
  confirmEmail(principal: Principal, query: LinkQuery): Promise<Opened>;
}

export const registrationRouter = (registration: RegistrationService) =>
  router({
    /** Mails a link to make an account with; to an address that has one, a note that it has. */
    ask: procedure('registration.ask')
      .input(AskByMail)
      .output(Asked)
      .mutation(({ ctx, input }) => registration.ask(ctx.principal, input)),
    /** Mails a link to choose a new password with, if the address has an account. */
    askReset: procedure('registration.askReset')
      .input(AskByMail)
      .output(Asked)
      .mutation(({ ctx, input }) => registration.askReset(ctx.principal, input)),
    /** What a link is for, without using it up. A mutation, so that the secret stands in no address. */
    check: procedure('registration.check')
      .input(LinkQuery)
      .output(Link)
      .mutation(({ ctx, input }) => registration.check(ctx.principal, input)),
    /** Makes the account, and uses the link up. */
    finish: procedure('registration.finish')
      .input(FinishRegistration)
      .output(Opened)
      .mutation(({ ctx, input }) => registration.finish(ctx.principal, input)),
    /** Sets the password, ends every session, and uses the link up. */
    reset: procedure('registration.reset')
      .input(ResetPassword)
      .output(Opened)
      .mutation(({ ctx, input }) => registration.reset(ctx.principal, input)),
    /** Changes the address of an account to the one that the link was sent to, and uses the link up. */
    confirmEmail: procedure('registration.confirmEmail')
      .input(LinkQuery)
      .output(Opened)
      .mutation(({ ctx, input }) => registration.confirmEmail(ctx.principal, input)),
  });

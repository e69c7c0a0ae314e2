import type { Principal } from '../access/principal.ts';
import { pageOf, type Page } from '../page.ts';
import { procedure, router } from '../procedures.ts';
import { EndSecondFactor, EndTheirSessions, PeopleQuery, Person, SetRole, Suspend } from './account.schema.ts';

/** What an admin's doors to all accounts need behind them. The server implements it. */
export interface PeopleService {
  list(principal: Principal, query: PeopleQuery): Promise<Page<Person>>;
  setRole(principal: Principal, input: SetRole): Promise<Person>;
  suspend(principal: Principal, input: Suspend): Promise<Person>;
  endSessions(principal: Principal, input: EndTheirSessions): Promise<Person>;
  endSecondFactor(principal: Principal, input: EndSecondFactor): Promise<Person>;
}

export const peopleRouter = (people: PeopleService) =>
  router({
    /** Every account, by handle. */
    list: procedure('people.list')
      .input(PeopleQuery)
      .output(pageOf(Person))
      .query(({ ctx, input }) => people.list(ctx.principal, input)),
    /** Says what an account is trusted with. It has to sign in again. */
    setRole: procedure('people.setRole')
      .input(SetRole)
      .output(Person)
      .mutation(({ ctx, input }) => people.setRole(ctx.principal, input)),
    /** Keeps an account from signing in, or lets it again. */
    suspend: procedure('people.suspend')
      .input(Suspend)
      .output(Person)
      .mutation(({ ctx, input }) => people.suspend(ctx.principal, input)),
    /** Signs an account out everywhere. */
    endSessions: procedure('people.endSessions')
      .input(EndTheirSessions)
      .output(Person)
      .mutation(({ ctx, input }) => people.endSessions(ctx.principal, input)),
    /** Lets somebody who lost the app and the recovery codes sign in by the password alone. Signs them out everywhere. */
    endSecondFactor: procedure('people.endSecondFactor')
      .input(EndSecondFactor)
      .output(Person)
      .mutation(({ ctx, input }) => people.endSecondFactor(ctx.principal, input)),
  });

import * as z from 'zod';
import type { Principal } from '../access/principal.ts';
import { procedure, router } from '../procedures.ts';
import { ProveFully } from './account.schema.ts';
import { AddPasskey, NewPasskey, Passkey, PasskeyQuery, RenamePasskey } from './passkey.schema.ts';

/** What the doors of an account's passkeys need behind them. The server implements it. */
export interface PasskeysService {
  list(principal: Principal): Promise<Passkey[]>;
  begin(principal: Principal, input: ProveFully): Promise<NewPasskey>;
  add(principal: Principal, input: AddPasskey): Promise<Passkey[]>;
  rename(principal: Principal, input: RenamePasskey): Promise<Passkey[]>;
  remove(principal: Principal, query: PasskeyQuery): Promise<Passkey[]>;
}

export const passkeysRouter = (passkeys: PasskeysService) =>
  router({
    /** Passkeys of the account, the newest first. */
    list: procedure('passkeys.list')
      .output(z.array(Passkey))
      .query(({ ctx }) => passkeys.list(ctx.principal)),
    /** Says what the browser makes a passkey of. It takes a code, too, because a passkey signs in without one. */
    begin: procedure('passkeys.begin')
      .input(ProveFully)
      .output(NewPasskey)
      .mutation(({ ctx, input }) => passkeys.begin(ctx.principal, input)),
    /** Adds what the browser made, within 5 minutes. */
    add: procedure('passkeys.add')
      .input(AddPasskey)
      .output(z.array(Passkey))
      .mutation(({ ctx, input }) => passkeys.add(ctx.principal, input)),
    rename: procedure('passkeys.rename')
      .input(RenamePasskey)
      .output(z.array(Passkey))
      .mutation(({ ctx, input }) => passkeys.rename(ctx.principal, input)),
    /** From now on it signs nobody in. */
    remove: procedure('passkeys.remove')
      .input(PasskeyQuery)
      .output(z.array(Passkey))
      .mutation(({ ctx, input }) => passkeys.remove(ctx.principal, input)),
  });

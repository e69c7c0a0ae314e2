import type { Principal } from '../access/principal.ts';
import { procedure, router } from '../procedures.ts';
import * as z from 'zod';
import { ApiToken, CreatedToken, NewToken, TokenQuery } from './account.schema.ts';

/** What the doors of an account's tokens need behind them. The server implements it. */
export interface TokensService {
  list(principal: Principal): Promise<ApiToken[]>;
  create(principal: Principal, input: NewToken): Promise<CreatedToken>;
  revoke(principal: Principal, query: TokenQuery): Promise<ApiToken[]>;
}

export const tokensRouter = (tokens: TokensService) =>
  router({
    /** Tokens that still work, the newest first. */
    list: procedure('tokens.list')
      .output(z.array(ApiToken))
      .query(({ ctx }) => tokens.list(ctx.principal)),
    /** Makes a token. Its secret is in this answer and nowhere else. */
    create: procedure('tokens.create')
      .input(NewToken)
      .output(CreatedToken)
      .mutation(({ ctx, input }) => tokens.create(ctx.principal, input)),
    /** Stops a token at once. */
    revoke: procedure('tokens.revoke')
      .input(TokenQuery)
      .output(z.array(ApiToken))
      .mutation(({ ctx, input }) => tokens.revoke(ctx.principal, input)),
  });

import type { Principal } from '../access/principal.ts';
import { procedure, router } from '../procedures.ts';
import {
  EnableSecondFactor,
  NewSecondFactor,
  ProveFully,
  ProvePassword,
  RecoveryCodes,
  SecondFactor,
} from './account.schema.ts';

/** What the doors of an account's second factor need behind them. The server implements it. */
export interface SecondFactorService {
  state(principal: Principal): Promise<SecondFactor>;
  begin(principal: Principal, input: ProvePassword): Promise<NewSecondFactor>;
  enable(principal: Principal, input: EnableSecondFactor): Promise<RecoveryCodes>;
  disable(principal: Principal, input: ProveFully): Promise<SecondFactor>;
}

export const secondFactorRouter = (factor: SecondFactorService) =>
  router({
    /** Whether signing in asks for a code of an authenticator app. */
    state: procedure('secondFactor.state')
      .output(SecondFactor)
      .query(({ ctx }) => factor.state(ctx.principal)),
    /** Makes the secret of an authenticator app. Nothing changes until a code of it is typed. */
    begin: procedure('secondFactor.begin')
      .input(ProvePassword)
      .output(NewSecondFactor)
      .mutation(({ ctx, input }) => factor.begin(ctx.principal, input)),
    /** From now on signing in asks for a code. The answer has codes for the loss of the app, which are never shown again. */
    enable: procedure('secondFactor.enable')
      .input(EnableSecondFactor)
      .output(RecoveryCodes)
      .mutation(({ ctx, input }) => factor.enable(ctx.principal, input)),
    /** From now on the password alone will do. It takes a code, so that a stolen password and session cannot do it. */
    disable: procedure('secondFactor.disable')
      .input(ProveFully)
      .output(SecondFactor)
      .mutation(({ ctx, input }) => factor.disable(ctx.principal, input)),
  });

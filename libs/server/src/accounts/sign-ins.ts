import { Problem, type DeveloperId, type ProveFully, type SignIn } from '@cellboard/contract';
import { AccountRepository, type DeveloperEntity } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { verifyPassword } from './passwords.ts';
import { SecondFactors } from './second-factors.ts';
import { Throttles } from './throttles.ts';

/** Checks passwords, as slowly as an attacker deserves and as quickly as the owner of an account hopes. */
@Injectable()
export class SignIns {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly throttles: Throttles,
    private readonly factors: SecondFactors,
  ) {}

  /**
   * The account of an e-mail address and password. An address without an account takes as long, and is refused in the
   * same words.
   *
   * @param from the network address that asks
   * @throws Problem SIGN_IN_FAILED, CODE_REQUIRED, CODE_WRONG, TOO_MANY_ATTEMPTS or SERVER_BUSY
   */
  async check({ email, password, code }: SignIn, from: string): Promise<DeveloperEntity> {
    const here = `${email} ${from}`;
    await this.throttles.count('signInFromAddress', from);
    await this.throttles.count('signInHere', here);
    // Guesses from many addresses stop, but not the owner at one that has signed in before.
    const isKnown = await this.throttles.has('known', here);
    if (!isKnown) await this.throttles.count('signInElsewhere', email);
    const account = await this.accounts.byEmail(email);
    const isRight = await verifyPassword(password, account?.passHash ?? null);
    if (!account || !isRight) {
      throw new Problem(
        'SIGN_IN_FAILED',
        'The e-mail address or the password is wrong. Check both, or reset the password.',
      );
    }
    if (account.suspendedAt !== null && account.suspendedAt !== undefined) {
      throw new Problem('SIGN_IN_FAILED', 'This account is suspended. Ask the operator of this site.');
    }
    await this.factors.require(account, code);
    await this.throttles.forget('signInHere', here);
    await this.throttles.takeBack('signInFromAddress', from);
    if (!isKnown) await this.throttles.takeBack('signInElsewhere', email);
    await this.throttles.note('known', here);
    return account;
  }

  /**
   * Checks that the person who is signed in knows the password.
   *
   * @throws Problem PASSWORD_WRONG, TOO_MANY_ATTEMPTS or SERVER_BUSY
   */
  async prove(account: DeveloperEntity & { readonly id: DeveloperId }, password: string): Promise<void> {
    await this.throttles.count('proof', account.id);
    if (!(await verifyPassword(password, account.passHash ?? null))) {
      throw new Problem('PASSWORD_WRONG', 'The password is wrong.');
    }
    await this.throttles.forget('proof', account.id);
  }

  /**
   * Checks that the person who is signed in could sign in again: knows the password, and has the authenticator app or a
   * recovery code, where the account has an app.
   *
   * @throws Problem PASSWORD_WRONG, CODE_REQUIRED, CODE_WRONG, TOO_MANY_ATTEMPTS or SERVER_BUSY
   */
  async proveFully(
    account: DeveloperEntity & { readonly id: DeveloperId },
    { current, code }: ProveFully,
  ): Promise<void> {
    await this.prove(account, current);
    await this.factors.require(account, code);
  }
}

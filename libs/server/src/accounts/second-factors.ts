import { Problem, type DeveloperId } from '@cellboard/contract';
import { AccountRepository, type DeveloperEntity, type SecondFactorEntity } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { hashOf } from './secrets.ts';
import { Throttles } from './throttles.ts';

/** RFC 6238 as every authenticator app has it: SHA-1, six digits, a new code every 30 seconds. */
const PERIOD_SECONDS = 30;

/** Clocks of phones are some seconds off: the codes before and after are taken, too. */
const WINDOW = 1;

/** The authenticator of a secret in base32, or of a new one. */
export function authenticator(label: string, secret?: string): TOTP {
  const shared = secret === undefined ? new Secret({ size: 20 }) : Secret.fromBase32(secret);
  return new TOTP({ issuer: 'Cellboard', label, secret: shared, period: PERIOD_SECONDS });
}

/** A recovery code as it was made, however somebody types it. */
export const plainCode = (typed: string): string => typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Checks the codes of authenticator apps, and those that take their place. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly throttles: Throttles,
  ) {}

  /**
   * Lets an account go on whose password was right.
   *
   * @throws Problem CODE_REQUIRED where it has an app and no code was typed, CODE_WRONG or TOO_MANY_ATTEMPTS
   */
  async require(account: DeveloperEntity, code: string | undefined): Promise<void> {
    const factor = await this.accounts.secondFactor(account.id);
    if (factor?.confirmedAt == null) return;
    if (code === undefined) {
      throw new Problem('CODE_REQUIRED', 'Type the code that your authenticator app shows, or a recovery code.');
    }
    await this.throttles.count('code', account.id);
    if (!(await this.isRight(factor, account.id, code))) throw wrongCode();
    await this.throttles.forget('code', account.id);
  }

  /**
   * Uses a code of an app up.
   *
   * @throws Problem CODE_WRONG
   */
  async use(factor: SecondFactorEntity, developer: DeveloperId, code: string): Promise<void> {
    await this.throttles.count('code', developer);
    if (!(await this.isOfApp(factor, developer, code))) throw wrongCode();
  }

  private async isRight(factor: SecondFactorEntity, developer: DeveloperId, code: string): Promise<boolean> {
    if (await this.isOfApp(factor, developer, code)) return true;
    return this.accounts.useRecoveryCode(developer, hashOf(plainCode(code)));
  }

  private async isOfApp({ secret }: SecondFactorEntity, developer: DeveloperId, code: string): Promise<boolean> {
    const token = code.replaceAll(/\s/g, '');
    if (!/^\d{6}$/.test(token)) return false;
    const now = Date.now();
    const delta = authenticator('', secret).validate({ token, window: WINDOW, timestamp: now });
    if (delta === null) return false;
    return this.accounts.useStep(developer, Math.floor(now / 1000 / PERIOD_SECONDS) + delta);
  }
}

function wrongCode(): Problem {
  return new Problem(
    'CODE_WRONG',
    'The code is wrong, or was used already. Wait for the next one, and check the clock.',
  );
}

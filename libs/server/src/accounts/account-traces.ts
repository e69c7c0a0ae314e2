import type { AccountExport, DeveloperId } from '@cellboard/contract';
import { AccountRepository, PasskeyRepository, SignInSignalRepository } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { toPasskey, toToken } from './account-answers.ts';

/** Finds what is kept of an account beside itself and its sessions. */
@Injectable()
export class AccountTraces {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly passkeys: PasskeyRepository,
    private readonly signals: SignInSignalRepository,
  ) {}

  async of(id: DeveloperId): Promise<Omit<AccountExport, 'account' | 'sessions'>> {
    return {
      tokens: (await this.accounts.tokens(id)).map(toToken),
      networks: await this.signals.networks(id),
      passkeys: (await this.passkeys.of(id)).map(toPasskey),
      ...(await this.accounts.traces(id)),
    };
  }
}

import { Module } from '@nestjs/common';
import { MailModule } from '../mail/mail.module.ts';
import { AccountAnswers } from './account-answers.ts';
import { AccountRemoval } from './account-removal.ts';
import { AccountsService } from './accounts.service.ts';
import { AccountTraces } from './account-traces.ts';
import { AddressChanges } from './address-changes.ts';
import { Credentials } from './credentials.ts';
import { FirstAdmin } from './first-admin.ts';
import { Notices } from './notices.ts';
import { Passkeys } from './passkeys.ts';
import { PasskeysService } from './passkeys.service.ts';
import { PeopleService } from './people.service.ts';
import { Postbox } from './postbox.ts';
import { RegistrationService } from './registration.service.ts';
import { SecondFactors } from './second-factors.ts';
import { SecondFactorService } from './second-factor.service.ts';
import { Sessions } from './sessions.ts';
import { SignIns } from './sign-ins.ts';
import { Throttles } from './throttles.ts';
import { TokensService } from './tokens.service.ts';

/** Accounts: registration, sign-in, sessions, tokens and roles. */
@Module({
  imports: [MailModule],
  providers: [
    ...[
      AccountAnswers,
      AccountRemoval,
      AccountsService,
      AccountTraces,
      AddressChanges,
      Credentials,
      FirstAdmin,
      Notices,
      Passkeys,
      PasskeysService,
      PeopleService,
      Postbox,
      RegistrationService,
    ],
    ...[SecondFactors, SecondFactorService, Sessions, SignIns, Throttles, TokensService],
  ],
  exports: [
    AccountsService,
    FirstAdmin,
    Passkeys,
    PasskeysService,
    PeopleService,
    Postbox,
    RegistrationService,
    SecondFactorService,
    Sessions,
    SignIns,
    Throttles,
    TokensService,
  ],
})
export class AccountsModule {}

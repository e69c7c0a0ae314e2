import {
  Problem,
  type EnableSecondFactor,
  type NewSecondFactor,
  type Principal,
  type ProveFully,
  type ProvePassword,
  type RecoveryCodes,
  type SecondFactor,
} from '@cellboard/contract';
import type { SecondFactorService as Contract } from '@cellboard/contract/router';
import { AccountRepository, RecoveryCodeEntity, SecondFactorEntity, transactional } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { audit } from '../audit/audit.ts';
import { AccountAnswers, handleOf } from './account-answers.ts';
import { hashOf } from './secrets.ts';
import { authenticator, plainCode, SecondFactors } from './second-factors.ts';
import { SignIns } from './sign-ins.ts';

const CODES = 10;
/** 80 bits each: no salt is needed against guessing from their hashes. */
const CODE_BYTES = 10;

/** Turns the second factor of an account on and off. */
@Injectable()
export class SecondFactorService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly accounts: AccountRepository,
    private readonly answers: AccountAnswers,
    private readonly signIns: SignIns,
    private readonly factors: SecondFactors,
  ) {}

  async state(principal: Principal): Promise<SecondFactor> {
    const { id } = await this.answers.signedIn(principal);
    const factor = await this.accounts.secondFactor(id);
    const enabled = factor?.confirmedAt != null;
    return { enabled, recoveryCodes: enabled ? await this.accounts.countRecoveryCodes(id) : 0 };
  }

  async begin(principal: Principal, { current }: ProvePassword): Promise<NewSecondFactor> {
    const developer = await this.answers.signedIn(principal);
    await this.signIns.prove(developer, current);
    const app = authenticator(handleOf(developer));
    await transactional(this.em, async (transaction) => {
      await this.accounts.lockAccount(handleOf(developer), '');
      if ((await this.accounts.secondFactor(developer.id))?.confirmedAt != null) throw isOn();
      await transaction.nativeDelete(SecondFactorEntity, { developer });
      transaction.persist(transaction.create(SecondFactorEntity, { developer, secret: app.secret.base32 }));
    });
    return { secret: app.secret.base32, uri: app.toString() };
  }

  async enable(principal: Principal, { code }: EnableSecondFactor): Promise<RecoveryCodes> {
    const developer = await this.answers.signedIn(principal);
    const factor = await this.accounts.secondFactor(developer.id);
    if (!factor) throw new Problem('REQUEST_INVALID', 'Set up an authenticator app first.');
    if (factor.confirmedAt != null) throw isOn();
    await this.factors.use(factor, developer.id, code);
    const codes = Array.from({ length: CODES }, () => newCode());
    await transactional(this.em, async (transaction) => {
      const where = { developer: developer.id, confirmedAt: null };
      const isFirst = (await transaction.nativeUpdate(SecondFactorEntity, where, { confirmedAt: new Date() })) === 1;
      if (!isFirst) throw isOn();
      await transaction.nativeDelete(RecoveryCodeEntity, { developer });
      for (const one of codes) {
        transaction.persist(transaction.create(RecoveryCodeEntity, { developer, codeSha256: hashOf(plainCode(one)) }));
      }
      const words = { action: 'account.second-factor', object: 'account', subject: developer.id } as const;
      audit(transaction, principal, { ...words, before: { enabled: false }, after: { enabled: true } });
    });
    return { codes };
  }

  async disable(principal: Principal, proof: ProveFully): Promise<SecondFactor> {
    const developer = await this.answers.signedIn(principal);
    await this.signIns.proveFully(developer, proof);
    await transactional(this.em, async (transaction) => {
      await transaction.nativeDelete(SecondFactorEntity, { developer });
      await transaction.nativeDelete(RecoveryCodeEntity, { developer });
      const words = { action: 'account.second-factor', object: 'account', subject: developer.id } as const;
      audit(transaction, principal, { ...words, before: { enabled: true }, after: { enabled: false } });
    });
    return this.state(principal);
  }
}

/** 20 hexadecimal digits in groups of five, as people copy them. */
function newCode(): string {
  return (randomBytes(CODE_BYTES).toString('hex').match(/.{5}/g) ?? []).join('-');
}

function isOn(): Problem {
  return new Problem('SECOND_FACTOR_ON', 'This account has an authenticator app already. Turn it off first.');
}

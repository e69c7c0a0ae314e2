import {
  Problem,
  type AddPasskey,
  type NewPasskey,
  type Passkey,
  type PasskeyQuery,
  type Principal,
  type ProveFully,
  type RenamePasskey,
} from '@cellboard/contract';
import type { PasskeysService as Contract } from '@cellboard/contract/router';
import { PasskeyEntity, PasskeyRepository, transactional } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { AccountAnswers, handleOf, toPasskey } from './account-answers.ts';
import { messages } from './messages.ts';
import { PASSKEY_MS, Passkeys, refused, userHandleOf } from './passkeys.ts';
import { Notices } from './notices.ts';
import { SignIns } from './sign-ins.ts';

/** Enough for every device, too few to lose track of. */
const MOST_PASSKEYS = 20;

/** Ed25519, P-256 with SHA-256 and RSA with SHA-256, as COSE numbers them: every authenticator has one of these. */
const ALGORITHMS = [-8, -7, -257];

/** Adds, names and removes the passkeys of an account. */
@Injectable()
export class PasskeysService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly answers: AccountAnswers,
    private readonly signIns: SignIns,
    private readonly repository: PasskeyRepository,
    private readonly passkeys: Passkeys,
    private readonly notices: Notices,
  ) {}

  async list(principal: Principal): Promise<Passkey[]> {
    const { id } = await this.answers.signedIn(principal);
    return (await this.repository.of(id)).map(toPasskey);
  }

  async begin(principal: Principal, proof: ProveFully): Promise<NewPasskey> {
    const developer = await this.answers.signedIn(principal);
    await this.signIns.proveFully(developer, proof);
    const { id, name } = developer;
    const handle = handleOf(developer);
    const known = await this.repository.of(id);
    requireFewer(known);
    return {
      challenge: await this.passkeys.challenge(id),
      rp: { id: this.passkeys.host, name: 'Cellboard' },
      user: { id: userHandleOf(id), name: handle, displayName: name },
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ alg, type: 'public-key' })),
      ...{ timeout: PASSKEY_MS, attestation: 'none' },
      excludeCredentials: known.map(({ credentialId, transports }) => ({
        ...{ id: credentialId, type: 'public-key' },
        transports: [...transports],
      })),
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    };
  }

  async add(principal: Principal, { name, response }: AddPasskey): Promise<Passkey[]> {
    const developer = await this.answers.signedIn(principal);
    const { id: credentialId, publicKey, counter } = await this.passkeys.created(developer.id, response);
    const { transports = [] } = response.response;
    await transactional(this.em, async (transaction) => {
      await this.repository.lock(developer.id);
      requireFewer(await this.repository.of(developer.id));
      // It is of another account, or of this one already.
      if (await this.repository.byCredential(credentialId)) throw refused();
      const key = { credentialId, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports };
      const made = transaction.create(PasskeyEntity, { developer, name, ...key });
      await transaction.persist(made).flush();
      const words = { action: 'account.add-passkey', object: 'account', subject: developer.id } as const;
      audit(transaction, principal, { ...words, details: { passkey: made.id, name } });
    });
    this.notices.tell(developer, (to, site) => messages.passkeyAdded(to, { ...site, name }));
    return this.list(principal);
  }

  async rename(principal: Principal, { passkey, name }: RenamePasskey): Promise<Passkey[]> {
    const { id: developer } = await this.answers.signedIn(principal);
    const changed = await this.em.nativeUpdate(PasskeyEntity, { id: passkey, developer }, { name });
    if (changed === 0) throw noPasskey();
    return this.list(principal);
  }

  async remove(principal: Principal, { passkey }: PasskeyQuery): Promise<Passkey[]> {
    const developer = await this.answers.signedIn(principal);
    const found = (await this.repository.of(developer.id)).find(({ id }) => id === passkey);
    if (!found) throw noPasskey();
    const { name } = found;
    await transactional(this.em, async (transaction) => {
      if ((await transaction.nativeDelete(PasskeyEntity, { id: passkey, developer })) === 0) throw noPasskey();
      const words = { action: 'account.remove-passkey', object: 'account', subject: developer.id } as const;
      audit(transaction, principal, { ...words, details: { passkey, name } });
    });
    this.notices.tell(developer, (to, site) => messages.passkeyRemoved(to, { ...site, name }));
    return this.list(principal);
  }
}

function requireFewer({ length }: readonly unknown[]): void {
  if (length < MOST_PASSKEYS) return;
  throw new Problem('TOO_MANY_PASSKEYS', `You have ${MOST_PASSKEYS} passkeys. Remove one of them first.`);
}

function noPasskey(): Problem {
  return new Problem('PASSKEY_NOT_FOUND', 'You have no such passkey.');
}

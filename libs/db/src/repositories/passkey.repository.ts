import type { DeveloperId, Sha256 } from '@cellboard/contract';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { PasskeyChallengeEntity } from '../entities/passkey-challenge.entity.ts';
import { PasskeyEntity } from '../entities/passkey.entity.ts';
import { lockName } from './name-lock.ts';

/** Finds passkeys, and what they are asked to sign. */
export class PasskeyRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** Keeps others from adding a passkey to an account until the transaction ends. */
  lock(developer: DeveloperId): Promise<void> {
    return lockName(this.em, 'passkeys', developer);
  }

  /** Passkeys of an account, the newest first. */
  of(developer: DeveloperId): Promise<PasskeyEntity[]> {
    return this.em.find(PasskeyEntity, { developer }, { orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] });
  }

  /** The passkey that an authenticator calls so, with its account. */
  byCredential(credentialId: string): Promise<PasskeyEntity | null> {
    return this.em.findOne(PasskeyEntity, { credentialId }, { populate: ['developer'], refresh: true });
  }

  /** Notes that a passkey signed; answers false where its count did not grow, as with a copy of it or two at once. */
  async use(id: string, counter: number): Promise<boolean> {
    const grows = { $or: [{ counter: { $lt: counter } }, ...(counter === 0 ? [{ counter: 0 }] : [])] };
    return (await this.em.nativeUpdate(PasskeyEntity, { id, ...grows }, { counter, lastUsedAt: new Date() })) === 1;
  }

  /** Keeps what a passkey is asked to sign, and deletes what is too old. */
  async ask(challengeSha256: Sha256, { developer, expiresAt }: { developer: DeveloperId | null; expiresAt: Date }) {
    await this.em.nativeDelete(PasskeyChallengeEntity, { expiresAt: { $lt: new Date() } });
    await this.em.insert(PasskeyChallengeEntity, { challengeSha256, developer, expiresAt });
  }

  /** Takes away what a passkey was asked to sign; answers whether it was asked, for that purpose, and not too long ago. */
  async take(challengeSha256: Sha256, developer: DeveloperId | null): Promise<boolean> {
    const where = { challengeSha256, developer, expiresAt: { $gt: new Date() } };
    return (await this.em.nativeDelete(PasskeyChallengeEntity, where)) === 1;
  }
}

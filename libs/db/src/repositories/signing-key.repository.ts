import type { SqlEntityManager } from '@mikro-orm/sql';
import { SigningKeyEntity } from '../entities/signing-key.entity.ts';

/** A new key. */
export type NewKey = Pick<SigningKeyEntity, 'kid' | 'privateKey' | 'publicKey'>;

/** Keeps the keys by which receipts are signed. */
export class SigningKeyRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** All keys, the newest first. */
  all(): Promise<SigningKeyEntity[]> {
    return this.em.find(SigningKeyEntity, {}, { orderBy: { number: 'desc' } });
  }

  /** Keeps the first key of a site; where another process was first, its key stays. */
  async addFirst({ kid, privateKey, publicKey }: NewKey): Promise<void> {
    await this.em.execute(
      `insert into signing_key (number, kid, private_key, public_key) values (1, ?, ?, ?) on conflict do nothing`,
      [kid, privateKey, publicKey],
    );
  }
}

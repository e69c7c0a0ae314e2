import type { ReceiptKey } from '@cellboard/contract';
import { SigningKeyRepository, type NewKey } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';

/** What a signature consists of, base64url. */
export interface Signed {
  readonly payload: string;
  readonly protected: string;
  readonly signature: string;
}

/** The keys of this site. The first is made when it is first needed. */
@Injectable()
export class SigningKeys {
  constructor(private readonly keys: SigningKeyRepository) {}

  /** Signs a text by the newest key (Ed25519, RFC 8037). */
  async sign(text: string): Promise<Signed> {
    const { kid, privateKey } = await this.newest();
    const header = { alg: 'EdDSA', kid, typ: 'cellboard-receipt+json' };
    const [head, payload] = [base64Url(JSON.stringify(header)), base64Url(text)];
    const signature = sign(null, Buffer.from(`${head}.${payload}`), createPrivateKey(privateKey));
    return { payload, protected: head, signature: signature.toString('base64url') };
  }

  /** The public halves of all keys, the newest first. */
  async published(): Promise<ReceiptKey[]> {
    await this.newest();
    const keys = await this.keys.all();
    return keys.map(({ kid, publicKey: x }) => ({ kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' }));
  }

  private async newest() {
    const [known] = await this.keys.all();
    if (known) return known;
    await this.keys.addFirst(newKey());
    const [made] = await this.keys.all();
    if (!made) throw new Error('The new key for receipts was not kept.');
    return made;
  }
}

const base64Url = (text: string): string => Buffer.from(text).toString('base64url');

function newKey(): NewKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  if (x === undefined) throw new Error('A new Ed25519 key has no public half.');
  const kid = createHash('sha256').update(x).digest('hex').slice(0, 16);
  return { kid, publicKey: x, privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString() };
}

import type { NewPasskey, PasskeyRequest, PasskeySignIn } from '@cellboard/contract';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What a test makes different from an honest browser and authenticator. */
export interface Ceremony {
  readonly origin: string;
  /** How often it says that it has signed. */
  readonly counter?: number;
  /** Whether it asked for a PIN or a finger. */
  readonly verified?: boolean;
  readonly userHandle?: string;
}

/** A passkey on a device, as WebAuthn defines it: a P-256 key without attestation. */
export class Authenticator {
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private readonly id = randomBytes(32);
  private userHandle = '';

  /** Makes the passkey, and answers as a browser does. */
  create({ challenge, rp, user }: NewPasskey, { origin, counter = 0, verified = true }: Ceremony) {
    this.userHandle ||= user.id;
    const { x = '', y = '' } = this.keys.publicKey.export({ format: 'jwk' });
    // CBOR by hand: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
    const key = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ]);
    const data = Buffer.concat([
      authenticatorData(rp.id, { flags: verified ? 0x45 : 0x41, counter }),
      Buffer.alloc(16),
      Buffer.from([0, this.id.length]),
      ...[this.id, key],
    ]);
    // {"fmt": "none", "attStmt": {}, "authData": data}.
    const attestation = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
      ...[Buffer.from([data.length]), data],
    ]);
    return {
      ...this.named(),
      response: {
        clientDataJSON: clientData('webauthn.create', { challenge, origin }),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  /** Signs, and answers as a browser does. */
  get(
    { challenge, rpId }: PasskeyRequest,
    { origin, counter = 0, verified = true, userHandle }: Ceremony,
  ): PasskeySignIn {
    const data = authenticatorData(rpId, { flags: verified ? 0x05 : 0x01, counter });
    const client = clientData('webauthn.get', { challenge, origin });
    const hash = createHash('sha256').update(Buffer.from(client, 'base64url')).digest();
    return {
      ...this.named(),
      response: {
        clientDataJSON: client,
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', Buffer.concat([data, hash]), this.keys.privateKey).toString('base64url'),
        userHandle: userHandle ?? this.userHandle,
      },
    };
  }

  private named() {
    const id = this.id.toString('base64url');
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {} } as const;
  }
}

function authenticatorData(rpId: string, { flags, counter }: { flags: number; counter: number }): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count]);
}

function clientData(type: string, { challenge, origin }: { challenge: string; origin: string }): string {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString('base64url');
}

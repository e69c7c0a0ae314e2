import type { Sha256 } from '@cellboard/contract';
import { createHash, randomBytes } from 'node:crypto';

/** 256 bits from the system's source of randomness: no throttle is needed against guessing. */
const SECRET_BYTES = 32;

/** What tokens for programs begin with, so that scanners of leaked secrets know them. */
export const TOKEN_PREFIX = 'cellboard_';

/** A new secret, of 43 letters, digits, `-` and `_`. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** What the database keeps of a secret. */
export function hashOf(secret: string): Sha256 {
  return createHash('sha256').update(secret).digest('hex');
}

import { Problem } from '@cellboard/contract';
import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Hashes at the same time: some cores stay free for everyone else, and each takes 19 MiB. */
const AT_ONCE = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)));

/** Sign-ins that wait: at 40 ms each the last one waits some seconds. More are refused. */
const MOST_WAITING = 32;

const limit = pLimit(AT_ONCE);

/** A password hash in the PHC string format, as `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
const ENCODED = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/**
 * Hashes a password with Argon2id.
 *
 * @throws Problem SERVER_BUSY while too many wait
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await queued({ message: password, nonce: salt, tagLength: HASH_BYTES, ...COST });
  const cost = `m=${COST.memory},t=${COST.passes},p=${COST.parallelism}`;
  return `$argon2id$v=19$${cost}$${base64(salt)}$${base64(hash)}`;
}

/**
 * Whether a password is the one that was hashed. Where there is no hash, it takes as long and is not.
 *
 * @throws Problem SERVER_BUSY while too many wait
 */
export async function verifyPassword(password: string, encoded: string | null): Promise<boolean> {
  const known = read(encoded);
  const { cost, salt, hash } = known ?? nobody;
  const found = await queued({ message: password, nonce: salt, tagLength: hash.length, ...cost });
  return timingSafeEqual(found, hash) && known !== undefined;
}

interface Encoded {
  readonly cost: Pick<Argon2Parameters, 'memory' | 'passes' | 'parallelism'>;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** The account that does not exist. */
const nobody: Encoded = { cost: COST, salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) };

function read(encoded: string | null): Encoded | undefined {
  const [, memory, passes, parallelism, salt = '', hash = ''] = ENCODED.exec(encoded ?? '') ?? [];
  if (memory === undefined) return undefined;
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  return { cost, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') };
}

function queued(parameters: Argon2Parameters): Promise<Buffer> {
  if (limit.pendingCount >= MOST_WAITING) {
    throw new Problem('SERVER_BUSY', 'Too many people are signing in right now. Try again in some seconds.');
  }
  return limit(
    () =>
      new Promise((resolve, reject) => {
        argon2('argon2id', parameters, (error, key) => {
          if (error) reject(error);
          else resolve(key);
        });
      }),
  );
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { chmod, link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvError } from '../settings/read-settings.ts';

/** 256 bits from the system's source of randomness. */
const TOKEN_BYTES = 32;

/** The minimum length of a token that you write by hand: shorter ones can be guessed. */
const MIN_LENGTH = 32;

/** Only the owner of the data folder may read it. */
const OWNER_ONLY = 0o600;

/** The secret that lets its holder write: anyone who can read the data folder is the operator. */
export class OperatorToken {
  private constructor(
    /** Where it lies, for the operator to find. */
    readonly path: string,
    private readonly hash: Buffer,
  ) {}

  /**
   * Reads the token of a data folder, and makes it at the first start.
   *
   * @throws EnvError if it is so short that it can be guessed
   */
  static async open(dataFolder: string): Promise<OperatorToken> {
    const path = join(dataFolder, 'operator-token');
    await makeUnlessThere(path);
    await chmod(path, OWNER_ONLY);
    const token = (await readFile(path, 'utf8')).trim();
    if (token.length >= MIN_LENGTH) return new OperatorToken(path, sha256(token));
    throw new EnvError(
      `The operator token in ${path} has ${token.length} characters, but it needs at least ${MIN_LENGTH}. Delete the file: the next start makes a new one.`,
    );
  }

  /** Whether an `Authorization` header carries the token. Takes the same time whatever the header holds. */
  isIn(authorization: string | undefined): boolean {
    const [, sent = ''] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
    return timingSafeEqual(sha256(sent), this.hash);
  }
}

/** Linked into place whole, so that of two processes that start at once one makes it and both read the same. */
async function makeUnlessThere(path: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${randomBytes(TOKEN_BYTES).toString('base64url')}\n`, { mode: OWNER_ONLY, flag: 'wx' });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

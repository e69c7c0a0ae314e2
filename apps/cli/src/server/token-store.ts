import { chmod, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readEnv } from '../env.ts';
import { reasonOf } from '../reason-of.ts';
import { UsageError } from '../usage-error.ts';
import { writeAtomically } from '../write-atomically.ts';

/** Tokens that were kept by signing in, by the address of their server. */
type Tokens = Readonly<Record<string, string>>;

const OWNER_ONLY = { file: 0o600, folder: 0o700 };

/** Where tokens are kept. */
export const tokenStore = (): string => join(readEnv().config, 'tokens.json');

/** The token that was kept for a server; undefined for none. */
export async function keptToken(url: string): Promise<string | undefined> {
  return (await readTokens())[originOf(url)];
}

/** Keeps a token for a server, in a file that nobody else may read. */
export async function keepToken(url: string, token: string): Promise<void> {
  await write({ ...(await readTokens()), [originOf(url)]: token });
}

/** Forgets the token of a server; answers whether there was one. */
export async function forgetToken(url: string): Promise<boolean> {
  const { [originOf(url)]: token, ...others } = await readTokens();
  if (token === undefined) return false;
  await write(others);
  return true;
}

async function readTokens(): Promise<Tokens> {
  const path = tokenStore();
  try {
    const kept: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (kept === null || typeof kept !== 'object') throw new Error('it is not a list of tokens');
    const known = Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return Object.fromEntries(known);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new UsageError(
      `Your tokens in ${path} cannot be read: ${reasonOf(error)}. Delete the file and sign in again.`,
      {
        cause: error,
      },
    );
  }
}

async function write(tokens: Tokens): Promise<void> {
  const path = tokenStore();
  await mkdir(dirname(path), { recursive: true, mode: OWNER_ONLY.folder });
  const mask = process.umask(0o077);
  try {
    await writeAtomically(path, `${JSON.stringify(tokens, null, 2)}\n`);
  } finally {
    process.umask(mask);
  }
  await chmod(path, OWNER_ONLY.file);
}

function originOf(url: string): string {
  return URL.parse(url)?.origin ?? url;
}

import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseUnusableError } from './database-unusable-error.ts';

/** With less than this the embedded database cannot write one file of its log. */
const LEAST_FREE_BYTES = 16 * 2 ** 20;

/** What PostgreSQL calls a file that is missing, unreadable or of other contents than it wrote. */
const DAMAGE = new Set(['XX001', 'XX002', '58030', '58P01']);

/** How PGlite ends where PostgreSQL itself gives up. */
const GAVE_UP = /Aborted\(|failed to initialize|unreachable|out of bounds|ExitStatus/;

/**
 * The reason why an embedded database cannot be opened, where the operator can do something about it; other errors stay
 * as they are.
 */
export async function embeddedFailure(error: unknown, dataDir: string): Promise<unknown> {
  if (!isFromDatabase(error)) return error;
  if ((await freeBytes(dirname(dataDir))) < LEAST_FREE_BYTES) {
    return new DatabaseUnusableError(
      `The disk is full: the database in ${dataDir} cannot be opened with less than ${String(LEAST_FREE_BYTES / 2 ** 20)} MiB of free space. Free some, or set CELLBOARD_DATA to a folder on another disk.`,
      { cause: error },
    );
  }
  return new DatabaseUnusableError(
    `The database in ${dataDir} is damaged and cannot be opened. Restore the data folder from a backup, or move it away to start with an empty one.`,
    { cause: error },
  );
}

/** PGlite's file system throws objects that are no errors. */
function isFromDatabase(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, code, message, cause } = error as {
    name?: unknown;
    code?: unknown;
    message?: unknown;
    cause?: unknown;
  };
  if (name === 'ErrnoError' || name === 'ExitStatus') return true;
  if (typeof code === 'string' && DAMAGE.has(code)) return true;
  if (typeof message === 'string' && GAVE_UP.test(message)) return true;
  return isFromDatabase(cause);
}

async function freeBytes(folder: string): Promise<number> {
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => Infinity,
  );
}

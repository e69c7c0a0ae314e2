import { Problem } from '@cellboard/contract';
import { StoreUnavailableError } from '@cellboard/server';

/** What Node and PostgreSQL say of a full disk, or of a share of it that is used up. */
const FULL = new Set(['ENOSPC', 'EDQUOT', '53100']);

/** What Node and PostgreSQL say where the database cannot be reached, or will not answer now. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  '08000', // connection exception
  '08001', // unable to establish a connection
  '08003', // connection does not exist
  '08006', // connection failure
  '53300', // too many connections
  '57P01', // terminated by an administrator
  '57P02', // crash shutdown
  '57P03', // starting up or shutting down
]);

/**
 * Drivers that lose their connection between two queries say so without a code, and PostgreSQL has no code of its own
 * for a database that lets nobody in.
 */
const AWAY_WORDS =
  /connection (?:terminated|ended|closed)|is not queryable|timeout exceeded when trying to connect|is not currently accepting connections/i;

/** The problem behind a failure that is nobody's mistake and passes: the database or the store is away, or the disk is full. */
export function knownFailure(error: unknown): Problem | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof StoreUnavailableError) {
      return new Problem(
        'STORE_UNAVAILABLE',
        'The store of files cannot be reached at the moment. Try again in a few seconds.',
        { cause: error },
      );
    }
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
    if (FULL.has(code)) {
      return new Problem(
        'DISK_FULL',
        'The disk of the server is full. Ask its operator to free some space, then try again.',
        { cause: error },
      );
    }
    if (AWAY.has(code) || AWAY_WORDS.test(cause.message)) {
      return new Problem(
        'DATABASE_UNAVAILABLE',
        'The database cannot be reached at the moment. Try again in a few seconds.',
        { cause: error },
      );
    }
  }
  return undefined;
}

import { DatabaseUnusableError, FolderInUseError } from '@cellboard/db';
import { inspect } from 'node:util';
import { EnvError } from '../settings/read-settings.ts';
import { StoreUnusableError } from '../storage/store-unavailable.ts';

/** What Node and PostgreSQL put on their errors. */
interface SystemError {
  readonly code: string;
  readonly syscall?: string;
  readonly path?: string;
  readonly port?: number;
  readonly address?: string;
  readonly hostname?: string;
}

/** Explanations of the failures that the operator can fix, by their code. */
const explanations: Readonly<Record<string, (error: SystemError) => string | undefined>> = {
  EADDRINUSE: ({ port = 0 }) =>
    `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1}.`,
  EADDRNOTAVAIL: ({ address = '' }) =>
    `This machine has no address ${address}. Set HOST to 127.0.0.1, or to 0.0.0.0 for all of its addresses.`,
  EACCES: (error) =>
    error.path === undefined ? noRightToPort(error) : notWritable(error, 'you have no right to write'),
  EPERM: (error) => notWritable(error, 'you have no right to write'),
  EROFS: (error) => notWritable(error, 'it is read-only'),
  ENOTDIR: (error) => notWritable(error, 'a file is in the way'),
  EEXIST: (error) => notWritable(error, 'a file is in the way'),
  ENOENT: (error) => (error.syscall === 'mkdir' ? notWritable(error, 'no folder can be made there') : undefined),
  ENOSPC: (error) => notWritable(error, 'the disk is full'),
  EDQUOT: (error) => notWritable(error, 'the quota of the disk is used up'),
  ECONNREFUSED: ({ address, port }) =>
    `No PostgreSQL server answers${address === undefined ? '' : ` at ${address}:${port ?? ''}`}. Start it, or correct DATABASE_URL.`,
  ECONNRESET: () => notPostgres,
  ETIMEDOUT: () => silent,
  EHOSTUNREACH: () => silent,
  ENETUNREACH: () => silent,
  ENOTFOUND: ({ hostname = '' }) => `There is no machine ${hostname}. Correct DATABASE_URL.`,
  EAI_AGAIN: ({ hostname = '' }) =>
    `The address of ${hostname} cannot be looked up now. Try again, or correct DATABASE_URL.`,
  '28000': () => 'The PostgreSQL server does not let this user in. Correct DATABASE_URL.',
  '28P01': () => 'The PostgreSQL server does not take this password. Correct DATABASE_URL.',
  '3D000': () => 'The PostgreSQL server has no such database. Create it, or correct DATABASE_URL.',
  '42501': () =>
    'The user of DATABASE_URL may not make tables in that database. Make it the owner of the database, or name another user.',
  '53100': () => 'The disk of the PostgreSQL server is full. Free some space there.',
  '53300': () =>
    'The PostgreSQL server has no connection left. Raise its max_connections, or stop other programs that use it.',
  '57P03': () => 'The PostgreSQL server is starting or stopping. Try again when it is ready.',
};

const silent = 'The PostgreSQL server does not answer. Start it, or correct DATABASE_URL.';
const notPostgres = 'What answers at the address of DATABASE_URL is not a PostgreSQL server. Correct DATABASE_URL.';

/** What drivers say without a code. */
const wordings: readonly (readonly [RegExp, string])[] = [
  [/timeout exceeded when trying to connect|due to connection timeout/i, silent],
  [/connection terminated unexpectedly|unexpected message|received invalid response/i, notPostgres],
  [
    /server does not support SSL/i,
    'The PostgreSQL server does not encrypt its connections. Leave out sslmode in DATABASE_URL.',
  ],
  [
    /password must be a string|no password/i,
    'The PostgreSQL server asks for a password. Add it to DATABASE_URL: postgresql://user:password@host:5432/cellboard.',
  ],
];

/** Errors whose message is the explanation. */
const STATED = [EnvError, FolderInUseError, DatabaseUnusableError, StoreUnusableError];

/** Explains why a process did not start. Only what may be a bug is shown with its stack. */
export function startProblem(error: unknown): string {
  for (const cause of causesOf(error)) {
    const known = explain(cause);
    if (known !== undefined) return known;
  }
  return `Cellboard could not start. This may be a bug: please report it.\n${inspect(error)}`;
}

/** An error, what it was made from, and the attempts that failed before it. */
function* causesOf(error: unknown): Generator<Error> {
  if (!(error instanceof Error)) return;
  yield error;
  if (error instanceof AggregateError) for (const one of error.errors) yield* causesOf(one);
  yield* causesOf(error.cause);
}

function explain(error: Error): string | undefined {
  if (STATED.some((kind) => error instanceof kind)) return error.message;
  // A name with several addresses fails once for each, and says where in these errors alone.
  if (error instanceof AggregateError && error.errors.length > 0) return undefined;
  const known = isSystemError(error) ? explanations[error.code]?.(error) : undefined;
  return known ?? wordings.find(([words]) => words.test(error.message))?.[1];
}

function isSystemError(error: Error): error is Error & SystemError {
  return 'code' in error && typeof error.code === 'string';
}

function noRightToPort({ port = 0 }: SystemError): string {
  return `Port ${port} needs more rights. Choose one above 1023, such as PORT=3000.`;
}

function notWritable({ path }: SystemError, reason: string): string {
  const where = path === undefined ? '' : ` at ${path}`;
  return `The data folder cannot be written${where}: ${reason}. Fix that, or set CELLBOARD_DATA to another folder.`;
}

import { FolderInUseError } from '@cellboard/db';
import { inspect } from 'node:util';
import { EnvError } from '@cellboard/server';

/** What Node and PostgreSQL put on their errors. */
interface SystemError {
  readonly code: string;
  readonly path?: string;
  readonly port?: number;
  readonly address?: string;
  readonly hostname?: string;
}

/** Explanations of the failures that the operator can fix, by their code. */
const explanations: Readonly<Record<string, (error: SystemError) => string>> = {
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
  ENOSPC: (error) => notWritable(error, 'the disk is full'),
  ECONNREFUSED: ({ address = '', port = 0 }) =>
    `No PostgreSQL server answers at ${address}:${port}. Start it, or correct DATABASE_URL.`,
  ENOTFOUND: ({ hostname = '' }) => `There is no machine ${hostname}. Correct DATABASE_URL.`,
  '28000': () => 'The PostgreSQL server does not let this user in. Correct DATABASE_URL.',
  '28P01': () => 'The PostgreSQL server does not take this password. Correct DATABASE_URL.',
  '3D000': () => 'The PostgreSQL server has no such database. Create it, or correct DATABASE_URL.',
};

/** Explains why the server did not start. Only what may be a bug is shown with its stack. */
export function startProblem(error: unknown): string {
  if (error instanceof EnvError || error instanceof FolderInUseError) return error.message;
  const known = isSystemError(error) ? explanations[error.code]?.(error) : undefined;
  return known ?? `Cellboard could not start. This may be a bug: please report it.\n${inspect(error)}`;
}

function isSystemError(error: unknown): error is Error & SystemError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

function noRightToPort({ port = 0 }: SystemError): string {
  return `Port ${port} needs more rights. Choose one above 1023, such as PORT=3000.`;
}

function notWritable({ path = '' }: SystemError, reason: string): string {
  return `The data folder cannot be written at ${path}: ${reason}. Fix that, or set CELLBOARD_DATA to another folder.`;
}

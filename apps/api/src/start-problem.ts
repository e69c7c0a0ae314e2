import { FolderInUseError } from '@cellboard/db';
import { inspect } from 'node:util';
import { EnvError } from './env.ts';

/** Says in words why the server did not start. Only a failure that is a bug of ours is shown with its stack. */
export function startProblem(error: unknown): string {
  if (error instanceof EnvError || error instanceof FolderInUseError) return error.message;
  if (!(error instanceof Error)) return inspect(error);
  const { code, path = '', port = '', address = '' } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${Number(port) + 1}.`;
    case 'EADDRNOTAVAIL':
      return `This machine has no address ${address}. Set HOST to 127.0.0.1, or to 0.0.0.0 for all of its addresses.`;
    case 'EACCES':
      return path === '' ? `Port ${port} needs more rights. Choose one above 1023, such as PORT=3000.` : notWritable(path, 'there is no right to write');
    case 'EROFS':
      return notWritable(path, 'it is read-only');
    case 'ENOTDIR':
    case 'EEXIST':
      return notWritable(path, 'a file is in the way');
    case 'ENOSPC':
      return notWritable(path, 'the disk is full');
    default:
      return `Cellboard could not start; this is a fault of ours.\n${inspect(error)}`;
  }
}

function notWritable(path: string, reason: string): string {
  return `The data folder cannot be written at ${path}: ${reason}. Mend that, or set CELLBOARD_DATA to another folder.`;
}

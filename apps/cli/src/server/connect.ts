import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient, type CellboardClient } from '@cellboard/sdk';
import type { Command } from 'commander';
import { readEnv } from '../env.ts';
import { UsageError } from '../usage-error.ts';

/** How to reach the server, as every command that needs it takes it. */
export interface ServerFlags {
  readonly url: string;
  readonly token?: string;
  readonly data: string;
}

/** Adds the options that say how to reach the server. */
export function withServerOptions(command: Command): Command {
  const { url, data } = readEnv();
  return command
    .option('--url <address>', 'address of the server (setting CELLBOARD_URL)', url)
    .option(
      '--token <token>',
      'operator token; better in the setting CELLBOARD_TOKEN, where process lists do not show it',
    )
    .option(
      '--data <folder>',
      "the server's data folder, to read the operator token from (setting CELLBOARD_DATA)",
      data,
    );
}

/**
 * A client that may write.
 *
 * @throws UsageError if there is no token, or the address is not valid
 */
export async function connect({ url, token, data }: ServerFlags, signal: AbortSignal): Promise<CellboardClient> {
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new UsageError(`"${url}" is not the address of a server. Use one such as http://localhost:3000.`);
  }
  return createClient({ url, token: token ?? readEnv().token ?? (await readToken(data)), signal });
}

async function readToken(data: string): Promise<string> {
  const path = join(data, 'operator-token');
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    throw new UsageError(
      `The operator token cannot be read from ${path}. The server creates it on its first start: name its data folder with --data, ` +
        'or set CELLBOARD_TOKEN to the token.',
      { cause: error },
    );
  }
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CellboardError, createClient, type CellboardClient } from '@cellboard/sdk';
import type { Command } from 'commander';
import { defaults, readEnv } from '../env.ts';
import { reasonOf } from '../reason-of.ts';
import { UsageError } from '../usage-error.ts';
import { keptToken } from './token-store.ts';

/** Where the server is. */
export interface UrlFlag {
  readonly url: string;
}

/** How to reach the server, as every command that writes takes it. */
export interface ServerFlags extends UrlFlag {
  readonly token?: string;
  readonly data: string;
}

/** Adds the option that says where the server is. */
export function withUrlOption(command: Command): Command {
  return command.option('--url <address>', 'address of the server (setting CELLBOARD_URL)', readEnv().url);
}

/** Adds the options that say how to reach the server and write to it. */
export function withServerOptions(command: Command): Command {
  return withUrlOption(command)
    .option(
      '--token <token>',
      'your token; better kept by "cellboard sign-in" or in the setting CELLBOARD_TOKEN, where process lists do not show it',
    )
    .option(
      '--data <folder>',
      "the server's data folder, to read the operator token from (setting CELLBOARD_DATA)",
      readEnv().data,
    );
}

/**
 * A client that only reads, and needs no token.
 *
 * @throws UsageError if the address is not valid
 */
export function visit(url: string, signal: AbortSignal): CellboardClient {
  return createClient({ url: checkedUrl(url), signal });
}

/**
 * A client that may write. The server is asked once, so that a wrong address or token is reported before any work.
 *
 * @throws UsageError if there is no token, the server does not take it, or the address is not valid
 * @throws CellboardError if the server cannot be used
 */
export async function connect({ url, token, data }: ServerFlags, signal: AbortSignal): Promise<CellboardClient> {
  checkedUrl(url);
  const given = token ?? readEnv().token ?? (await keptToken(url));
  const client = createClient({ url, token: given ?? (await readToken(data)), signal });
  try {
    await client.api.submissions.mine.query({ limit: 1 });
  } catch (error) {
    if (!(error instanceof CellboardError) || error.code !== 'SIGN_IN_REQUIRED') throw error;
    throw new UsageError(given === undefined ? foreignToken(url, data) : refusedToken(url), { cause: error });
  }
  return client;
}

/**
 * A client to look something up: with the operator token that was given, or that the data folder has for a server on
 * this machine, so that it also sees what is not published; else without. No other server gets to see the token of a
 * folder.
 *
 * @throws UsageError if a token was given and is not accepted, or the address is not valid
 * @throws CellboardError if the server cannot be used
 */
export async function lookUp(flags: ServerFlags, signal: AbortSignal): Promise<CellboardClient> {
  const { url, data } = flags;
  if ((flags.token ?? readEnv().token ?? (await keptToken(url))) !== undefined) return connect(flags, signal);
  const token = await readFile(tokenFile(data), 'utf8').catch(() => undefined);
  if (token === undefined || !isOnThisMachine(url)) return visit(url, signal);
  const client = createClient({ url: checkedUrl(url), token: token.trim(), signal });
  try {
    await client.api.submissions.mine.query({ limit: 1 });
    return client;
  } catch (error) {
    // The token of another server, in the folder that is used where none is named.
    if (error instanceof CellboardError && error.code === 'SIGN_IN_REQUIRED') return visit(url, signal);
    throw error;
  }
}

function isOnThisMachine(url: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(URL.parse(url)?.hostname ?? '');
}

/** @throws UsageError if it is not the address of a server */
export function checkedUrl(url: string): string {
  if (/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return url;
  throw new UsageError(`"${url}" is not the address of a server. Use one such as ${defaults.url}.`);
}

const tokenFile = (data: string) => join(data, 'operator-token');

async function readToken(data: string): Promise<string> {
  const path = tokenFile(data);
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const usual = data === defaults.data ? ', in the data folder that is used by default' : '';
    const found = missing
      ? `There is no operator token at ${path}${usual}`
      : `The operator token at ${path}${usual} cannot be read: ${reasonOf(error)}`;
    throw new UsageError(
      `${found}. The server makes it on its first start: name its data folder with --data or the setting CELLBOARD_DATA, ` +
        'run "cellboard sign-in", or set CELLBOARD_TOKEN to the token.',
      { cause: error },
    );
  }
}

/** The token is from a data folder, so the server at the address uses another one. */
function foreignToken(url: string, data: string): string {
  return (
    `The server at ${url} does not accept the operator token from ${tokenFile(data)}: it uses another data folder. ` +
    'If that is not your server, name the right address with --url. Otherwise name its data folder with --data.'
  );
}

function refusedToken(url: string): string {
  return (
    `The server at ${url} does not accept this token. Create one on its page /me/tokens and run "cellboard sign-in", ` +
    'use the one in the file "operator-token" of its data folder, or name the right address with --url.'
  );
}

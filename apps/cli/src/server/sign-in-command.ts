import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CellboardError, createClient } from '@cellboard/sdk';
import { Command } from 'commander';
import { readEnv } from '../env.ts';
import { exitCode, exitCodeHelp } from '../exit-code.ts';
import { print } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { checkedUrl } from './connect.ts';
import { forgetToken, keepToken, tokenStore } from './token-store.ts';

/** `cellboard sign-in`: keeps a token for a server. */
export function signInCommand(signal: AbortSignal): Command {
  return new Command('sign-in')
    .summary('Keep a token for a server, which other commands then use')
    .description(
      'Checks a token and keeps it in a file that only you may read. Other commands with the same --url then use it. ' +
        'Create a token on the site, at /me/tokens. You are asked for it; in scripts, send it to the standard input ' +
        'or set CELLBOARD_TOKEN.',
    )
    .argument('[address]', 'address of the server (setting CELLBOARD_URL)', readEnv().url)
    .addHelpText('after', exitCodeHelp)
    .action(async (address: string) => {
      process.exitCode = await signIn(address, signal);
    });
}

/** `cellboard sign-out`: forgets the token of a server. */
export function signOutCommand(): Command {
  return new Command('sign-out')
    .summary('Forget the token of a server')
    .description(
      'Deletes the token that "cellboard sign-in" kept. It still works: revoke it on the site, at /me/tokens.',
    )
    .argument('[address]', 'address of the server (setting CELLBOARD_URL)', readEnv().url)
    .addHelpText('after', exitCodeHelp)
    .action(async (address: string) => {
      const url = checkedUrl(address);
      print((await forgetToken(url)) ? `The token for ${url} is deleted.` : `No token is kept for ${url}.`);
      process.exitCode = exitCode.done;
    });
}

async function signIn(address: string, signal: AbortSignal): Promise<number> {
  const url = checkedUrl(address);
  const token = readEnv().token ?? (await ask(`Token for ${url}: `, signal));
  const { api } = createClient({ url, token, signal });
  try {
    await api.submissions.mine.query({ limit: 1 });
  } catch (error) {
    if (!(error instanceof CellboardError) || error.code !== 'SIGN_IN_REQUIRED') throw error;
    throw new UsageError(
      `The server at ${url} does not accept this token. It may be cut off, revoked or expired: create another one at ${new URL('/me/tokens', url).href}.`,
      { cause: error },
    );
  }
  const account = await api.accounts.me.query();
  await keepToken(url, token);
  print(`Signed in to ${url}${account ? ` as ${account.handle}` : ''}. The token is kept in ${tokenStore()}.`);
  return exitCode.done;
}

/** Asks for a secret, which does not show while it is typed. */
async function ask(question: string, signal: AbortSignal): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({
    write: (_text, _encoding, done) => {
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: process.stdin.isTTY });
  lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const ended = new Promise<string>((resolve) => {
    lines.once('close', () => {
      resolve('');
    });
  });
  try {
    const answer = (await Promise.race([lines.question('', { signal }), ended])).trim();
    if (answer !== '') return answer;
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
  throw new UsageError('No token was typed, so nothing was kept.');
}

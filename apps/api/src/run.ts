import { startProblem } from '@cellboard/server';
import { createLog, createTerminalLog } from './log.ts';
import { readEnv } from './env.ts';
import { readyLine } from './ready-line.ts';
import { start } from './start.ts';

/** Most systems kill a process some seconds after the signal; requests that are still open then are cut off. */
const STOP_WITHIN_MS = 8000;

try {
  const env = readEnv();
  const { isTTY } = process.stdout;
  const log = isTTY ? createTerminalLog(env.LOG_LEVEL) : createLog(env.LOG_LEVEL);
  const server = await start(env, log);
  if (isTTY) process.stdout.write(`${readyLine(server.url, env.CELLBOARD_DATA)}\n`);
  else {
    const { url, tokenPath } = server;
    log.info({ url, data: env.CELLBOARD_DATA, operatorToken: tokenPath }, `Cellboard is ready: ${url}`);
  }

  if (server.adminLink !== null) {
    const words = `No admin has an account yet. To create one, open this link; it works once, within a week: ${server.adminLink}`;
    if (isTTY) process.stdout.write(`${words}\n`);
    else log.warn(words);
  }

  const stop = (signal: NodeJS.Signals) => {
    log.info(`${signal}: stopping`);
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    void server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the server did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
} catch (error) {
  process.stderr.write(`${startProblem(error)}\n`);
  process.exit(1); // whatever was opened before the failure must not keep the process alive
}

import { startProblem } from '@cellboard/server';
import { ConsoleLogger } from '@nestjs/common';
import { readEnv } from './env.ts';
import { start } from './start.ts';

/** Most systems kill a process some seconds after the signal; another worker runs the jobs that are cut off then. */
const STOP_WITHIN_MS = 8000;

try {
  const env = readEnv();
  const logger = new ConsoleLogger({
    prefix: 'Worker',
    json: !process.stdout.isTTY,
    logLevels: levelsFrom(env.LOG_LEVEL),
  });
  const worker = await start(env, logger);
  logger.log('waiting for jobs');

  const stop = (signal: NodeJS.Signals) => {
    logger.log(`${signal}: stopping`);
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    void worker.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
} catch (error) {
  process.stderr.write(`${startProblem(error)}\n`);
  process.exit(1); // whatever was opened before the failure must not keep the process alive
}

/** The setting has the same words for site and workers; Nest has words of its own. */
function levelsFrom(least: ReturnType<typeof readEnv>['LOG_LEVEL']) {
  const levels = {
    fatal: 'fatal',
    error: 'error',
    warn: 'warn',
    info: 'log',
    debug: 'debug',
    trace: 'verbose',
  } as const;
  const names = Object.keys(levels) as (keyof typeof levels)[];
  return least === 'silent' ? [] : names.slice(0, names.indexOf(least) + 1).map((name) => levels[name]);
}

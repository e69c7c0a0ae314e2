import { createLog } from './log.ts';
import { readEnv } from './env.ts';
import { start } from './start.ts';
import { startProblem } from './start-problem.ts';

/** Most systems kill a process some seconds after the signal; requests that are still open then are cut off. */
const STOP_WITHIN_MS = 8000;

try {
  const env = readEnv();
  const log = createLog(env.LOG_LEVEL, process.stdout.isTTY);
  const server = await start(env, log);

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

import { pino, type Logger } from 'pino';
import pretty from 'pino-pretty';
import type { Env } from './env.ts';

/** Secrets never reach the log, wherever they are mentioned. */
const redact = ['req.headers.authorization', '*.authorization', 'headers.authorization'];

/** Lines for people on a terminal, JSON everywhere else. */
export function createLog(level: Env['LOG_LEVEL'], isTerminal: boolean): Logger {
  const options = { level, redact };
  return isTerminal
    ? pino(options, pretty({ sync: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' }))
    : pino(options);
}

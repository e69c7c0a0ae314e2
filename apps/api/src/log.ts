import { loggedError } from '@cellboard/server';
import { pino, type DestinationStream, type Logger } from 'pino';
import pretty from 'pino-pretty';
import type { Env } from './env.ts';

/** Secrets never reach the log, wherever they are mentioned. */
const redact = ['authorization', 'cookie'].flatMap((name) => [`req.headers.${name}`, `headers.${name}`, `*.${name}`]);

/** JSON, a line for each event. */
export function createLog(level: Env['LOG_LEVEL'], to?: DestinationStream): Logger {
  const options = { level, redact, serializers: { err: loggedError } };
  return to === undefined ? pino(options) : pino(options, to);
}

/** Lines for people at a terminal. */
export function createTerminalLog(level: Env['LOG_LEVEL']): Logger {
  return createLog(level, pretty({ sync: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' }));
}

import { Problem } from '@cellboard/contract';
import type { FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** A client that is slower than this reads its answer from a broken connection, if at all. */
const PATIENCE_MS = 30_000;

/** Reads a refused upload to its end, because most clients read the answer only after they have sent everything. */
export async function draining<T>({ raw }: FastifyRequest, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const hasStalled = error instanceof Problem && error.code === 'REQUEST_TIMEOUT';
    if (!raw.complete && !raw.destroyed && !hasStalled) await drain(raw);
    throw error;
  }
}

async function drain(request: IncomingMessage): Promise<void> {
  request.unpipe();
  const ended = new Promise<void>((resolve) => {
    request.once('end', resolve).once('close', resolve);
  });
  request.resume();
  const patience = new AbortController();
  await Promise.race([ended, setTimeout(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => undefined)]);
  patience.abort();
}

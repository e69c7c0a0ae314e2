import { FileStore, Queue } from '@cellboard/server';
import { MikroORM } from '@mikro-orm/core';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';

/** With less than this an upload, or the log of the embedded database, may not fit any more. */
const LEAST_FREE_BYTES = 32 * 2 ** 20;

/** A bucket that says nothing is tried for longer than a monitor waits. */
const PATIENCE_MS = 3000;

/** For monitors of the process. */
@Controller('api/v1/health')
export class HealthController {
  constructor(
    private readonly orm: MikroORM,
    private readonly queue: Queue,
    private readonly files: FileStore,
  ) {}

  /** The process runs. */
  @Get('live')
  live() {
    return { status: 'ok' };
  }

  /** The process can do its work: 200, else 503 and what is missing. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const [database, queue, disk, files] = await Promise.all([
      this.orm.isConnected(),
      holds(this.queue.counts()),
      holds(this.files.freeBytes(), (free) => free >= LEAST_FREE_BYTES),
      isQuick(this.files.reach()),
    ]);
    const isReady = database && queue && disk && files;
    void reply.status(isReady ? 200 : 503).header('cache-control', 'no-store');
    return { status: isReady ? 'ok' : 'unavailable', database, queue, disk, files };
  }
}

/** Whether something answers while the monitor still waits. */
async function isQuick(answer: Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  const tooLate = sleep(PATIENCE_MS, undefined, { signal: late.signal, ref: false }).then(() => false);
  try {
    return await Promise.race([holds(answer), tooLate]);
  } finally {
    tooLate.catch(() => undefined);
    late.abort();
  }
}

/** Whether something can be asked, and its answer is as it should be. */
async function holds<T>(answer: Promise<T>, isRight: (value: T) => boolean = () => true): Promise<boolean> {
  return answer.then(isRight, () => false);
}

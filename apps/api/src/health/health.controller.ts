import { FileStore, Queue } from '@cellboard/server';
import { MikroORM } from '@mikro-orm/core';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** With less than this an upload, or the log of the embedded database, may not fit any more. */
const LEAST_FREE_BYTES = 32 * 2 ** 20;

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
    const [database, queue, disk] = await Promise.all([
      this.orm.isConnected(),
      holds(this.queue.counts()),
      holds(this.files.freeBytes(), (free) => free >= LEAST_FREE_BYTES),
    ]);
    const isReady = database && queue && disk;
    void reply.status(isReady ? 200 : 503).header('cache-control', 'no-store');
    return { status: isReady ? 'ok' : 'unavailable', database, queue, disk };
  }
}

/** Whether something can be asked, and its answer is as it should be. */
async function holds<T>(answer: Promise<T>, isRight: (value: T) => boolean = () => true): Promise<boolean> {
  return answer.then(isRight, () => false);
}

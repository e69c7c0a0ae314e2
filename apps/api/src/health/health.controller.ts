import { Queue } from '@cellboard/server';
import { MikroORM } from '@mikro-orm/core';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** For monitors of the process. */
@Controller('api/v1/health')
export class HealthController {
  constructor(
    private readonly orm: MikroORM,
    private readonly queue: Queue,
  ) {}

  /** The process runs. */
  @Get('live')
  live() {
    return { status: 'ok' };
  }

  /** The process can do its work: 200, else 503. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const [database, queue] = await Promise.all([this.orm.isConnected(), succeeds(this.queue.counts())]);
    const isReady = database && queue;
    void reply.status(isReady ? 200 : 503).header('cache-control', 'no-store');
    return { status: isReady ? 'ok' : 'unavailable', database, queue };
  }
}

async function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

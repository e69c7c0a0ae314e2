import { MikroORM } from '@mikro-orm/core';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** For whatever watches over the process. */
@Controller('health')
export class HealthController {
  constructor(private readonly orm: MikroORM) {}

  /** The process runs. */
  @Get('live')
  live() {
    return { status: 'ok' };
  }

  /** The process can do its work: 200, else 503. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const database = await this.orm.isConnected();
    void reply.status(database ? 200 : 503);
    return { status: database ? 'ok' : 'unavailable', database };
  }
}

import type { SystemStatus } from '@cellboard/contract';
import type { SystemService as Contract } from '@cellboard/contract/router';
import { Submission } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { ServerSettings } from './server-settings.ts';

/** Tells what this installation is doing. */
@Injectable()
export class SystemService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly settings: ServerSettings,
  ) {}

  async status(): Promise<SystemStatus> {
    const { version, database, demo } = this.settings;
    const queued = await this.em.count(Submission, { status: 'queued' });
    const running = await this.em.count(Submission, { status: 'running' });
    return {
      version,
      database,
      demo: { state: demo ? 'ready' : 'off', done: 0, total: 0 },
      jobs: { queued, running, failed: 0 },
    };
  }
}

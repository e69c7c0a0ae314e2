import type { InvariantReport, Principal, QueueStatus, SystemStatus } from '@cellboard/contract';
import type { SystemService as Contract } from '@cellboard/contract/router';
import { Injectable } from '@nestjs/common';
import { DemoService } from '../demo/demo.service.ts';
import { Queue } from '../queue/queue.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { BackgroundWork } from './background-work.ts';
import { QueueNumbers } from './queue-numbers.ts';
import { Invariants } from './invariants.service.ts';

/** Says what this installation is doing. */
@Injectable()
export class SystemService implements Contract {
  constructor(
    private readonly demo: DemoService,
    private readonly jobs: Queue,
    private readonly background: BackgroundWork,
    private readonly numbers: QueueNumbers,
    private readonly checks: Invariants,
    private readonly settings: ServerSettings,
  ) {}

  async status(principal: Principal): Promise<SystemStatus> {
    const { version, database } = this.settings;
    return {
      ...{ version, database },
      demo: await this.demo.status(principal),
      ...(await this.background.progress()),
      jobs: await this.jobs.counts(),
    };
  }

  queue(principal: Principal): Promise<QueueStatus> {
    return this.numbers.status(principal);
  }

  invariants(principal: Principal): Promise<InvariantReport> {
    return this.checks.report(principal);
  }
}

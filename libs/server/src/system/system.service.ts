import type { InvariantReport, Principal, QueueStatus, SystemStatus } from '@cellboard/contract';
import type { SystemService as Contract } from '@cellboard/contract/router';
import { ProgressRepository } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { DemoService } from '../demo/demo.service.ts';
import { Queue } from '../queue/queue.ts';
import { WaitingLine } from '../queue/waiting-line.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { BackgroundWork } from './background-work.ts';
import { Invariants } from './invariants.service.ts';

/** Says what this installation is doing. */
@Injectable()
export class SystemService implements Contract {
  constructor(
    private readonly demo: DemoService,
    private readonly jobs: Queue,
    private readonly background: BackgroundWork,
    private readonly line: WaitingLine,
    private readonly found: ProgressRepository,
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

  async queue(_principal: Principal): Promise<QueueStatus> {
    const speed = await this.found.speed();
    return {
      ...(await this.line.length()),
      imagesPerMinute: speed === null ? null : Math.round(speed * 600) / 10,
      ended: await this.found.ended(),
    };
  }

  invariants(principal: Principal): Promise<InvariantReport> {
    return this.checks.report(principal);
  }
}

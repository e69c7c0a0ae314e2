import type { Principal, QueueStatus } from '@cellboard/contract';
import { ProgressRepository } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { WaitingLine } from '../queue/waiting-line.ts';

/** How much waits to be scored and how fast it goes, in numbers alone. */
@Injectable()
export class QueueNumbers {
  constructor(
    private readonly line: WaitingLine,
    private readonly found: ProgressRepository,
  ) {}

  async status(_principal: Principal): Promise<QueueStatus> {
    const speed = await this.found.speed();
    return {
      ...(await this.line.length()),
      imagesPerMinute: speed === null ? null : Math.round(speed * 600) / 10,
      ended: await this.found.ended(),
    };
  }
}

import type { SystemStatus } from '@cellboard/contract';
import { DemoRepository } from '@cellboard/db';
import { demoImages } from '@cellboard/demo-data';
import { Injectable } from '@nestjs/common';
import { ServerSettings } from '../settings/server-settings.ts';
import { demoDataset, demoSubmissionCount } from './demo-words.ts';

/** How far the demo is. */
export type DemoStatus = SystemStatus['demo'];

/** Tells how far the demo is. It is off where nobody wants it, and in an installation that has other data and no demo. */
@Injectable()
export class DemoService {
  constructor(
    private readonly demo: DemoRepository,
    private readonly settings: ServerSettings,
  ) {}

  async status(): Promise<DemoStatus> {
    const off = { state: 'off', done: 0, total: 0 } as const;
    if (!this.settings.demo) return off;
    const { datasets, begun, images, submissions, finished, scored, toScore } = await this.demo.extent(
      demoDataset.slug,
    );
    if (!begun && datasets > 0) return off;
    if (submissions < demoSubmissionCount) return { state: 'preparing', done: images, total: demoImages().length };
    return { state: finished < submissions ? 'evaluating' : 'ready', done: scored, total: toScore };
  }
}

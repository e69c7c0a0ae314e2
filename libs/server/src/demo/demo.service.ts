import type { Principal, SystemStatus } from '@cellboard/contract';
import { DemoRepository } from '@cellboard/db';
import { demoDatasets } from '@cellboard/demo-data';
import { Injectable } from '@nestjs/common';
import { ServerSettings } from '../settings/server-settings.ts';
import { demoSubmissionCount, demoTask } from './demo-words.ts';

const IMAGES = demoDatasets.reduce((sum, { images }) => sum + images.length, 0);

/** How far the demo is. */
export type DemoStatus = SystemStatus['demo'];

/** Says how far the demo is. It is off where nobody wants it, and in an installation that has other data and no demo. */
@Injectable()
export class DemoService {
  constructor(
    private readonly demo: DemoRepository,
    private readonly settings: ServerSettings,
  ) {}

  async status(_principal: Principal): Promise<DemoStatus> {
    const off = { state: 'off', done: 0, total: 0 } as const;
    if (!this.settings.demo) return off;
    const extent = await this.demo.extent(
      demoTask.slug,
      demoDatasets.map(({ slug }) => slug),
    );
    const { datasets, begun, images, submissions, finished, scored, toScore } = extent;
    if (begun === 0 && datasets > 0) return off;
    if (submissions < demoSubmissionCount) return { state: 'preparing', done: images, total: IMAGES };
    return { state: finished < submissions ? 'evaluating' : 'ready', done: scored, total: toScore };
  }
}

import type { SystemStatus } from '@cellboard/contract';
import { DatasetRepository, DemoRepository, transactional } from '@cellboard/db';
import { demoImages } from '@cellboard/demo-data';
import { EntityManager, RequestContext } from '@mikro-orm/core';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { prepareDemo } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { ServerSettings } from '../system/server-settings.ts';
import { demoDataset, demoSubmissionCount } from './demo-words.ts';

/** How far the demo is. */
export type DemoStatus = SystemStatus['demo'];

const OFF: DemoStatus = { state: 'off', done: 0, total: 0 };

/** Starts the demo in an empty installation that wants one, and tells how far it is. */
@Injectable()
export class DemoService implements OnApplicationBootstrap {
  constructor(
    private readonly em: EntityManager,
    private readonly datasets: DatasetRepository,
    private readonly demo: DemoRepository,
    private readonly queue: Queue,
    private readonly settings: ServerSettings,
  ) {}

  /** An installation with data of its own is left alone; a demo that was begun is completed. */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.settings.demo) return;
    await RequestContext.create(this.em, () =>
      transactional(this.em, async (transaction) => {
        await this.datasets.lockSlug(demoDataset.slug);
        const { datasets, submissions } = await this.demo.extent(demoDataset.slug);
        const begun = await this.datasets.newestVersion(demoDataset.slug);
        if (begun ? submissions >= demoSubmissionCount : datasets > 0) return;
        await this.queue.add(transaction, prepareDemo, [{}]);
      }),
    );
  }

  async status(): Promise<DemoStatus> {
    if (!this.settings.demo) return OFF;
    const { datasets, images, submissions, finished, scored, toScore } = await this.demo.extent(demoDataset.slug);
    const begun = await this.datasets.newestVersion(demoDataset.slug);
    if (!begun) return datasets > 0 ? OFF : { state: 'preparing', done: 0, total: demoImages().length };
    if (submissions < demoSubmissionCount) return { state: 'preparing', done: images, total: demoImages().length };
    return { state: finished < submissions ? 'evaluating' : 'ready', done: scored, total: toScore };
  }
}

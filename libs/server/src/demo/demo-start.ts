import { transactional } from '@cellboard/db';
import { EntityManager, RequestContext } from '@mikro-orm/core';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { prepareDemo } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { demoMaker } from './demo-words.ts';
import { DemoService } from './demo.service.ts';

/** Starts the demo, or its completion, with the application. */
@Injectable()
export class DemoStart implements OnApplicationBootstrap {
  constructor(
    private readonly em: EntityManager,
    private readonly demo: DemoService,
    private readonly queue: Queue,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await RequestContext.create(this.em, () =>
      transactional(this.em, async (transaction) => {
        const { state } = await this.demo.status(demoMaker);
        if (state === 'preparing') await this.queue.add(transaction, prepareDemo, [{}]);
      }),
    );
  }
}

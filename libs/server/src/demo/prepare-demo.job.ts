import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { prepareDemo } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { DemoBoardsService } from './demo-boards.service.ts';
import { DemoImagesService } from './demo-images.service.ts';
import { demoMaker } from './demo-words.ts';

/** Makes the demo through the same services that people use. Run again, it resumes where it stopped. */
@Injectable()
export class PrepareDemoJob implements OnApplicationBootstrap {
  constructor(
    private readonly images: DemoImagesService,
    private readonly boards: DemoBoardsService,
    private readonly queue: Queue,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.queue.take(prepareDemo, this);
  }

  async run(): Promise<void> {
    await this.images.prepare(demoMaker);
    await this.boards.prepare(demoMaker);
  }
}

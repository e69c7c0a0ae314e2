import { baselines } from '@cellboard/baselines';
import { demoImages, type DemoImage } from '@cellboard/demo-data';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DatasetsService } from '../datasets/datasets.service.ts';
import { ImageUploadsService } from '../datasets/image-uploads.service.ts';
import { ModelsService } from '../models/models.service.ts';
import { prepareDemo } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { FileStore } from '../storage/file-store.ts';
import { BaselineSubmissionsService } from '../submissions/baseline-submissions.service.ts';
import { ServerSettings } from '../system/server-settings.ts';
import { TasksService } from '../tasks/tasks.service.ts';
import { DemoThreads } from './demo-threads.ts';
import { demoCheckpoint, demoDataset, demoTasks, toModel } from './demo-words.ts';

/** Makes the demo through the same services that people use. Every step may be repeated: what is there already stays. */
@Injectable()
export class PrepareDemoJob implements OnApplicationBootstrap {
  constructor(
    private readonly datasets: DatasetsService,
    private readonly uploads: ImageUploadsService,
    private readonly tasks: TasksService,
    private readonly models: ModelsService,
    private readonly submissions: BaselineSubmissionsService,
    private readonly threads: DemoThreads,
    private readonly files: FileStore,
    private readonly queue: Queue,
    private readonly settings: ServerSettings,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.queue.take(prepareDemo, () => this.run());
  }

  async run(): Promise<void> {
    const { published } = await this.datasets.create(demoDataset, 'demo');
    if (!published) await this.addImages();
    await this.datasets.publish({ dataset: demoDataset.slug }, 'demo');
    for (const task of demoTasks) await this.tasks.create(task, 'demo');
    for (const baseline of baselines) await this.models.create(toModel(baseline), 'demo');
    for (const { slug: task } of demoTasks) {
      for (const { slug } of baselines) {
        await this.submissions.submit({ task, model: slug, checkpoint: demoCheckpoint, baseline: slug }, 'demo');
      }
    }
  }

  private async addImages(): Promise<void> {
    const files = await this.datasets.files({ dataset: demoDataset.slug });
    const there = new Set(files.map(({ name }) => name));
    await Promise.all(demoImages().flatMap((image) => (there.has(image.name) ? [] : [this.addImage(image)])));
  }

  private async addImage({ name, tags }: DemoImage): Promise<void> {
    const drawn = await this.threads.draw(name);
    const [image, truth] = await Promise.all(
      [drawn.image, drawn.truth].map((bytes) => this.files.put(bytes, this.settings.maxFileBytes)),
    );
    if (!image || !truth) throw new Error('The store did not answer for both files.');
    await this.uploads.add(
      {
        dataset: demoDataset.slug,
        name,
        tags: { ...tags, instanceSeg: true },
        imageSha256: image.sha256,
        truthSha256: truth.sha256,
      },
      'demo',
    );
  }
}

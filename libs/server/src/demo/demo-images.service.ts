import { demoImages, type DemoImage } from '@cellboard/demo-data';
import { Injectable } from '@nestjs/common';
import { DatasetsService } from '../datasets/datasets.service.ts';
import { ImageUploadsService } from '../datasets/image-uploads.service.ts';
import { DemoThreads } from './demo-threads.ts';
import { demoDataset } from './demo-words.ts';

/** Makes and publishes the demo's dataset; images that are there already stay. */
@Injectable()
export class DemoImagesService {
  constructor(
    private readonly datasets: DatasetsService,
    private readonly uploads: ImageUploadsService,
    private readonly threads: DemoThreads,
  ) {}

  async prepare(): Promise<void> {
    const { published } = await this.datasets.create(demoDataset, 'demo');
    if (published) return;
    const files = await this.datasets.files({ dataset: demoDataset.slug });
    const there = new Set(files.map(({ name }) => name));
    const missing = demoImages().filter(({ name }) => !there.has(name));
    await Promise.all(missing.map((image) => this.add(image)));
    await this.datasets.publish({ dataset: demoDataset.slug, provenance: null, quality: null }, 'demo');
  }

  private async add({ name, tags }: DemoImage): Promise<void> {
    const words = { dataset: demoDataset.slug, name, tags: { ...tags, instanceSeg: true }, ignore: null };
    await this.threads.draw(name, (drawing) => this.uploads.add({ ...words, ...drawing }, 'demo'));
  }
}

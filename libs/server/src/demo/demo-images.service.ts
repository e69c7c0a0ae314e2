import { ImageTags, type Principal } from '@cellboard/contract';
import { DatasetRepository } from '@cellboard/db';
import { demoDatasets, type DemoDataset, type DemoImage } from '@cellboard/demo-data';
import { Injectable } from '@nestjs/common';
import { ImageUploadsService } from '../datasets/image-uploads.service.ts';
import { PublicationService } from '../datasets/publication.service.ts';
import { DemoThreads } from './demo-threads.ts';
import { toNewDataset } from './demo-words.ts';

/** Makes and publishes the demo's datasets; images that are there already stay. */
@Injectable()
export class DemoImagesService {
  constructor(
    private readonly datasets: DatasetRepository,
    private readonly publication: PublicationService,
    private readonly uploads: ImageUploadsService,
    private readonly threads: DemoThreads,
  ) {}

  async prepare(principal: Principal): Promise<void> {
    for (const dataset of demoDatasets) await this.make(principal, dataset);
  }

  private async make(principal: Principal, dataset: DemoDataset): Promise<void> {
    const version = await this.publication.create(principal, toNewDataset(dataset), { synthetic: true });
    if (version.isPublished) return;
    const there = new Set(
      (await this.datasets.images(version.id, { limit: dataset.images.length })).map(({ name }) => name),
    );
    const missing = dataset.images.filter(({ name }) => !there.has(name));
    await Promise.all(missing.map((image) => this.add(principal, dataset, image)));
    await this.publication.publish(principal, { dataset: dataset.slug, provenance: null, quality: null });
  }

  private async add(principal: Principal, { slug: dataset }: DemoDataset, { name, tags }: DemoImage): Promise<void> {
    const words = { dataset, name, tags: ImageTags.parse(tags), ignore: null };
    await this.threads.draw(name, (drawing) => this.uploads.add(principal, { ...words, ...drawing }));
  }
}

import {
  ImageName,
  Slug,
  type FingerprintedImages,
  type FingerprintImages,
  type ImagesPage,
  type ImagesQuery,
  type Principal,
  type TaggedImages,
  type TagImages,
} from '@cellboard/contract';
import type { ImagesService as Contract } from '@cellboard/contract/router';
import { ImageRepository, TaskRepository, type ImageFilter } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { pageFrom, readCursor } from '../paging/cursor.ts';
import { noTask } from '../tasks/task-problems.ts';
import { ImageCurationService } from './image-curation.service.ts';
import { toImage } from './to-image.ts';

type Choices = Pick<ImagesPage, 'cellTypes' | 'modalities' | 'facets'>;

const NO_CHOICES: Choices = { cellTypes: [], modalities: [], facets: [] };

/** Shows images. */
@Injectable()
export class ImagesService implements Contract {
  constructor(
    private readonly images: ImageRepository,
    private readonly tasks: TaskRepository,
    private readonly curation: ImageCurationService,
  ) {}

  async list(principal: Principal, { cursor, limit, ...query }: ImagesQuery): Promise<ImagesPage> {
    const found = query.task === undefined ? null : await this.tasks.find(principal, query.task);
    if (query.task !== undefined && !found) throw noTask(query.task);
    const filter = { ...query, dataset: query.dataset ?? found?.dataset ?? undefined };
    const place = readCursor(z.tuple([Slug, ImageName]), cursor);
    const after = place && { dataset: place[0], name: place[1] };
    const rows = await this.images.page(principal, filter, { after, limit: limit + 1 });
    const { items, next } = pageFrom(rows, limit, ({ dataset, name }) => [dataset, name]);
    return {
      items: items.map(toImage),
      next,
      total: await this.images.count(principal, filter),
      ...(cursor === undefined ? await this.choices(principal, filter) : NO_CHOICES),
      overlays: found ? await this.images.overlays(found.task.id) : [],
    };
  }

  /** What a gallery lets people choose from; it is asked for with the first page alone. */
  private async choices(principal: Principal, filter: ImageFilter): Promise<Choices> {
    return {
      cellTypes: await this.images.cellTypes(principal, filter),
      modalities: await this.images.modalities(principal, filter),
      facets: await this.images.facets(principal, filter),
    };
  }

  tag(principal: Principal, input: TagImages): Promise<TaggedImages> {
    return this.curation.tag(principal, input);
  }

  fingerprint(principal: Principal, input: FingerprintImages): Promise<FingerprintedImages> {
    return this.curation.fingerprint(principal, input);
  }
}

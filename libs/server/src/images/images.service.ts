import {
  ImageName,
  Slug,
  type FingerprintedImages,
  type FingerprintImages,
  type ImageDetails,
  type ImageQuery,
  type ImageResults,
  type ImagesPage,
  type ImagesQuery,
  type Neighbours,
  type NeighboursQuery,
  type Principal,
  type ReportedProblem,
  type ReportProblem,
  type TaggedImages,
  type TagImages,
} from '@cellboard/contract';
import type { ImagesService as Contract } from '@cellboard/contract/router';
import { ImagePageRepository, ImageRepository, TaskRepository, type FoundTask, type ImageFilter } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { pageFrom, readCursor } from '../paging/cursor.ts';
import { noTask } from '../tasks/task-problems.ts';
import { ImageCurationService } from './image-curation.service.ts';
import { ImagePageService } from './image-page.service.ts';
import { ProblemReportsService } from './problem-reports.service.ts';
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
    private readonly page: ImagePageService,
    private readonly pageRows: ImagePageRepository,
    private readonly reports: ProblemReportsService,
  ) {}

  async list(principal: Principal, { cursor, limit, ...query }: ImagesQuery): Promise<ImagesPage> {
    const { found, filter } = await this.filterOf(principal, query);
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

  get(principal: Principal, query: ImageQuery): Promise<ImageDetails> {
    return this.page.get(principal, query);
  }

  results(principal: Principal, query: ImageQuery): Promise<ImageResults> {
    return this.page.results(principal, query);
  }

  async neighbours(principal: Principal, { image, ...query }: NeighboursQuery): Promise<Neighbours> {
    const { filter } = await this.filterOf(principal, query);
    const row = await this.pageRows.neighbours(principal, filter, image);
    if (row) return row;
    return { previous: null, next: null, place: null, total: await this.images.count(principal, filter) };
  }

  reportProblem(principal: Principal, input: ReportProblem): Promise<ReportedProblem> {
    return this.reports.report(principal, input);
  }

  tag(principal: Principal, input: TagImages): Promise<TaggedImages> {
    return this.curation.tag(principal, input);
  }

  fingerprint(principal: Principal, input: FingerprintImages): Promise<FingerprintedImages> {
    return this.curation.fingerprint(principal, input);
  }

  /** A task may be named by a slug that it had before, which means one dataset of it. */
  private async filterOf(
    principal: Principal,
    query: ImageFilter,
  ): Promise<{ found: FoundTask | null; filter: ImageFilter }> {
    const found = query.task === undefined ? null : await this.tasks.find(principal, query.task);
    if (query.task !== undefined && !found) throw noTask(query.task);
    return { found, filter: { ...query, dataset: query.dataset ?? found?.dataset ?? undefined } };
  }
}

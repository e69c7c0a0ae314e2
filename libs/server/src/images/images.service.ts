import {
  ImageName,
  Slug,
  type FingerprintedImages,
  type FingerprintImages,
  type Image,
  type ImageDetails,
  type ImageQuery,
  type ImageResults,
  type ImageTable,
  type ImageTableQuery,
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
import {
  ImagePageRepository,
  ImageRepository,
  TaskRepository,
  type FoundTask,
  type ImageFilter,
  type ImageOrder,
  type OrderedRow,
} from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { pageFrom, readCursor } from '../paging/cursor.ts';
import { noTask } from '../tasks/task-problems.ts';
import { ImageCurationService } from './image-curation.service.ts';
import { ImagePageService } from './image-page.service.ts';
import { imageTable } from './image-table.ts';
import { orderBy } from './order-by.ts';
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

  async list(principal: Principal, { cursor, limit, skip, itemsOnly, ...query }: ImagesQuery): Promise<ImagesPage> {
    const { found, filter, order } = await this.questionOf(principal, query);
    const place = readCursor(Place, cursor);
    const after = place && { group: place[0], figure: place[1], dataset: place[2], name: place[3] };
    const rows = await this.images.page(principal, filter, { order, after, skip, limit: limit + 1 });
    const { items, next } = pageFrom(rows, limit, ({ group, figure, dataset, name }) => [group, figure, dataset, name]);
    const page = { items: items.map((row) => withScore(row, order)), next };
    if (itemsOnly) return { ...page, total: items.length, cellTypes: [], modalities: [], facets: [], overlays: [] };
    return {
      ...page,
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

  async table(principal: Principal, { candidates, ...query }: ImageTableQuery): Promise<ImageTable> {
    const found = await this.tasks.find(principal, query.task);
    if (!found) throw noTask(query.task);
    const { items, next } = await this.list(principal, { ...query, itemsOnly: true });
    return { ...(await imageTable(this.pageRows, found.task, { images: items, candidates })), next };
  }

  async neighbours(principal: Principal, { image, ...query }: NeighboursQuery): Promise<Neighbours> {
    const { filter, order } = await this.questionOf(principal, query);
    const row = await this.pageRows.neighbours(principal, { image, filter, order });
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
  private async questionOf(
    principal: Principal,
    { sort, candidate, metric, seed, grouped = false, ...query }: Omit<NeighboursQuery, 'image'>,
  ): Promise<{ found: FoundTask | null; filter: ImageFilter; order: ImageOrder }> {
    const found = query.task === undefined ? null : await this.tasks.find(principal, query.task);
    if (query.task !== undefined && !found) throw noTask(query.task);
    const filter = { ...query, dataset: query.dataset ?? found?.dataset ?? undefined };
    const by = await orderBy({ sort, candidate, metric, seed }, found, this.pageRows);
    return { found, filter, order: { by, grouped } };
  }
}

/** Group, figure, dataset and name of the last image of a page. */
const Place = z.tuple([z.string(), z.number().nullable(), Slug, ImageName]);

/** A score is shown as it is, not as it sorts. */
function withScore(row: OrderedRow, { by }: ImageOrder): Image {
  const image = toImage(row);
  if (by.kind !== 'score' && by.kind !== 'disagreement') return image;
  const isTurned = by.kind === 'disagreement' || by.highest;
  return { ...image, score: row.figure === null ? null : isTurned ? -row.figure : row.figure };
}

import { createHash } from 'node:crypto';
import { Problem, type Principal, type Slug } from '@cellboard/contract';
import { DatasetRepository, DatasetStatisticsRepository } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { croissantOf, type ListFile } from './croissant.ts';
import { noDataset } from './dataset-problems.ts';
import { DatasetsService } from './datasets.service.ts';
import { IMAGE_LIST_HEAD, imageLine } from './image-list.ts';

/** A file that is made of what is known of a dataset. */
export interface DatasetFileContents extends ListFile {
  readonly chunks: () => AsyncIterable<string>;
}

/** Images that are read at once. */
const PAGE = 1000;

/** Lists of which the hash is remembered, and descriptions. */
const MOST_KNOWN = 200;

/** For so long a page may describe a list as it was: counting the files again takes as long as there are images. */
const PAGE_MS = 60_000;

/** Describes datasets for machines, and lists their images. */
@Injectable()
export class DatasetDescriptionsService {
  /** Hashes of lists, by the version of the dataset and how often its tags were changed. */
  private readonly known = new Map<string, ListFile>();
  /** Descriptions that stand in pages, by where the site is reached and the dataset, and until when. */
  private readonly inPages = new Map<string, { until: number; description: Promise<Record<string, unknown>> }>();

  constructor(
    private readonly datasets: DatasetsService,
    private readonly versions: DatasetRepository,
    private readonly statistics: DatasetStatisticsRepository,
  ) {}

  /**
   * A dataset as Croissant JSON-LD.
   *
   * @param origin where this site is reached
   * @throws Problem DATASET_NOT_FOUND, also where there is nothing to describe
   */
  async croissant(principal: Principal, dataset: Slug, origin: string): Promise<Record<string, unknown>> {
    const details = await this.datasets.get(principal, { dataset });
    if (!details.croissant)
      throw new Problem(
        'DATASET_NOT_FOUND',
        `There is no description of ${details.name} for machines: it was not imported, and no file or year of its publication is known.`,
      );
    return croissantOf(details, origin, details.version === null ? null : await this.images(principal, dataset));
  }

  /**
   * The same for the page of the dataset. What everybody sees may be a minute old.
   *
   * @throws Problem as {@link croissant}
   */
  async croissantInPage(principal: Principal, dataset: Slug, origin: string): Promise<Record<string, unknown>> {
    if (principal.kind !== 'anonymous') return this.croissant(principal, dataset, origin);
    const key = `${origin} ${dataset}`;
    const before = this.inPages.get(key);
    if (before && before.until > Date.now()) return before.description;
    const description = this.croissant(principal, dataset, origin);
    this.inPages.delete(key);
    this.inPages.set(key, { until: Date.now() + PAGE_MS, description });
    forgetOldest(this.inPages);
    return description.catch((error: unknown) => {
      this.inPages.delete(key);
      throw error;
    });
  }

  /**
   * The images of the newest published version of a dataset as CSV, by name.
   *
   * @throws Problem DATASET_NOT_FOUND
   */
  async images(principal: Principal, dataset: Slug): Promise<DatasetFileContents> {
    await this.datasets.get(principal, { dataset });
    const version = await this.versions.newestPublished(dataset);
    if (!version) throw noDataset(dataset);
    const chunks = () => this.chunksOf(version.id);
    const { changes, bytes } = await this.statistics.totals(version.id);
    const key = `${version.id} ${String(changes)} ${String(bytes)}`;
    const file = this.known.get(key) ?? (await measured(chunks()));
    this.known.delete(key);
    this.known.set(key, file);
    forgetOldest(this.known);
    return { ...file, chunks };
  }

  private async *chunksOf(versionId: string): AsyncGenerator<string> {
    yield IMAGE_LIST_HEAD;
    for (let after = ''; ;) {
      const images = await this.statistics.images(versionId, { after, limit: PAGE });
      if (images.length > 0) yield images.map(imageLine).join('');
      const last = images.at(-1);
      if (last === undefined || images.length < PAGE) return;
      after = last.name;
    }
  }
}

function forgetOldest(known: Map<string, unknown>): void {
  for (const oldest of known.keys()) if (known.size > MOST_KNOWN) known.delete(oldest);
}

async function measured(chunks: AsyncIterable<string>): Promise<ListFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    bytes += Buffer.byteLength(chunk);
  }
  return { bytes, sha256: hash.digest('hex') };
}

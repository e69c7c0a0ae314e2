import {
  can,
  exposure,
  UNDISCLOSED,
  ImageName,
  Slug,
  type Dataset,
  type DatasetDetails,
  type DatasetFile,
  type DatasetFilesQuery,
  type DatasetQuery,
  type DatasetsQuery,
  type DatasetStatistics,
  type DescribeDataset,
  type Lookalikes,
  type LookalikesQuery,
  type NewDataset,
  type OpenDatasetVersion,
  type Page,
  type Principal,
  type PublishDataset,
  type ReportDataset,
  type RetireDataset,
} from '@cellboard/contract';
import type { DatasetsService as Contract } from '@cellboard/contract/router';
import { DatasetRepository, SourceRepository, type DatasetVersionEntity, type ImageEntity } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { pageFrom, readCursor } from '../paging/cursor.ts';
import { hasCroissant, providerFiles } from './croissant.ts';
import { CurationService } from './curation.service.ts';
import { DatasetCounts } from './dataset-counts.ts';
import { noDataset } from './dataset-problems.ts';
import { findLookalikes } from './lookalikes.ts';
import { PublicationService } from './publication.service.ts';

/** Finds datasets. What changes them is in services of its own. */
@Injectable()
export class DatasetsService implements Contract {
  constructor(
    private readonly datasets: DatasetRepository,
    private readonly sources: SourceRepository,
    private readonly publication: PublicationService,
    private readonly curation: CurationService,
    private readonly counted: DatasetCounts,
  ) {}

  async list(principal: Principal, { cursor, limit, open }: DatasetsQuery): Promise<Page<Dataset>> {
    const [after] = readCursor(z.tuple([Slug]), cursor) ?? [];
    const rows = await this.datasets.page(principal, { after, limit: limit + 1, open });
    return pageFrom(rows, limit, ({ slug }) => [slug]);
  }

  async get(principal: Principal, { dataset: slug }: DatasetQuery): Promise<DatasetDetails> {
    const [summary] = await this.datasets.page(principal, { slug, limit: 1 });
    if (!summary) throw noDataset(slug);
    const newest = await this.datasets.newestPublished(slug);
    const versions = newest ? await this.datasets.published(newest.dataset.id) : [];
    return {
      ...summary,
      provenance: newest?.provenance ?? null,
      quality: newest?.quality ?? null,
      publishedAt: newest?.publishedAt?.toISOString() ?? null,
      versions: versions.flatMap(toVersion),
      trained: await this.trained(summary.source),
      downloads: providerFiles(slug),
      croissant: hasCroissant(summary),
    };
  }

  async statistics(principal: Principal, { dataset }: DatasetQuery): Promise<DatasetStatistics> {
    const [summary] = await this.datasets.page(principal, { slug: dataset, limit: 1 });
    if (!summary) throw noDataset(dataset);
    return this.counted.of(dataset);
  }

  async lookalikes(_principal: Principal, { dataset, images }: LookalikesQuery): Promise<Lookalikes> {
    return findLookalikes(images, await this.datasets.pictures(dataset));
  }

  async files(principal: Principal, { dataset, cursor, limit }: DatasetFilesQuery): Promise<Page<DatasetFile>> {
    const isCurator = can(principal, 'datasets.files', { kind: 'dataset', slug: dataset });
    // Nobody else learns that a version is open.
    const version = await (isCurator ? this.datasets.newestVersion(dataset) : this.datasets.newestPublished(dataset));
    if (!version) throw noDataset(dataset);
    const [after] = readCursor(z.tuple([ImageName]), cursor) ?? [];
    const images = await this.datasets.images(version.id, { ...(after !== undefined && { after }), limit: limit + 1 });
    const { items, next } = pageFrom(images, limit, ({ name }) => [name]);
    return { items: items.map(toFile), next };
  }

  create(principal: Principal, input: NewDataset): Promise<Dataset> {
    return this.summaryOf(principal, this.publication.create(principal, input));
  }

  openVersion(principal: Principal, input: OpenDatasetVersion): Promise<Dataset> {
    return this.summaryOf(principal, this.publication.openVersion(principal, input));
  }

  publish(principal: Principal, input: PublishDataset): Promise<Dataset> {
    return this.summaryOf(principal, this.publication.publish(principal, input));
  }

  describe(principal: Principal, input: DescribeDataset): Promise<Dataset> {
    return this.summaryOf(principal, this.curation.describe(principal, input));
  }

  report(principal: Principal, input: ReportDataset): Promise<Dataset> {
    return this.summaryOf(principal, this.curation.report(principal, input));
  }

  retire(principal: Principal, input: RetireDataset): Promise<Dataset> {
    return this.summaryOf(principal, this.curation.retire(principal, input));
  }

  private async summaryOf(principal: Principal, version: Promise<DatasetVersionEntity>): Promise<Dataset> {
    return this.datasets.summaryOf(principal, await version);
  }

  /** Candidates whose weights have seen some of the images of a source. */
  private async trained(source: Slug): Promise<DatasetDetails['trained']> {
    const candidates = await this.datasets.candidates();
    const declared = await this.sources.declared(candidates.map(({ candidateId }) => candidateId));
    const vocabulary = await this.sources.vocabulary();
    return candidates.flatMap(({ candidateId, ...names }) => {
      const seen = exposure(declared.get(candidateId) ?? UNDISCLOSED, source, vocabulary);
      return seen === 'seen' || seen === 'partly' ? [{ ...names, exposure: seen }] : [];
    });
  }
}

function toVersion({ number, publishedAt, retiredAt, changes }: DatasetVersionEntity): DatasetDetails['versions'] {
  if (!publishedAt) return [];
  return [
    {
      version: number,
      publishedAt: publishedAt.toISOString(),
      retiredAt: retiredAt?.toISOString() ?? null,
      changes: changes ?? null,
    },
  ];
}

function toFile({ name, imageFile, truthFile, ignoreFile }: ImageEntity): DatasetFile {
  return {
    name,
    imageSha256: imageFile.sha256,
    truthSha256: truthFile?.sha256 ?? null,
    ignoreSha256: ignoreFile?.sha256 ?? null,
  };
}

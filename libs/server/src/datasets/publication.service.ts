import {
  Problem,
  type NewDataset,
  type OpenDatasetVersion,
  type Principal,
  type PublishDataset,
  type QualityReport,
  type Slug,
} from '@cellboard/contract';
import {
  DatasetEntity,
  DatasetRepository,
  DatasetVersionEntity,
  ImageRepository,
  SourceEntity,
  SourceRepository,
  transactional,
  type Transaction,
} from '@cellboard/db';
import { FIGURES_VERSION } from '@cellboard/imaging';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { requireCurator } from '../access/dataset-access.ts';
import { audit } from '../audit/audit.ts';
import { difference } from '../audit/same-words.ts';
import { makePictures, measureImages } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { TaskVersions } from '../tasks/task-versions.ts';
import { noDataset } from './dataset-problems.ts';
import { overlapsOf, withOverlaps } from './overlaps.ts';

/** What only the server itself sets. */
export interface DatasetKind {
  readonly synthetic: boolean;
}

/** Opens and publishes versions of datasets. */
@Injectable()
export class PublicationService {
  constructor(
    private readonly em: EntityManager,
    private readonly datasets: DatasetRepository,
    private readonly images: ImageRepository,
    private readonly sources: SourceRepository,
    private readonly tasks: TaskVersions,
    private readonly queue: Queue,
  ) {}

  /** Opens version 1 of a dataset that is new or only listed in the catalogue. The same request again changes nothing. */
  create(
    principal: Principal,
    input: NewDataset,
    { synthetic }: DatasetKind = { synthetic: false },
  ): Promise<DatasetVersionEntity> {
    requireCurator(principal, 'datasets.create', input.slug);
    return transactional(this.em, async (transaction) => {
      await this.datasets.lockSlug(input.slug);
      const existing = await this.datasets.newestVersion(input.slug);
      if (existing) return unlessOther(existing, input);
      const source = await this.source(transaction, input);
      const { source: _source, ...words } = input;
      const catalogued = await this.datasets.bySlug(input.slug);
      const dataset = catalogued
        ? transaction.assign(catalogued, { ...said(words, catalogued), source, synthetic })
        : transaction.create(DatasetEntity, { ...words, source, synthetic });
      const version = transaction.create(DatasetVersionEntity, { dataset, number: 1 });
      transaction.persist(version);
      const action = 'dataset.create';
      audit(transaction, principal, { action, object: 'dataset', subject: input.slug, after: { ...input } });
      return version;
    });
  }

  /** Opens the next version of a published dataset; one that is open already stays. */
  openVersion(principal: Principal, { dataset: slug, changes }: OpenDatasetVersion): Promise<DatasetVersionEntity> {
    requireCurator(principal, 'datasets.openVersion', slug);
    return transactional(this.em, async (transaction) => {
      await this.datasets.lockSlug(slug);
      const newest = await this.datasets.newestVersion(slug);
      if (!newest) throw noDataset(slug);
      if (!newest.isPublished) return newest;
      const { dataset, number } = newest;
      const version = transaction.create(DatasetVersionEntity, { dataset, number: number + 1, changes });
      transaction.persist(version);
      audit(transaction, principal, {
        ...{ action: 'dataset.open-version', object: 'dataset', subject: slug },
        ...{ after: { version: number + 1 }, reason: changes },
      });
      return version;
    });
  }

  /** Closes the open version for good, and opens a version of every task that takes the dataset. */
  async publish(principal: Principal, input: PublishDataset): Promise<DatasetVersionEntity> {
    const { dataset: slug, provenance } = input;
    requireCurator(principal, 'datasets.publish', slug);
    const quality = input.quality && (await this.withOverlaps(slug, input.quality));
    return transactional(this.em, async (transaction) => {
      await this.datasets.lockSlug(slug);
      const newest = await this.datasets.newestVersion(slug);
      if (!newest) throw noDataset(slug);
      const version = await this.datasets.lockVersion(newest.id);
      if (version.isPublished) return version;
      const images = await this.datasets.imageCount(version.id);
      if (images === 0) throw isEmpty(slug);
      Object.assign(version, { provenance, quality });
      version.publish(new Date());
      await transaction.flush();
      audit(transaction, principal, {
        ...{ action: 'dataset.publish', object: 'dataset', subject: slug },
        ...{ after: { version: version.number, images } },
      });
      await this.queue.add(transaction, makePictures, [{}]);
      if (await this.images.hasUnmeasured(version.id, FIGURES_VERSION))
        await this.queue.add(transaction, measureImages, [{}]);
      const changes = version.changes ?? `Adds ${version.dataset.name}.`;
      await this.tasks.include(principal, transaction, { version, changes, cause: 'dataset' });
      return version;
    });
  }

  /** Compares pictures before the transaction, because that may take seconds. */
  private async withOverlaps(slug: Slug, report: QualityReport): Promise<QualityReport> {
    const version = await this.datasets.newestVersion(slug);
    if (!version) throw noDataset(slug);
    return withOverlaps(report, await overlapsOf(version, { datasets: this.datasets, sources: this.sources }));
  }

  /** The source that was named, or one of the dataset's own. */
  private async source(transaction: Transaction, { slug, name, source }: NewDataset): Promise<SourceEntity> {
    const wanted = source ?? slug;
    await this.sources.lock([wanted]);
    const known = await transaction.findOne(SourceEntity, { slug: wanted });
    if (known) return known;
    if (source !== undefined) throw noSource(source);
    const made = transaction.create(SourceEntity, { slug: wanted, name });
    transaction.persist(made);
    return made;
  }
}

function noSource(slug: Slug): Problem {
  return new Problem(
    'SOURCE_UNKNOWN',
    `There is no source "${slug}". Choose one of \`sources.list\`, or leave it out for images that come from nowhere else.`,
  );
}

function isEmpty(slug: Slug): Problem {
  return new Problem('DATASET_EMPTY', `The dataset "${slug}" holds no images. Add images, then publish it.`);
}

/** The same request again is answered as the first; another one under the same slug is refused. */
function unlessOther(version: DatasetVersionEntity, input: NewDataset): DatasetVersionEntity {
  const { dataset } = version;
  const { source, ...words } = input;
  // Datasets of early releases do not say what their truths outline.
  if (dataset.object == null && !version.isPublished) dataset.object = input.object;
  const sameSource = source === undefined || dataset.source.slug === source;
  const { before } = difference(dataset, said(words, dataset));
  const other = Object.entries({ ...before, ...(!sameSource && { source: dataset.source.slug }) });
  if (other.length === 0) return version;
  const kept = other.map(([key, value]) => `${key} ${JSON.stringify(value)}`).join(', ');
  throw new Problem(
    'DATASET_EXISTS',
    `There already is a dataset "${input.slug}", with ${kept}, which differs from what you sent. Choose another slug, or send the description it was made with.`,
  );
}

/** The description of a dataset; what the request leaves out stays as the catalogue has it. */
function said(
  input: Omit<NewDataset, 'source'>,
  { facts, description, sourceUrl = null, citation = null }: DatasetEntity,
): Omit<NewDataset, 'source'> {
  if (!facts) return input;
  return {
    ...input,
    description: input.description || description,
    sourceUrl: input.sourceUrl ?? sourceUrl,
    citation: input.citation ?? citation,
  };
}

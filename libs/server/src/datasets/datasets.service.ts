import {
  Problem,
  type Dataset as DatasetAnswer,
  type DatasetDetails,
  type DatasetFiles,
  type DatasetQuery,
  type Lookalikes,
  type LookalikesQuery,
  type NewDataset,
  type PublishDataset,
  type Slug,
} from '@cellboard/contract';
import type { DatasetsService as Contract } from '@cellboard/contract/router';
import { Dataset, DatasetRepository, DatasetVersion, type VersionTotals } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit, type Actor } from '../system/audit.ts';
import { sameWords } from '../system/same-words.ts';
import { findLookalikes } from './lookalikes.ts';

const NOTHING: VersionTotals = { imageCount: 0, cellCount: 0 };

/** Makes, finds and publishes datasets. Only published ones are found without the operator token. */
@Injectable()
export class DatasetsService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly datasets: DatasetRepository,
  ) {}

  async list(): Promise<DatasetAnswer[]> {
    const versions = await this.datasets.everyNewestPublished();
    const totals = await this.datasets.totals(versions.map(({ id }) => id));
    const here = versions.map((version) => toAnswer(version, totals.get(version.id)));
    const catalogued = (await this.datasets.everyCatalogued()).map(toCatalogued);
    return [...here, ...catalogued].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  }

  async get({ dataset: slug }: DatasetQuery): Promise<DatasetDetails> {
    const version = await this.datasets.newestPublished(slug);
    if (!version) return this.catalogued(slug);
    const { id, provenance = null, quality = null, publishedAt } = version;
    return {
      ...(await this.answer(version)),
      provenance,
      quality,
      tasks: await this.datasets.tasks(id),
      publishedAt: publishedAt?.toISOString() ?? null,
    };
  }

  async lookalikes({ dataset, images }: LookalikesQuery): Promise<Lookalikes> {
    return findLookalikes(images, await this.datasets.pictures(dataset));
  }

  async files({ dataset }: DatasetQuery): Promise<DatasetFiles> {
    const { id } = await this.newestVersion(dataset);
    const images = await this.datasets.images(id);
    return images.map(({ name, imageSha256, truthSha256, ignoreSha256 = null }) => ({
      name,
      imageSha256,
      truthSha256,
      ignoreSha256,
    }));
  }

  async create(input: NewDataset, actor: Actor = 'operator'): Promise<DatasetAnswer> {
    const version = await this.em.transactional(async (em) => {
      await this.datasets.lockSlug(input.slug);
      const existing = await this.datasets.newestVersion(input.slug);
      if (existing) return unlessOther(existing, input);
      audit(em, { actor, action: 'dataset.create', subject: input.slug });
      const catalogued = await this.datasets.bySlug(input.slug);
      const dataset = catalogued ? em.assign(catalogued, said(input, catalogued)) : em.create(Dataset, input);
      const made = em.create(DatasetVersion, { dataset, number: 1 });
      em.persist(made);
      return made;
    });
    return this.answer(version);
  }

  /** What is said of a version that is published already changes nothing. */
  async publish({ dataset, provenance, quality }: PublishDataset, actor: Actor = 'operator'): Promise<DatasetAnswer> {
    const version = await this.em.transactional(async (em) => {
      const { id } = await this.newestVersion(dataset);
      const locked = await this.datasets.lockVersion(id);
      if (locked.isPublished) return locked;
      const { imageCount } = await this.totals(locked);
      if (imageCount === 0) {
        throw new Problem(
          'DATASET_EMPTY',
          `The dataset ${dataset} holds no images yet. Upload images, then publish it.`,
        );
      }
      Object.assign(locked, { provenance, quality });
      locked.publish(new Date());
      audit(em, {
        actor,
        action: 'dataset.publish',
        subject: dataset,
        details: { version: locked.number, imageCount },
      });
      return locked;
    });
    return this.answer(version);
  }

  private async catalogued(slug: Slug): Promise<DatasetDetails> {
    const dataset = await this.datasets.bySlug(slug);
    if (!dataset?.facts) throw noDataset(slug);
    return { ...toCatalogued(dataset), provenance: null, quality: null, tasks: [], publishedAt: null };
  }

  /** Open or published. */
  private async newestVersion(dataset: Slug): Promise<DatasetVersion> {
    const version = await this.datasets.newestVersion(dataset);
    if (!version) throw noDataset(dataset);
    return version;
  }

  private async totals({ id }: DatasetVersion): Promise<VersionTotals> {
    const totals = await this.datasets.totals([id]);
    return totals.get(id) ?? NOTHING;
  }

  private async answer(version: DatasetVersion): Promise<DatasetAnswer> {
    return toAnswer(version, await this.totals(version));
  }
}

/** The refusal where no dataset of that slug is there, or none that may be seen. */
export function noDataset(slug: Slug): Problem {
  return new Problem(
    'DATASET_NOT_FOUND',
    `There is no dataset ${slug} here. \`datasets.list\` names every dataset that is published or in the catalogue.`,
  );
}

/** The same request again is answered as the first; another one under the same slug is refused. */
function unlessOther(version: DatasetVersion, input: NewDataset): DatasetVersion {
  if (sameWords(version.dataset, said(input, version.dataset))) return version;
  throw new Problem(
    'DATASET_EXISTS',
    `There already is a dataset ${input.slug}, with another description. Choose another slug, or send the description it was made with.`,
  );
}

/** What is said of a dataset; where nothing is said, the words of the catalogue stay. */
function said(input: NewDataset, { facts, description, sourceUrl = null, citation = null }: Dataset): NewDataset {
  if (!facts) return input;
  return {
    ...input,
    description: input.description || description,
    sourceUrl: input.sourceUrl ?? sourceUrl,
    citation: input.citation ?? citation,
  };
}

function toAnswer(
  { dataset, number, isPublished }: DatasetVersion,
  { imageCount, cellCount } = NOTHING,
): DatasetAnswer {
  return { ...words(dataset), version: number, published: isPublished, imageCount, cellCount };
}

/** A dataset of which nothing that may be seen is here. */
function toCatalogued(dataset: Dataset): DatasetAnswer {
  return { ...words(dataset), version: null, published: false, ...NOTHING };
}

function words({ slug, name, description, licence, redistributable, sourceUrl, citation, facts }: Dataset) {
  return {
    slug,
    name,
    description,
    licence,
    redistributable,
    sourceUrl: sourceUrl ?? null,
    citation: citation ?? null,
    facts: facts ?? null,
  };
}

import {
  catalogDatasets,
  catalogModels,
  catalogSources,
  type CatalogDataset,
  type CatalogModel,
  type CatalogSource,
} from '@cellboard/catalog';
import { workerNamed, type Principal } from '@cellboard/contract';
import { CatalogRepository, transactional } from '@cellboard/db';
import { EntityManager, RequestContext } from '@mikro-orm/core';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { keepCandidates } from './keep-candidates.ts';
import { keepDatasets } from './keep-datasets.ts';
import { keepModels } from './keep-models.ts';
import { keepSources } from './keep-sources.ts';

/** The server itself, while it lists the catalogue. */
export const keeper = workerNamed('catalogue');

/** The sources, datasets and models to list. */
export interface Catalog {
  readonly sources: readonly CatalogSource[];
  readonly datasets: readonly CatalogDataset[];
  readonly models: readonly CatalogModel[];
}

/**
 * Writes the catalogue into the database at the start, so that its datasets and models are listed. It never
 * overwrites what people wrote: in a row that somebody has edited, only the facts follow the catalogue.
 */
@Injectable()
export class CatalogService implements OnModuleInit {
  constructor(private readonly em: EntityManager) {}

  async onModuleInit(): Promise<void> {
    const catalog = { sources: catalogSources, datasets: catalogDatasets, models: catalogModels };
    await RequestContext.create(this.em, () => this.keep(keeper, catalog));
  }

  /** Adds what is missing and updates the rows that nobody has edited. A second run changes nothing. */
  async keep(principal: Principal, { sources, datasets, models }: Catalog): Promise<void> {
    await transactional(this.em, async (transaction) => {
      const catalog = new CatalogRepository(transaction);
      await catalog.lock({
        sources: sources.map(({ slug }) => slug),
        datasets: datasets.map(({ slug }) => slug),
        models: models.map(({ slug }) => slug),
        developers: models.map(({ developer }) => developer),
      });
      const keeping = { transaction, catalog, principal };
      // Datasets and weights refer to sources, and candidates to models.
      await keepSources(keeping, sources);
      await keepDatasets(keeping, datasets);
      const kept = await keepModels(keeping, models);
      await transaction.flush();
      await keepCandidates(keeping, models, kept);
    });
  }
}

import { catalogDatasets, catalogModels, type CatalogDataset, type CatalogModel } from '@cellboard/catalog';
import { CatalogRepository, transactional } from '@cellboard/db';
import { EntityManager, RequestContext } from '@mikro-orm/core';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { keepCandidates } from './keep-candidates.ts';
import { keepDatasets } from './keep-datasets.ts';
import { keepModels } from './keep-models.ts';

/** What is to be listed. */
export interface Catalog {
  readonly datasets: readonly CatalogDataset[];
  readonly models: readonly CatalogModel[];
}

/**
 * Writes the catalogue into the database at the start, so that its datasets and models are listed. What people wrote
 * is never changed: of a row with words of theirs, only the facts follow the catalogue.
 */
@Injectable()
export class CatalogService implements OnModuleInit {
  constructor(private readonly em: EntityManager) {}

  async onModuleInit(): Promise<void> {
    await RequestContext.create(this.em, () => this.keep({ datasets: catalogDatasets, models: catalogModels }));
  }

  /** Makes what is missing and brings up to date what is the catalogue's own. Done again, it changes nothing. */
  async keep({ datasets, models }: Catalog): Promise<void> {
    await transactional(this.em, async (transaction) => {
      const catalog = new CatalogRepository(transaction);
      await catalog.lock({
        datasets: datasets.map(({ slug }) => slug),
        models: models.map(({ slug }) => slug),
        developers: models.map(({ developer }) => developer),
      });
      await keepDatasets({ transaction, catalog }, datasets);
      // Training data refers to datasets, and candidates to models.
      await transaction.flush();
      const kept = await keepModels({ transaction, catalog }, models);
      await transaction.flush();
      await keepCandidates({ transaction, catalog }, models, kept);
    });
  }
}

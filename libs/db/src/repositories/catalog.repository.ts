import type { Slug } from '@cellboard/contract';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { DatasetVersionEntity } from '../entities/dataset-version.entity.ts';
import { DatasetEntity } from '../entities/dataset.entity.ts';
import { DeveloperEntity } from '../entities/developer.entity.ts';
import { ModelEntity } from '../entities/model.entity.ts';
import { lockNames } from './name-lock.ts';

/** What the catalogue is about to write. */
export interface CatalogNames {
  readonly sources: readonly Slug[];
  readonly datasets: readonly Slug[];
  readonly models: readonly Slug[];
  readonly developers: readonly string[];
}

/** Finds what of the catalogue is in the database. */
export class CatalogRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /**
   * Keeps others from making anything of these names until the transaction ends. Slugs come before developers, as
   * wherever a model is made, so that no two wait for each other.
   */
  async lock({ sources, datasets, models, developers }: CatalogNames): Promise<void> {
    await lockNames(this.em, 'dataset', datasets);
    await lockNames(this.em, 'source', sources);
    await lockNames(this.em, 'model', models);
    await lockNames(this.em, 'developer', developers);
  }

  datasets(slugs: readonly Slug[]): Promise<DatasetEntity[]> {
    return this.em.find(DatasetEntity, { slug: { $in: [...slugs] } }, { orderBy: { slug: 'asc' } });
  }

  /** Those of some datasets that have a version, published or open. */
  async imported(datasets: readonly DatasetEntity[]): Promise<ReadonlySet<DatasetEntity>> {
    const versions = await this.em.find(
      DatasetVersionEntity,
      { dataset: { $in: [...datasets] } },
      { orderBy: { number: 'asc' } },
    );
    return new Set(versions.map(({ dataset }) => dataset));
  }

  models(slugs: readonly Slug[]): Promise<ModelEntity[]> {
    return this.em.find(
      ModelEntity,
      { slug: { $in: [...slugs] } },
      { orderBy: { slug: 'asc' }, populate: ['developer'] },
    );
  }

  developers(names: readonly string[]): Promise<DeveloperEntity[]> {
    return this.em.find(DeveloperEntity, { name: { $in: [...names] } }, { orderBy: { name: 'asc' } });
  }
}

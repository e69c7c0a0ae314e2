import type { Slug } from '@cellboard/contract';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { DatasetVersion } from '../entities/dataset-version.entity.ts';
import { Dataset } from '../entities/dataset.entity.ts';
import { Developer } from '../entities/developer.entity.ts';
import { Model } from '../entities/model.entity.ts';
import { lockNames } from './name-lock.ts';

/** What the catalogue is about to write. */
export interface CatalogNames {
  readonly datasets: readonly Slug[];
  readonly models: readonly Slug[];
  readonly developers: readonly string[];
}

/** Finds what of the catalogue is in the database, and what the catalogue itself wrote there. */
export class CatalogRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /**
   * Keeps others from making anything of these names until the transaction ends. Slugs come before developers, as
   * wherever a model is made, so that no two wait for each other.
   */
  async lock({ datasets, models, developers }: CatalogNames): Promise<void> {
    await lockNames(this.em, 'dataset', datasets);
    await lockNames(this.em, 'model', models);
    await lockNames(this.em, 'developer', developers);
  }

  datasets(slugs: readonly Slug[]): Promise<Dataset[]> {
    return this.em.find(Dataset, { slug: { $in: [...slugs] } }, { orderBy: { slug: 'asc' } });
  }

  /** Those of some datasets of which a version is here, be it open. */
  async imported(datasets: readonly Dataset[]): Promise<ReadonlySet<Dataset>> {
    const versions = await this.em.find(
      DatasetVersion,
      { dataset: { $in: [...datasets] } },
      { orderBy: { number: 'asc' } },
    );
    return new Set(versions.map(({ dataset }) => dataset));
  }

  models(slugs: readonly Slug[]): Promise<Model[]> {
    return this.em.find(Model, { slug: { $in: [...slugs] } }, { orderBy: { slug: 'asc' }, populate: ['developer'] });
  }

  developers(names: readonly string[]): Promise<Developer[]> {
    return this.em.find(Developer, { name: { $in: [...names] } }, { orderBy: { name: 'asc' } });
  }

  /** What an actor last wrote to each of some subjects by some actions, as the audit trail has it. */
  async lastDetails(actor: string, actions: readonly string[]): Promise<ReadonlyMap<string, Record<string, unknown>>> {
    const rows = await this.em.execute<{ subject: string; details: Record<string, unknown> }[]>(
      `select distinct on (subject) subject, details from audit_entry
         where actor = ? and action in (?) order by subject, id desc`,
      [actor, actions],
    );
    return new Map(rows.map(({ subject, details }) => [subject, details]));
  }
}

import type { Slug } from '@cellboard/contract';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { Candidate } from '../entities/candidate.entity.ts';
import { Dataset } from '../entities/dataset.entity.ts';
import { Developer } from '../entities/developer.entity.ts';
import { Model } from '../entities/model.entity.ts';
import { TrainingData } from '../entities/training-data.entity.ts';
import { lockName } from './name-lock.ts';

/** Finds models, their candidates and what these were trained on. */
export class ModelRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** Looking whether a model exists and making it is one step for whoever holds this, until the transaction ends. */
  lockSlug(slug: Slug): Promise<void> {
    return lockName(this.em, 'model', slug);
  }

  bySlug(slug: Slug): Promise<Model | null> {
    return this.em.findOne(Model, { slug }, { populate: ['developer'] });
  }

  /** Every model with its developer, by slug. */
  every(): Promise<Model[]> {
    return this.em.find(Model, {}, { orderBy: { slug: 'asc' }, populate: ['developer'] });
  }

  /** The candidates of some models, oldest first. */
  candidates(modelIds: readonly string[]): Promise<Candidate[]> {
    return this.em.find(
      Candidate,
      { model: { $in: [...modelIds] } },
      { orderBy: [{ createdAt: 'asc' }, { slug: 'asc' }] },
    );
  }

  /** What some candidates were trained on, by name. */
  trainingData(candidates: readonly Candidate[]): Promise<TrainingData[]> {
    return this.em.find(TrainingData, { candidate: { $in: [...candidates] } }, { orderBy: { name: 'asc' } });
  }

  candidate(modelId: string, slug: Slug): Promise<Candidate | null> {
    return this.em.findOne(Candidate, { model: modelId, slug });
  }

  /** Like {@link lockSlug}, for a developer of that name. */
  lockDeveloper(name: string): Promise<void> {
    return lockName(this.em, 'developer', name);
  }

  developerByName(name: string): Promise<Developer | null> {
    return this.em.findOne(Developer, { name });
  }

  /** The datasets here that go by one of these names or slugs. */
  datasetsNamed(names: readonly string[]): Promise<Dataset[]> {
    return this.em.find(
      Dataset,
      { $or: [{ name: { $in: [...names] } }, { slug: { $in: [...names] } }] },
      { orderBy: { slug: 'asc' } },
    );
  }
}

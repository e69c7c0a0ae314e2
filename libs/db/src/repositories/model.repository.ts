import { accountOf, type ModelResult, type Principal, type Relation, type Slug } from '@cellboard/contract';
import { sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { CandidateEntity } from '../entities/candidate.entity.ts';
import { DeveloperEntity } from '../entities/developer.entity.ts';
import { ModelEntity } from '../entities/model.entity.ts';
import { WeightsEntity } from '../entities/weights.entity.ts';
import { lockName } from './name-lock.ts';
import { rankedEntries } from './ranked-entries.ts';
import { visibleTo } from './visible.ts';

/** A source that weights were trained on, or that weights they began from were. */
export interface WeightsSourceRow {
  readonly weightsId: string;
  readonly slug: Slug;
  readonly name: string;
  readonly inherited: boolean;
}

/** Finds models, their candidates and weights. */
export class ModelRepository {
  private readonly em: SqlEntityManager;

  constructor(em: SqlEntityManager) {
    this.em = em;
  }

  /** Keeps others from making a model of that slug until the transaction ends. */
  lockSlug(slug: Slug): Promise<void> {
    return lockName(this.em, 'model', slug);
  }

  /** Keeps others from making a developer of that name until the transaction ends. */
  lockDeveloper(name: string): Promise<void> {
    return lockName(this.em, 'developer', name);
  }

  bySlug(slug: Slug): Promise<ModelEntity | null> {
    return this.em.findOne(ModelEntity, { slug }, { populate: ['developer'] });
  }

  /** How the principal stands to a model: its owner, a member of the team that owns it, or neither. */
  async relation(principal: Principal, { id }: ModelEntity): Promise<Relation> {
    const account = accountOf(principal);
    if (account === null) return 'stranger';
    const [row] = await this.em.execute<{ relation: Relation }[]>(sql`
      select coalesce(t.role, case when m.owner_id = ${account} then 'owner' end, 'stranger') as relation
        from model m left join team_member t on t.team_id = m.team_id and t.developer_id = ${account}
       where m.id = ${id}`);
    return row?.relation ?? 'stranger';
  }

  /** Models by name; after one of them, and at most so many. */
  async page({ after, limit }: { after?: Slug | undefined; limit: number }): Promise<ModelEntity[]> {
    const rows = await this.em.execute<{ id: string }[]>(sql`
      select m.id from model m left join model place on place.slug = ${after ?? null}
       where place.slug is null or (lower(m.name) collate "C", m.slug collate "C") > (lower(place.name) collate "C", place.slug collate "C")
       order by lower(m.name) collate "C", m.slug collate "C" limit ${limit}`);
    const ids = rows.map(({ id }) => id);
    const models = await this.em.find(ModelEntity, { id: { $in: ids } }, { populate: ['developer'] });
    return models.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  }

  /** The candidates of some models with their weights, oldest first. */
  candidates(modelIds: readonly string[]): Promise<CandidateEntity[]> {
    return this.em.find(
      CandidateEntity,
      { model: { $in: [...modelIds] } },
      { orderBy: [{ createdAt: 'asc' }, { slug: 'asc' }], populate: ['weights.parent.model', 'tunedOn', 'model'] },
    );
  }

  candidate(model: Slug, candidate: Slug): Promise<CandidateEntity | null> {
    return this.em.findOne(
      CandidateEntity,
      { slug: candidate, model: { slug: model } },
      { populate: ['model', 'weights.parent.model', 'tunedOn'] },
    );
  }

  weights(model: Slug, weights: Slug): Promise<WeightsEntity | null> {
    return this.em.findOne(
      WeightsEntity,
      { slug: weights, model: { slug: model } },
      { populate: ['model', 'parent.model'] },
    );
  }

  developerByName(name: string): Promise<DeveloperEntity | null> {
    return this.em.findOne(DeveloperEntity, { name });
  }

  /** What some weights were trained on, with what they inherit, by name. */
  sources(weightsIds: readonly string[]): Promise<WeightsSourceRow[]> {
    if (weightsIds.length === 0) return Promise.resolve([]);
    return this.em.execute<WeightsSourceRow[]>(sql`
      with recursive line (weights_id, ancestor_id, inherited) as (
        select id, id, false from weights where id in (${weightsIds})
        union
        select line.weights_id, w.parent_id, true from line join weights w on w.id = line.ancestor_id where w.parent_id is not null)
      select line.weights_id as "weightsId", s.slug, s.name, bool_and(line.inherited) as inherited
        from line join weights_source x on x.weights_id = line.ancestor_id join source s on s.slug = x.source_slug
       group by line.weights_id, s.slug, s.name order by lower(s.name), s.slug`);
  }

  /** Ids of weights that were trained, or began from weights that were, on images of sources that nobody has named. */
  async incomplete(weightsIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (weightsIds.length === 0) return new Set();
    const rows = await this.em.execute<{ id: string }[]>(sql`
      with recursive line (id, ancestor_id) as (
        select id, id from weights where id in (${weightsIds})
        union
        select line.id, w.parent_id from line join weights w on w.id = line.ancestor_id where w.parent_id is not null)
      select distinct line.id from line join weights w on w.id = line.ancestor_id where not w.complete`);
    return new Set(rows.map(({ id }) => id));
  }

  /** How many boards the candidates of each model stand on, by the model's id. */
  async boardCounts(modelIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (modelIds.length === 0) return new Map();
    const rows = await this.em.execute<{ id: string; boards: number }[]>(sql`
      select c.model_id as id, count(distinct (b.task_id, b.dataset_id))::int as boards
        from board_entry b join candidate c on c.id = b.candidate_id join task t on t.id = b.task_id
       where c.model_id in (${modelIds}) and b.until is null and t.visibility = 'public' group by c.model_id`);
    return new Map(rows.map(({ id, boards }) => [id, boards]));
  }

  /**
   * The places of a model's candidates on the boards of datasets that the principal may see, by task, dataset and
   * candidate. Ranks are those of the metric that ranks the task, by means over images; as on the boards, what was scored
   * on an older version of the dataset or by an older one of the metric has none.
   */
  results(principal: Principal, modelId: string): Promise<ModelResult[]> {
    return this.em.execute<ModelResult[]>(sql`
      with boards as (
        select distinct b.task_id, b.dataset_id from board_entry b join candidate c on c.id = b.candidate_id
          join task t on t.id = b.task_id
         where c.model_id = ${modelId} and b.until is null and ${visibleTo(principal).task('t')}),
      ${rankedEntries}
      select t.slug as task, t.name as "taskName", d.slug as dataset, d.name as "datasetName",
             c.slug as candidate, c.name as "candidateName", m.id as metric, m.name as "metricName",
             scored.score, scored.rank::int as rank, scored.ranked::int as "rankedCount", s.reading
        from scored join candidate c on c.id = scored.candidate_id and c.model_id = ${modelId}
        join task t on t.id = scored.task_id join metric m on m.id = t.primary_metric_id
        join dataset d on d.id = scored.dataset_id
        join board_entry b on b.task_id = scored.task_id and b.dataset_id = scored.dataset_id
         and b.candidate_id = scored.candidate_id and b.until is null and b.part = 'all'
        join evaluation e on e.id = b.evaluation_id join submission s on s.id = e.submission_id
       order by t.synthetic, t.created_at, t.slug, lower(d.name), d.slug, c.created_at, c.slug`);
  }
}

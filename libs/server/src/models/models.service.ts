import {
  Problem,
  type Candidate as CandidateAnswer,
  type Model as ModelAnswer,
  type ModelQuery,
  type NewModel,
  type Slug,
} from '@cellboard/contract';
import type { ModelsService as Contract } from '@cellboard/contract/router';
import { Candidate, Developer, Model, ModelRepository, TrainingData } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit, type Actor } from '../system/audit.ts';
import { sameWords } from '../system/same-words.ts';

/** Makes and finds models and their candidates. */
@Injectable()
export class ModelsService implements Contract {
  constructor(
    private readonly em: EntityManager,
    private readonly models: ModelRepository,
  ) {}

  async list(): Promise<ModelAnswer[]> {
    const answers = await this.answers(await this.models.every());
    return answers.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.slug.localeCompare(b.slug, 'en'));
  }

  async get({ model }: ModelQuery): Promise<ModelAnswer> {
    const found = await this.models.bySlug(model);
    if (!found) throw noModel(model);
    return this.answer(found);
  }

  async create(input: NewModel, actor: Actor = 'operator'): Promise<ModelAnswer> {
    const model = await this.em.transactional(async (em) => {
      await this.models.lockSlug(input.slug);
      const existing = await this.models.bySlug(input.slug);
      const model = existing ? unlessOther(existing, input) : await this.make(em, { input, actor });
      await this.makeCandidate(em, { model, input: input.candidate, actor });
      return model;
    });
    return this.answer(model);
  }

  private async make(em: EntityManager, { input, actor }: { input: NewModel; actor: Actor }): Promise<Model> {
    const name = input.developer;
    await this.models.lockDeveloper(name);
    const developer = (await this.models.developerByName(name)) ?? em.create(Developer, { name });
    const model = em.create(Model, { ...columns(input), developer });
    em.persist(model);
    audit(em, { actor, action: 'model.create', subject: input.slug });
    return model;
  }

  private async makeCandidate(em: EntityManager, { model, input, actor }: NewCandidate): Promise<void> {
    const { slug, name, trainingData } = input;
    const existing = await this.models.candidate(model.id, slug);
    if (existing) {
      await this.refuseOther(existing, input);
      return;
    }
    const candidate = em.create(Candidate, { model, slug, name, trainingDeclared: trainingData !== null });
    const datasets = await this.models.datasetsNamed(trainingData ?? []);
    for (const data of new Set(trainingData)) {
      const dataset = datasets.find((known) => known.slug === data || known.name === data) ?? null;
      em.persist(em.create(TrainingData, { candidate, name: data, dataset }));
    }
    em.persist(candidate);
    audit(em, { actor, action: 'candidate.create', subject: `${model.slug}/${slug}` });
  }

  private async refuseOther(candidate: Candidate, input: NewModel['candidate']): Promise<void> {
    const { name, trainingData } = toCandidate(candidate, await this.models.trainingData([candidate]));
    const declared = (data: string[] | null) => data && [...new Set(data)].sort().join('\n');
    if (name === input.name && declared(trainingData) === declared(input.trainingData)) return;
    throw new Problem(
      'MODEL_EXISTS',
      `The model already has a candidate ${input.slug}, with another name or other training data. Choose another slug for this one.`,
    );
  }

  private async answer(model: Model): Promise<ModelAnswer> {
    const [answer] = await this.answers([model]);
    if (!answer) throw new Error(`The model ${model.slug} has vanished.`);
    return answer;
  }

  private async answers(models: Model[]): Promise<ModelAnswer[]> {
    const candidates = await this.models.candidates(models.map(({ id }) => id));
    const trainingData = await this.models.trainingData(candidates);
    return models.map((model) => {
      const own = candidates.filter((candidate) => candidate.model.id === model.id);
      return toModel(
        model,
        own.map((candidate) => toCandidate(candidate, trainingData)),
      );
    });
  }
}

interface NewCandidate {
  readonly model: Model;
  readonly input: NewModel['candidate'];
  readonly actor: Actor;
}

/** The refusal where there is no model of that slug. */
export function noModel(slug: Slug): Problem {
  return new Problem('MODEL_NOT_FOUND', `There is no model ${slug}. \`models.list\` names every model.`);
}

/** The refusal to rank a model that is only listed. */
export function isIneligible({ slug, eligibilityReason }: Model): Problem {
  return new Problem('MODEL_INELIGIBLE', `The model ${slug} is listed and never ranked: ${eligibilityReason ?? ''}`);
}

function columns({
  slug,
  name,
  description,
  backbone,
  learningMethod,
  paramCount,
  licence,
  paperUrl,
  codeUrl,
}: NewModel) {
  return { slug, name, description, backbone, learningMethod, numParams: paramCount, licence, paperUrl, codeUrl };
}

function unlessOther(model: Model, input: NewModel): Model {
  if (sameWords(model, columns(input)) && model.developer.name === input.developer) return model;
  throw new Problem(
    'MODEL_EXISTS',
    `There already is a model ${input.slug}, with another description. Choose another slug, or send the description it was made with.`,
  );
}

function toModel(model: Model, candidates: CandidateAnswer[]): ModelAnswer {
  return {
    slug: model.slug,
    name: model.name,
    description: model.description,
    developer: model.developer.name,
    learningMethod: model.learningMethod ?? null,
    backbone: model.backbone ?? null,
    paramCount: model.numParams ?? null,
    licence: model.licence ?? null,
    paperUrl: model.paperUrl ?? null,
    codeUrl: model.codeUrl ?? null,
    weightsAvailable: model.weightsAvailable ?? null,
    installSnippet: model.installSnippet ?? null,
    ineligible: model.eligible ? null : (model.eligibilityReason ?? null),
    facts: model.facts ?? null,
    candidates,
  };
}

function toCandidate(
  { id, slug, name, trainingDeclared }: Candidate,
  trainingData: TrainingData[],
): CandidateAnswer {
  const own = trainingData.filter((data) => data.candidate.id === id).map((data) => data.name);
  return { id, slug, name, trainingData: trainingDeclared ? own : null };
}

import type { Candidate, Model, Weights } from '@cellboard/contract';
import { ModelRepository, type CandidateEntity, type ModelEntity, type WeightsSourceRow } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { canonicalSettings } from './canonical-settings.ts';

/** Describes models for the wire. */
@Injectable()
export class ModelAnswers {
  constructor(private readonly models: ModelRepository) {}

  async of(models: readonly ModelEntity[]): Promise<Model[]> {
    const ids = models.map(({ id }) => id);
    const candidates = await this.models.candidates(ids);
    const weightsIds = candidates.flatMap(({ weights }) => weights?.id ?? []);
    const sources = await this.models.sources(weightsIds);
    const incomplete = await this.models.incomplete(weightsIds);
    const boards = await this.models.boardCounts(ids);
    return models.map((model) => {
      const own = candidates.filter((candidate) => candidate.model.id === model.id);
      const described = own.map((candidate) => toCandidate(candidate, { sources, incomplete }));
      return { ...toModel(model), candidates: described, boardCount: boards.get(model.id) ?? 0 };
    });
  }

  async one(model: ModelEntity): Promise<Model> {
    const [answer] = await this.of([model]);
    if (!answer) throw new Error(`The model ${model.slug} has vanished.`);
    return answer;
  }
}

function toModel(model: ModelEntity): Omit<Model, 'candidates' | 'boardCount'> {
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
    builtIn: model.builtIn,
    ineligible: model.eligible ? null : (model.eligibilityReason ?? null),
    facts: model.facts ?? null,
  };
}

/** What is declared of weights. */
interface Declarations {
  readonly sources: readonly WeightsSourceRow[];
  readonly incomplete: ReadonlySet<string>;
}

function toCandidate(candidate: CandidateEntity, declared: Declarations): Candidate {
  const { id, slug, name, kind, weights, mode, settings, tunedOn, lastVerifiedAt } = candidate;
  return {
    ...{ id, slug, name, kind },
    // The database keeps keys in an order of its own.
    settings: canonicalSettings(settings),
    mode: mode ?? null,
    tunedOn: tunedOn?.slug ?? null,
    lastVerifiedAt: lastVerifiedAt?.toISOString() ?? null,
    weights: weights ? toWeights(weights, declared) : null,
  };
}

function toWeights(weights: NonNullable<CandidateEntity['weights']>, { sources, incomplete }: Declarations): Weights {
  const { id, slug, name, sha256, parent, note } = weights;
  const named = sources.filter(({ weightsId }) => weightsId === id);
  const complete = !incomplete.has(id);
  return {
    ...{ slug, name, sha256: sha256 ?? null, note: note ?? null },
    parent: parent ? { model: parent.model.slug, weights: parent.slug } : null,
    sources:
      named.length === 0 && !complete ? null : named.map(({ slug, name, inherited }) => ({ slug, name, inherited })),
    complete,
  };
}

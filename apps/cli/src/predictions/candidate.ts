import { NewModel, type Candidate, type Model } from '@cellboard/contract';
import { CellboardError, type CellboardClient } from '@cellboard/sdk';
import { parseWords } from '../server/parse-words.ts';
import { tell } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { AddFlags } from './add-flags.ts';
import { declaredWeights } from './declared-weights.ts';

/** A candidate that exists, or the request that creates it. */
export type CandidatePlan =
  | { readonly slug: string; readonly id: string; readonly make?: never }
  | { readonly slug: string; readonly make: NewModel };

/**
 * Finds the candidate that the options mean.
 *
 * @throws UsageError if the model is only listed or has several and the options name none, or an option cannot be used
 */
export async function planCandidate(client: CellboardClient, flags: AddFlags): Promise<CandidatePlan> {
  const model = await findModel(client, flags.model);
  if (model) {
    refuseIneligible(model);
    tellUnused(model, flags);
  }
  const found = model && chosen(model, flags.candidate);
  if (found) return { slug: found.slug, id: found.id };
  const slug = flags.candidate ?? 'default';
  return {
    slug,
    make: parseWords(
      NewModel,
      { ...(model ? describedBy(model) : newModel(flags)), candidate: newCandidate(slug, flags) },
      options,
    ),
  };
}

async function findModel(client: CellboardClient, model: string): Promise<Model | undefined> {
  try {
    return await client.api.models.get.query({ model });
  } catch (error) {
    if (error instanceof CellboardError && error.code === 'MODEL_NOT_FOUND') return undefined;
    throw error;
  }
}

/** The server refuses its submissions too; checked here, no candidate is created for nothing. */
function refuseIneligible({ slug, ineligible }: Model): void {
  if (ineligible !== null) throw new UsageError(`The model ${slug} is listed and never ranked: ${ineligible}`);
}

/** Options that describe a new model change nothing about one that exists. */
function tellUnused(model: Model, { modelName = model.name, developer = model.developer }: AddFlags): void {
  if (modelName === model.name && developer === model.developer) return;
  tell(`The model ${model.slug} exists already, as ${model.name} by ${model.developer}; these do not change.`);
}

function chosen({ slug, candidates }: Model, wanted: string | undefined): Candidate | undefined {
  if (wanted !== undefined) return candidates.find((candidate) => candidate.slug === wanted);
  if (candidates.length <= 1) return candidates[0];
  const names = candidates.map((candidate) => candidate.slug).join(', ');
  throw new UsageError(`The model ${slug} has several candidates: ${names}. Name one with --candidate.`);
}

/** The description of a model that exists, so that adding a candidate to it changes nothing else. */
function describedBy(model: Model): Omit<NewModel, 'candidate'> {
  const { slug, name, description, developer, learningMethod, backbone, paramCount, licence, paperUrl, codeUrl } =
    model;
  return { slug, name, description, developer, learningMethod, backbone, paramCount, licence, paperUrl, codeUrl };
}

function newModel({ model, modelName, developer, learningMethod, codeUrl, paperUrl }: AddFlags) {
  return {
    slug: model,
    name: modelName ?? model,
    developer: developer ?? 'not stated',
    learningMethod,
    codeUrl,
    paperUrl,
  };
}

function newCandidate(slug: string, { candidateName, trainingData }: AddFlags) {
  const name = candidateName ?? slug;
  return { slug, name, weights: declaredWeights({ slug, name, trainingData }) };
}

const options = {
  slug: '--model',
  name: '--model-name',
  developer: '--developer',
  learningMethod: '--learning-method',
  codeUrl: '--code-url',
  paperUrl: '--paper-url',
  'candidate.slug': '--candidate',
  'candidate.name': '--candidate-name',
};

import { NewModel, type Candidate, type Model } from '@cellboard/contract';
import { CellboardError, type CellboardClient } from '@cellboard/sdk';
import { parseWords } from '../server/parse-words.ts';
import { tell } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { AddFlags } from './add-flags.ts';

/** A candidate that is there, or what has to be made for it. */
export type CandidatePlan =
  | { readonly slug: string; readonly id: string; readonly make?: never }
  | { readonly slug: string; readonly make: NewModel };

/**
 * Finds the candidate that the words mean.
 *
 * @throws UsageError if the model is only listed or has several and the words name none, or a word cannot be used
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
      { ...(model ? wordsOf(model) : newWords(flags)), candidate: newCandidate(slug, flags) },
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

/** The server refuses its submissions too; asked here, no candidate is made in vain. */
function refuseIneligible({ slug, ineligible }: Model): void {
  if (ineligible !== null) throw new UsageError(`The model ${slug} is listed and never ranked: ${ineligible}`);
}

/** The words for a new model change nothing of one that is there. */
function tellUnused(model: Model, { modelName = model.name, developer = model.developer }: AddFlags): void {
  if (modelName === model.name && developer === model.developer) return;
  tell(`The model ${model.slug} is there already, as ${model.name} by ${model.developer}; it keeps these words.`);
}

function chosen({ slug, candidates }: Model, wanted: string | undefined): Candidate | undefined {
  if (wanted !== undefined) return candidates.find((candidate) => candidate.slug === wanted);
  if (candidates.length <= 1) return candidates[0];
  const names = candidates.map((candidate) => candidate.slug).join(', ');
  throw new UsageError(`The model ${slug} has several candidates: ${names}. Name one with --candidate.`);
}

/** The words of a model that is there, so that adding a candidate to it changes none of them. */
function wordsOf(model: Model): Omit<NewModel, 'candidate'> {
  const { slug, name, description, developer, learningMethod, backbone, paramCount, licence, paperUrl, codeUrl } =
    model;
  return { slug, name, description, developer, learningMethod, backbone, paramCount, licence, paperUrl, codeUrl };
}

function newWords({ model, modelName, developer, learningMethod, codeUrl, paperUrl }: AddFlags) {
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
  return {
    slug,
    name: candidateName ?? slug,
    trainingData: trainingData === undefined ? undefined : datasetNames(trainingData),
  };
}

function datasetNames(words: string): string[] {
  return words.trim() === 'none' ? [] : words.split(',').map((name) => name.trim());
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
  'candidate.trainingData': '--training-data',
};

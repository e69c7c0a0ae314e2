import { NewModel, type Candidate, type Model, type NewCandidate, type TeamId } from '@cellboard/contract';
import { CellboardError, type CellboardClient } from '@cellboard/sdk';
import { parseWords } from '../server/parse-words.ts';
import { tell } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { AddFlags } from './add-flags.ts';
import { declaredSettings } from './declared-settings.ts';
import { declaredWeights } from './declared-weights.ts';
import { optionOf, refuseOther } from './other-candidate.ts';
import { refuseSlips } from './refuse-slips.ts';
import { teamOf } from './team-of.ts';

/** A candidate that exists, or the request that creates it. */
export type CandidatePlan =
  | { readonly slug: string; readonly id: string; readonly make?: never; readonly isNew?: never }
  | { readonly slug: string; readonly make: NewModel; readonly isNew: 'model' | 'candidate' };

/**
 * Finds the candidate that the options mean.
 *
 * @throws UsageError if the model is built in or only listed, if it has several candidates and the options name none, if
 *   there is no model or candidate of a name but one of a similar name, if the options describe the candidate otherwise
 *   than it is, or if one of them cannot be used
 */
export async function planCandidate(client: CellboardClient, flags: AddFlags): Promise<CandidatePlan> {
  const model = await findModel(client, flags.model);
  if (model) {
    refuseUnranked(model);
    tellUnused(model, flags);
  }
  await refuseSlips(client, model, flags);
  const found = model && chosen(model, flags.candidate);
  const slug = found?.slug ?? flags.candidate ?? 'default';
  const declared = await newCandidate(slug, { flags, candidates: model?.candidates ?? [] });
  if (model && found) {
    refuseOther(found, { declared, flags });
    tell(`Using the existing candidate "${found.name}" of ${model.name} (${model.developer}).`);
    return { slug, id: found.id };
  }
  const described = model ? describedBy(model) : newModel(flags, await teamOf(client, flags.team));
  const make = parseWords(NewModel, { ...described, candidate: declared }, options);
  return { slug, make, isNew: model ? 'candidate' : 'model' };
}

async function findModel(client: CellboardClient, model: string): Promise<Model | undefined> {
  try {
    return await client.api.models.get.query({ model });
  } catch (error) {
    if (error instanceof CellboardError && error.code === 'MODEL_NOT_FOUND') return undefined;
    throw error;
  }
}

/** The server refuses these too; checked here, nothing is read or created for nothing. */
function refuseUnranked({ slug, name, builtIn, ineligible }: Model): void {
  if (ineligible !== null) throw new UsageError(`The model ${slug} is listed and never ranked: ${ineligible}`);
  if (builtIn) {
    throw new UsageError(
      `${name} (${slug}) is built into Cellboard, which makes its predictions itself. Submit yours with a model of your own: choose another slug for --model.`,
    );
  }
}

/** Options that describe a new model change nothing about one that exists. */
function tellUnused(model: Model, flags: AddFlags): void {
  if (flags.team !== undefined)
    tell(`--team is for new models. Give ${model.slug} to a team on its page, at /me/teams.`);
  const is = {
    modelName: model.name,
    developer: model.developer,
    learningMethod: model.learningMethod,
    codeUrl: model.codeUrl,
    paperUrl: model.paperUrl,
  };
  const unused = (Object.keys(is) as (keyof typeof is)[]).filter((flag) => (flags[flag] ?? is[flag]) !== is[flag]);
  if (unused.length === 0) return;
  tell(
    `The model ${model.slug} exists already, as ${model.name} by ${model.developer}. These options do not change it: ${unused.map(optionOf).join(', ')}.`,
  );
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
  const words = {
    slug,
    name,
    description,
    developer,
    learningMethod,
    backbone,
    paramCount,
    licence,
    paperUrl,
    codeUrl,
  };
  return { ...words, weightsAvailable: null };
}

function newModel({ model, modelName, developer, learningMethod, codeUrl, paperUrl }: AddFlags, team?: TeamId) {
  return {
    slug: model,
    name: modelName ?? model,
    developer: developer ?? 'not stated',
    learningMethod,
    codeUrl,
    paperUrl,
    team,
  };
}

/** What the options say of a candidate; what they leave out is as the contract has it by default. */
async function newCandidate(
  slug: string,
  { flags, candidates }: { flags: AddFlags; candidates: readonly Candidate[] },
): Promise<NewCandidate> {
  const name = flags.candidateName ?? slug;
  const known = candidates.flatMap(({ weights }) => weights ?? []);
  return {
    ...{ slug, name, kind: flags.kind ?? 'method', mode: flags.mode ?? null, tunedOn: flags.tunedOn ?? null },
    weights: await declaredWeights({ slug, name, flags, known }),
    settings: declaredSettings(flags.setting ?? []),
  };
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
  'candidate.mode': '--mode',
  'candidate.settings': '--setting',
  'candidate.tunedOn': '--tuned-on',
  'candidate.weights.slug': '--weights',
  'candidate.weights.name': '--weights-name',
  'candidate.weights.parent.model': '--finetuned-from',
  'candidate.weights.parent.weights': '--finetuned-from',
};

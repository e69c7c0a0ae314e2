import type { Model } from '@cellboard/contract';
import { allItems, type CellboardClient } from '@cellboard/sdk';
import { refuseNear } from '../refuse-near.ts';
import { namesInstead } from '../unknown-name.ts';
import { UsageError } from '../usage-error.ts';
import type { AddFlags, CandidateFlags } from './add-flags.ts';

/**
 * Refuses names that nothing has, but that come near to one: a mistyped name would make a model, candidate or weights of
 * its own beside those that were meant. So is a candidate of a model that has others, unless something describes it. With
 * `--new` they are taken as they are.
 *
 * @param model undefined where there is none of the name
 * @throws UsageError with the name that may be meant
 */
export async function refuseSlips(client: CellboardClient, model: Model | undefined, flags: AddFlags): Promise<void> {
  const { candidate, new: isNew } = flags;
  if (isNew) return;
  if (!model) {
    const models = await allItems((page) => client.api.models.list.query(page));
    refuseNear(`There is no model "${flags.model}".`, flags.model, slugsOf(models));
    return;
  }
  const candidates = slugsOf(model.candidates);
  const exists = candidate === undefined ? candidates.length > 0 : candidates.includes(candidate);
  if (exists) return;
  if (candidate !== undefined) refuseCandidate(model, candidate, flags);
  refuseWeights(model, flags);
}

/** The options that say how a new candidate differs from the others. */
const described = [
  ...(['candidateName', 'kind', 'mode', 'setting', 'tunedOn'] as const),
  ...(['weights', 'weightsName', 'weightsFile', 'finetunedFrom', 'trainingData'] as const),
] satisfies (keyof CandidateFlags)[];

/** A candidate that nothing describes is a slip, however far its name is from the others. */
function refuseCandidate({ slug, candidates }: Model, candidate: string, flags: AddFlags): void {
  const missing = `The model ${slug} has no candidate "${candidate}".`;
  const names = slugsOf(candidates);
  refuseNear(missing, candidate, names);
  if (names.length === 0 || described.some((flag) => flags[flag] !== undefined)) return;
  const instead = namesInstead(candidate, { things: 'candidates of this model', names });
  throw new UsageError(
    `${missing} ${instead} For a new candidate, say what its weights or settings are, such as with --weights or --setting, or add --new.`,
  );
}

/** Options that describe weights are of new ones; without them, the name is of weights that the model has. */
function refuseWeights({ slug, candidates }: Model, flags: AddFlags): void {
  const { weights, weightsName, weightsFile, finetunedFrom, trainingData } = flags;
  const isDescribed = [weightsName, weightsFile, finetunedFrom, trainingData].some((option) => option !== undefined);
  const known = candidates.flatMap((candidate) => candidate.weights?.slug ?? []);
  if (weights === undefined || isDescribed || known.includes(weights)) return;
  refuseNear(`The model ${slug} has no weights "${weights}".`, weights, known);
}

function slugsOf(things: readonly { readonly slug: string }[]): string[] {
  return things.map(({ slug }) => slug);
}

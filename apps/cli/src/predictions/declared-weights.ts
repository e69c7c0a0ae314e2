import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { NewWeights, Slug, Weights, WeightsRef } from '@cellboard/contract';
import { knownSource } from '../known-source.ts';
import { reasonOf } from '../reason-of.ts';
import { UsageError } from '../usage-error.ts';
import type { CandidateFlags } from './add-flags.ts';

/** A new candidate, and what is known of the model that it belongs to. */
interface Declaration {
  readonly slug: Slug;
  readonly name: string;
  readonly flags: CandidateFlags;
  /** Weights that the model already has. */
  readonly known: readonly Weights[];
}

/**
 * The weights of a new candidate: those of the model that `--weights` names, or new ones. Without `--training-data` it
 * is not disclosed what new weights were trained on; "none" stands for a method without weights.
 *
 * @throws UsageError for a source that is not in the vocabulary, a parent that cannot be one, a file that cannot be read,
 *   or options that contradict each other
 */
export async function declaredWeights({ slug, name, flags, known }: Declaration): Promise<NewWeights | null> {
  if (isNone(flags.trainingData)) {
    refuseDescribed(flags);
    return null;
  }
  const shared = known.find((one) => one.slug === flags.weights);
  if (shared && !isDescribed(flags) && flags.trainingData === undefined) return asDeclared(shared);
  const { weights = slug, weightsName, weightsFile, finetunedFrom, trainingData } = flags;
  return {
    slug: weights,
    name: weightsName ?? shared?.name ?? (weights === slug ? name : weights),
    sha256: weightsFile === undefined ? null : await hashOfFile(weightsFile),
    parent: finetunedFrom === undefined ? null : parentOf(finetunedFrom),
    sources: sourcesOf(trainingData),
    complete: true,
  };
}

function isNone(trainingData: string | undefined): boolean {
  return trainingData?.trim().toLowerCase() === 'none';
}

function isDescribed({ weightsName, weightsFile, finetunedFrom }: CandidateFlags): boolean {
  return [weightsName, weightsFile, finetunedFrom].some((option) => option !== undefined);
}

function refuseDescribed(flags: CandidateFlags): void {
  if (flags.weights === undefined && !isDescribed(flags)) return;
  throw new UsageError(
    '--training-data none is for methods without weights. Leave out the options that describe weights.',
  );
}

/** Weights that exist, in the form of the request that made them. */
function asDeclared({ slug, name, sha256, parent, sources, complete }: Weights): NewWeights {
  const own = sources?.filter(({ inherited }) => !inherited).map((source) => source.slug) ?? null;
  return { slug, name, sha256, parent, sources: own, complete };
}

function parentOf(text: string): WeightsRef {
  const [model, weights, ...others] = text.split('/');
  if (model && weights && others.length === 0) return { model, weights };
  throw new UsageError(
    `--finetuned-from: "${text}" does not name weights. Use <model>/<weights>, such as cellpose/cyto3.`,
  );
}

function sourcesOf(trainingData: string | undefined): Slug[] | null {
  if (trainingData === undefined) return null;
  const otherwise = 'Use "private images" for images that are not public.';
  return [...new Set(trainingData.split(',').map((text) => knownSource('--training-data', text.trim(), otherwise)))];
}

/** Weights may be several gigabytes, so they are read piece by piece. */
async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    throw new UsageError(`--weights-file: ${path} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
  return hash.digest('hex');
}

import type { NewWeights, Slug } from '@cellboard/contract';
import { knownSource } from '../known-source.ts';

/** A new candidate, and what `--training-data` says about it. */
interface Declaration {
  readonly slug: Slug;
  readonly name: string;
  readonly trainingData: string | undefined;
}

/**
 * The weights of a new candidate, which has its own. Without `--training-data` it is not disclosed what they were
 * trained on; "none" stands for a method without weights.
 *
 * @throws UsageError for a source that is not in the vocabulary
 */
export function declaredWeights({ slug, name, trainingData }: Declaration): NewWeights | null {
  if (trainingData?.trim().toLowerCase() === 'none') return null;
  return { slug, name, sha256: null, parent: null, sources: sourcesOf(trainingData), complete: true };
}

function sourcesOf(trainingData: string | undefined): Slug[] | null {
  if (trainingData === undefined) return null;
  const otherwise = 'Use "private images" for images that are not public.';
  return [...new Set(trainingData.split(',').map((text) => knownSource('--training-data', text.trim(), otherwise)))];
}

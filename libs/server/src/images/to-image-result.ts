import type { ImageResult } from '@cellboard/contract';
import type { ImageResultRow } from '@cellboard/db';

/** What a candidate made of an image, by these metrics. */
export function toImageResult({ scores, ...row }: ImageResultRow, metrics: readonly string[]): ImageResult {
  const { candidateId, model, modelName, candidate, candidateName, hasPrediction } = row;
  const shown = scores === null ? [] : metrics.map((id) => [id, scores[id] ?? null] as const);
  return {
    ...{ candidateId, model, modelName, candidate, candidateName, hasPrediction },
    scores: Object.fromEntries(shown),
  };
}

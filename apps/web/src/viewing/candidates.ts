import { imageFiles, type CandidateId, type ImageId, type ImageResults, type Metric } from '@cellboard/contract';
import type { Layer } from './use-viewed.ts';

/** A candidate, and what it made of one image. */
export interface CandidateHere extends Layer {
  readonly task: string;
  readonly candidateId: CandidateId;
  readonly modelName: string;
  readonly candidateName: string;
  readonly hasPrediction: boolean;
  /** Of this image, by the metrics of the board. */
  readonly scores: Readonly<Record<string, number | null>>;
}

/** What the candidates of a task made of an image. */
export interface CandidatesHere {
  readonly candidates: readonly CandidateHere[];
  readonly metrics: readonly Metric[];
  /** The metric that ranks; undefined where there is no task. */
  readonly primary: Metric | undefined;
}

/**
 * The candidates of an image, those of the given task first, and after them those that only other tasks have. Each is
 * listed once.
 */
export function candidatesHere(image: ImageId, { tasks }: ImageResults, task: string): CandidatesHere {
  const first = tasks.find((one) => one.task === task) ?? tasks[0];
  const ordered = first ? [first, ...tasks.filter((one) => one !== first)] : [];
  const found = new Map<string, CandidateHere>();
  for (const { task: slug, results } of ordered) {
    for (const { candidateId, model, modelName, candidate, candidateName, scores, hasPrediction } of results) {
      const word = `${model}/${candidate}`;
      if (found.get(word)?.hasPrediction === true || (found.has(word) && !hasPrediction)) continue;
      found.set(word, {
        word,
        name: `${modelName} · ${candidateName}`,
        address: imageFiles.predictionLabels(image, slug, candidateId),
        task: slug,
        candidateId,
        modelName,
        candidateName,
        hasPrediction,
        scores,
      });
    }
  }
  const metrics = first?.metrics ?? [];
  return {
    candidates: [...found.values()],
    metrics,
    primary: metrics.find(({ id }) => id === first?.primaryMetric),
  };
}

import { imageFiles, type CandidateId, type Image, type OverlayChoice, type PictureSide } from '@cellboard/contract';

/** What is laid over the images. */
export type Overlay = { readonly kind: 'none' } | { readonly kind: 'truth' } | PredictionOverlay;

/** What a candidate found. */
export interface PredictionOverlay {
  readonly kind: 'prediction';
  readonly task: string;
  readonly candidate: CandidateId;
  readonly name: string;
  /** Whether the truth lies there, too, in white. */
  readonly withTruth?: boolean;
  /** Slugs of the datasets on which it has a result; undefined while that is not known. */
  readonly scored?: ReadonlySet<string> | undefined;
}

/** A candidate as people read it. */
export const overlayName = ({ modelName, candidateName }: OverlayChoice): string => `${modelName} · ${candidateName}`;

/** A candidate as the address names it. */
export const overlayWord = ({ model, candidate }: OverlayChoice): string => `${model}/${candidate}`;

/**
 * Reads the address's word for an overlay, also the candidate's id that early releases wrote.
 *
 * @returns the truth, and `isMissing`, where the candidate has no predictions for the task
 */
export function parseOverlay(
  word: string,
  task: string,
  choices: readonly OverlayChoice[],
): { readonly overlay: Overlay; readonly choice: OverlayChoice | null; readonly isMissing: boolean } {
  if (word === 'none' || word === 'truth') return { overlay: { kind: word }, choice: null, isMissing: false };
  const choice = choices.find((one) => overlayWord(one) === word || one.id === word) ?? null;
  if (!choice || task === '') return { overlay: { kind: 'truth' }, choice: null, isMissing: true };
  const overlay = { kind: 'prediction', task, candidate: choice.id, name: overlayName(choice) } as const;
  return { overlay, choice, isMissing: false };
}

/** Why an image has no overlay of a prediction that is on the board, in a sentence. */
export function absenceWords({ dataset, cellCount }: Image, { scored }: PredictionOverlay): string {
  if (scored !== undefined && !scored.has(dataset)) return 'No predictions were submitted for this dataset.';
  // Without a truth there is nothing to score.
  if (scored === undefined || cellCount === null) return 'No prediction was submitted for this image.';
  return 'No prediction was submitted for this image; it is scored as empty.';
}

/** The address of the truth that lies under a prediction; null where there is none, or it is not asked for. */
export function truthUnder(
  { id, cellCount }: Pick<Image, 'id' | 'cellCount'>,
  overlay: Overlay,
  side?: PictureSide,
): string | null {
  return overlay.kind === 'prediction' && overlay.withTruth && cellCount !== null ? imageFiles.truth(id, side) : null;
}

/** The address of an image's overlay; null for none, and for the truth of an image that has none. */
export function overlayAddress(
  image: Pick<Image, 'id' | 'cellCount'>,
  overlay: Overlay,
  side?: PictureSide,
): string | null {
  switch (overlay.kind) {
    case 'none':
      return null;
    case 'truth':
      return image.cellCount === null ? null : imageFiles.truth(image.id, side);
    case 'prediction':
      return side === 160
        ? imageFiles.smallPrediction(image.id, overlay.task, overlay.candidate)
        : imageFiles.prediction(image.id, overlay.task, overlay.candidate);
  }
}

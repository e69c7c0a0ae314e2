import { imageFiles, type CandidateId, type Image, type OverlayChoice } from '@cellboard/contract';

/** What is laid over the images. */
export type Overlay =
  | { readonly kind: 'none' }
  | { readonly kind: 'truth' }
  | { readonly kind: 'prediction'; readonly task: string; readonly candidate: CandidateId; readonly name: string };

/** A candidate as people read it. */
export const overlayName = ({ model, candidate }: OverlayChoice): string => `${model} · ${candidate}`;

/** Reads the address's word for an overlay; a candidate without predictions for the task falls back to the truth. */
export function parseOverlay(word: string, task: string, choices: readonly OverlayChoice[]): Overlay {
  if (word === 'none') return { kind: 'none' };
  const choice = choices.find(({ id }) => id === word);
  if (!choice || task === '') return { kind: 'truth' };
  return { kind: 'prediction', task, candidate: choice.id, name: overlayName(choice) };
}

/** The address of an image's overlay; null for none. */
export function overlayAddress(image: Image, overlay: Overlay): string | null {
  switch (overlay.kind) {
    case 'none':
      return null;
    case 'truth':
      return imageFiles.truth(image.id);
    case 'prediction':
      return imageFiles.prediction(image.id, overlay.task, overlay.candidate);
  }
}

/** What the colours mean, in words. */
export function overlayWords(overlay: Overlay): string {
  switch (overlay.kind) {
    case 'none':
      return 'Images alone, without an overlay.';
    case 'truth':
      return 'Ground truth: every outlined area is one cell that an expert or the generator marked.';
    case 'prediction':
      return `Prediction of ${overlay.name}: every outlined area is one cell that the model found.`;
  }
}

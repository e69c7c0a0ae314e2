import { count, showProgress, tellList, tellSome } from '../terminal.ts';
import type { PredictionFile } from './prediction-file.ts';
import { checkPrediction } from './read-prediction.ts';

/** Something to be said of the file of a prediction. */
export interface FileMessage {
  /** Name of the image. */
  readonly image: string;
  readonly dataset: string;
  readonly file: string;
  readonly message: string;
}

/** What reading all predictions found. */
export interface Checks {
  /** Those that are worth a look; they are sent all the same. */
  readonly notes: readonly FileMessage[];
  /** Why some cannot be used. */
  readonly refused: readonly FileMessage[];
  /** The predictions that can be used. */
  readonly sound: readonly PredictionFile[];
}

/** Reads every prediction as the server will, before anything is sent or created. */
export async function checkPredictions(predictions: readonly PredictionFile[], signal: AbortSignal): Promise<Checks> {
  const notes: FileMessage[] = [];
  const refused: FileMessage[] = [];
  const sound: PredictionFile[] = [];
  const progress = showProgress('Checking', predictions.length);
  try {
    for (const prediction of predictions) {
      signal.throwIfAborted();
      const { name: image, dataset, path: file } = prediction;
      const found = await checkPrediction(prediction);
      notes.push(...found.notes.map((message) => ({ image, dataset, file, message })));
      if (found.fault === undefined) sound.push(prediction);
      else refused.push({ image, dataset, file, message: found.fault });
      progress.step();
    }
  } finally {
    progress.end();
  }
  return { notes, refused, sound };
}

/** Tells what is odd about predictions, and why some cannot be used. */
export function tellChecks({ notes, refused }: Checks): void {
  const line = ({ image, file, message }: FileMessage) => `${image}: ${file}: ${message}`;
  tellSome(`${count(notes.length, 'note')} on the files:`, notes.map(line));
  tellList(`${count(refused.length, 'prediction')} cannot be used:`, refused.map(line));
}

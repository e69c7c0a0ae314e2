import type { SubmissionFile, TaskImage } from '@cellboard/contract';
import { labelFolder, looksLikeImage, pairLabels, type PairOptions } from '@cellboard/datasets';
import type { LabelChoice } from '@cellboard/formats';
import { count, tell, tellList, tellSome } from '../terminal.ts';
import type { PredictionFile } from './prediction-file.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Finds the predictions of a task's images in a folder, and reports what does not fit. PNG and TIFF files come first;
 * only an image without one of them gets a file of another format.
 *
 * @throws UsageError if there are none, or it is unclear which file belongs to which image
 */
export async function matchPredictions(
  folder: string,
  images: readonly TaskImage[],
  { choice, ...options }: PairOptions & { readonly choice?: LabelChoice } = {},
): Promise<PredictionFile[]> {
  const { files, ignored } = await labelFolder(folder);
  const datasets = datasetsByName(images);
  const { pairs, rightOnly, ...found } = await pairLabels([...datasets.keys()], { files }, options);
  if (found.order !== undefined) tell(found.order);
  const ambiguous = found.ambiguous.filter(({ left }) => left.length > 0);
  if (ambiguous.length > 0) {
    tellList(
      `${count(ambiguous.length, 'image')} with several files that could belong to it:`,
      ambiguous.map(({ name, right }) => `${name}: ${right.map((file) => file.name).join(', ')}`),
    );
    throw new UsageError(`Nothing was sent. Leave one file for each image in ${folder}.`);
  }
  if (pairs.length === 0) {
    const held = [...files.map(({ name }) => name), ...ignored].slice(0, 3).join(', ') || 'nothing';
    const names = [...datasets.keys()].slice(0, 2).join(', ');
    throw new UsageError(
      `No file in ${folder} belongs to an image of the task. It holds ${held}; the task's images are ${names} ….`,
    );
  }
  // Other files may be anything, such as settings that a tool wrote beside its masks.
  const strangers = rightOnly.map(({ file }) => file.name).filter(looksLikeImage);
  const match = strangers.length === 1 ? 'matches' : 'match';
  tellSome(`${count(strangers.length, 'file')} that ${match} no image of the task, left out:`, strangers);
  const sizes = new Map(images.map(({ name, width, height }) => [name, { width, height }]));
  const predictions = pairs.map(({ left, right }) => ({
    name: left,
    dataset: onlyOf(left, datasets.get(left) ?? []),
    path: right.path,
    choice: { ...right.choice, ...choice },
    size: sizes.get(left),
  }));
  return predictions;
}

/** The datasets that have an image of a name; several datasets of a task may. */
function datasetsByName(images: readonly TaskImage[]): Map<string, string[]> {
  const datasets = new Map<string, string[]>();
  for (const { name, dataset } of images) datasets.set(name, [...(datasets.get(name) ?? []), dataset]);
  return datasets;
}

function onlyOf(name: string, [only, ...others]: readonly string[]): string {
  if (only !== undefined && others.length === 0) return only;
  throw new UsageError(
    `Several datasets of the task have an image ${name}: ${[only, ...others].join(', ')}. Choose one with --dataset.`,
  );
}

/**
 * Names the images without a prediction. Those of a dataset with predictions are scored whether they have one or not.
 *
 * @param evaluated whether the predictions go on to be evaluated; until all can be used, nothing is scored
 */
export function tellMissing(
  images: readonly TaskImage[],
  predictions: readonly PredictionFile[],
  evaluated: boolean,
): void {
  const datasets = new Set(predictions.map(({ dataset }) => dataset));
  const there = new Set(predictions.map(keyOf));
  const missing = images.filter((image) => image.scored && datasets.has(image.dataset) && !there.has(keyOf(image)));
  tellSome(
    `${count(missing.length, 'image')} without a prediction${evaluated ? ', scored as if nothing had been predicted' : ''}:`,
    missing.map(({ name }) => name),
  );
}

/**
 * Refuses predictions of which none would be scored, before anything is created for them.
 *
 * @throws UsageError if their images have no truth
 */
export function refuseUnscored(images: readonly TaskImage[], predictions: readonly PredictionFile[]): void {
  const scored = new Set(images.filter((image) => image.scored).map(keyOf));
  if (predictions.some((prediction) => scored.has(keyOf(prediction)))) return;
  throw new UsageError(
    'Nothing was sent: these predictions are all for images without truth, which are not scored. Add predictions for images that are scored.',
  );
}

/** An image of a task, by its dataset and its name. */
export function keyOf({ dataset, name }: { readonly dataset: string; readonly name: string }): string {
  return `${dataset}/${name}`;
}

/** The image that a file of a submission is for. */
export function keyOfFile({ dataset, image }: SubmissionFile): string {
  return keyOf({ dataset, name: image });
}

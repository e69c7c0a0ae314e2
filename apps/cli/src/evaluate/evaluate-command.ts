import { availableParallelism } from 'node:os';
import {
  evaluate,
  isScored,
  scoreSheetJson,
  type Evaluation,
  type ImageErrorCode,
  type ImageScore,
} from '@cellboard/evaluation';
import type { MetricId } from '@cellboard/metrics';
import { Command, InvalidArgumentError } from 'commander';
import { exitCode, exitCodeHelp } from '../exit-code.ts';
import { inFolder } from '../in-folder.ts';
import {
  addChoiceOptions,
  addPairOptions,
  choiceOf,
  forTruth,
  truthChoiceOf,
  type ChoiceFlags,
  type TruthChoiceFlags,
} from '../label-choice.ts';
import { UsageError } from '../usage-error.ts';
import { version } from '../version.ts';
import { checkWritable, writeAtomically } from '../write-atomically.ts';
import { count, print, showProgress, tell, tellList, tellSome } from '../terminal.ts';
import { findPairs, type FoundPairs, type JobFiles } from './find-pairs.ts';
import { chooseMetrics, metricHelp, type MetricChoice } from './metric-choice.ts';
import { toCsv } from './score-csv.ts';
import { summaryTable } from './summary-table.ts';

/** The words of the command line, as commander reads them. */
interface EvaluateFlags extends ChoiceFlags, TruthChoiceFlags {
  readonly truth: string;
  readonly prediction: string;
  readonly ignore?: string;
  readonly pair?: string;
  readonly inOrder?: true;
  readonly metrics?: string;
  readonly perCell?: true;
  readonly threads: number;
  readonly json?: string;
  readonly csv?: string;
}

/** `cellboard evaluate`: scores a folder of predictions against a folder of truth, without any server. */
export function evaluateCommand(signal: AbortSignal): Command {
  const command = new Command('evaluate')
    .summary('Score a folder of label images against the truth')
    .description(
      'Scores predicted label images against the truth, image by image: PNG, TIFF, NumPy, MATLAB, HDF5, OME-Zarr, N5, ' +
        'COCO, GeoJSON, ImageJ regions, HoVer-Net JSON or Cellpose outlines.\n\n' +
        'Files are paired by their names without the ending; suffixes such as _cp_masks, _masks, _label or .stardist ' +
        'are stripped. A truth without a prediction is scored as if nothing had been predicted, and counted as missing.',
    )
    .requiredOption('--truth <folder>', 'label images of the truth: a folder, or a zip or tar archive')
    .requiredOption('--prediction <folder>', 'predicted label images: a folder, or a zip or tar archive')
    .option('--ignore <folder>', 'masks of what is not scored: pixels other than 0');
  addPairOptions(command);
  addChoiceOptions(command, { of: 'the predictions' });
  addChoiceOptions(command, { of: 'the truth', prefix: 'truth-' });
  return command
    .option(
      '--metrics <ids>',
      '"all", or metric ids with commas between them, such as f1@0.5,pq (default: those that the board shows)',
    )
    .option('--per-cell', 'also list every cell in the JSON file')
    .option('--threads <number>', 'images scored at once', wholeNumber, availableParallelism())
    .option('--json <file>', 'write the score sheet as JSON; "-" prints it instead of the table')
    .option('--csv <file>', 'write a line for each image')
    .addHelpText('after', `\n${metricHelp()}\n${exitCodeHelp}`)
    .action(async (flags: EvaluateFlags) => {
      process.exitCode = await runEvaluate(flags, signal);
    });
}

async function runEvaluate(flags: EvaluateFlags, signal: AbortSignal): Promise<number> {
  const metrics = chooseMetrics(flags.metrics);
  if (flags.csv === '-') throw new UsageError('--csv needs the name of a file; "-" is for --json alone.');
  for (const file of [flags.json, flags.csv]) if (file !== undefined && file !== '-') await checkWritable(file);
  return inFolder(flags.truth, signal, (truth) =>
    inFolder(flags.prediction, signal, (prediction) =>
      evaluateFolders({ ...flags, truth, prediction }, metrics, signal),
    ),
  );
}

async function evaluateFolders(flags: EvaluateFlags, metrics: MetricChoice, signal: AbortSignal): Promise<number> {
  const found = withChoices(await findPairs(flags), flags);
  const evaluation = await score(found, {
    metrics: metrics.computed,
    perCell: flags.perCell ?? false,
    threads: flags.threads,
    signal,
  });
  const leftOut = report(found, evaluation);
  await write(evaluation, metrics, flags);
  if (leftOut === 0) return exitCode.done;
  tell(`The scores leave out ${count(leftOut, 'image')}, so they are not those of the whole set.`);
  return exitCode.someFailed;
}

function withChoices(found: FoundPairs, flags: EvaluateFlags): FoundPairs {
  const [choice, truthChoice] = [choiceOf(flags), truthChoiceOf(flags)];
  return {
    ...found,
    jobs: found.jobs.map((job) => ({
      ...job,
      choice: { ...job.choice, ...choice },
      truthChoice: { ...job.truthChoice, ...truthChoice },
    })),
  };
}

interface ScoreRequest {
  readonly metrics: readonly MetricId[];
  readonly perCell: boolean;
  readonly threads: number;
  readonly signal: AbortSignal;
}

async function score({ jobs }: FoundPairs, request: ScoreRequest): Promise<Evaluation> {
  const progress = showProgress('Scoring', jobs.length);
  try {
    return await evaluate(jobs, { ...request, onResult: progress.step });
  } finally {
    progress.end();
  }
}

async function write(
  evaluation: Evaluation,
  { computed, shown, chosen }: MetricChoice,
  { json, csv }: EvaluateFlags,
): Promise<void> {
  const pieces = scoreSheetJson(evaluation, version);
  // Printed before anything is written: if the disk is full, the work has not been for nothing.
  if (json === '-') print(pieces);
  else {
    print(summaryTable(evaluation, shown));
    if (!chosen) print('These are the metrics that the board shows; --metrics all prints all of them.');
  }
  if (json !== undefined && json !== '-') await writeAtomically(json, pieces);
  if (csv !== undefined) await writeAtomically(csv, toCsv(evaluation, computed));
}

/** Tells what did not go as wished; how many images have no scores. */
function report({ paths, extra, extraIgnore, ambiguous, order }: FoundPairs, { results, summary }: Evaluation): number {
  const failed = results.flatMap((result) => (isScored(result) ? [] : [{ image: result.image, ...result.error }]));
  const noted = results.flatMap((result) => (isScored(result) ? notesOf(result, paths.get(result.image)) : []));
  if (order !== undefined) tell(order);
  tellSome(`${count(extra.length, 'prediction')} without a truth, left out:`, extra);
  tellSome(`${count(extraIgnore.length, 'ignore mask')} without a truth, left out:`, extraIgnore);
  tellSome(
    `${count(summary.missing.length, 'image')} without a prediction, scored as if nothing had been predicted:`,
    summary.missing,
  );
  tellList(
    `${count(ambiguous.length, 'image')} with several files that could belong together, not scored:`,
    ambiguous.map(({ name, files }) => `${name}: ${files.join(', ')}. Leave one file a folder.`),
  );
  tellSome(`${count(noted.length, 'note')} on the files:`, noted);
  tellList(
    `${count(failed.length, 'image')} could not be scored:`,
    failed.map(({ image, code, message }) => {
      const words = code === 'TRUTH_UNREADABLE' ? forTruth(message) : message;
      return `${image}: ${filesAtFault(code, paths.get(image))}${words}`;
    }),
  );
  return failed.length + ambiguous.length;
}

function notesOf({ image, notes }: ImageScore, files: JobFiles | undefined): string[] {
  return notes.map(({ of, message }) => {
    const file = files?.[of] ?? of;
    return `${image}: ${file}: ${of === 'truth' ? forTruth(message) : message}`;
  });
}

function filesAtFault(code: ImageErrorCode, files: JobFiles | undefined): string {
  const { truth, prediction, ignore } = files ?? { truth: null, prediction: null, ignore: null };
  const atFault: Readonly<Record<ImageErrorCode, readonly (string | null)[]>> = {
    TRUTH_UNREADABLE: [truth],
    IGNORE_UNREADABLE: [ignore],
    IGNORE_SIZE_DIFFERS: [ignore, truth],
    PREDICTION_UNREADABLE: [prediction],
    IMAGE_UNREADABLE: [],
    SIZES_DIFFER: [prediction],
    TIMEOUT: [prediction],
    OUT_OF_MEMORY: [prediction],
    PROCESS_KILLED: [],
    PROCESS_DIED: [prediction],
  };
  const named = atFault[code].filter((file) => file !== null);
  return named.length === 0 ? '' : `${named.join(', ')}: `;
}

function wholeNumber(text: string): number {
  const threads = Number(text);
  if (Number.isInteger(threads) && threads >= 1 && threads <= 256) return threads;
  throw new InvalidArgumentError('Expected a whole number from 1 to 256.');
}

import type { Slug, ValidationReport } from '@cellboard/contract';
import { FormatError } from '@cellboard/formats';
import { unopenedReport, validatePredictions, type Target } from '@cellboard/preflight';
import { allItems } from '@cellboard/sdk';
import { Command } from 'commander';
import { exitCode, exitCodeHelp } from '../exit-code.ts';
import { addChoiceOptions, choiceOf, type ChoiceFlags } from '../label-choice.ts';
import { chooseTask } from '../predictions/choose-task.ts';
import { visit, withUrlOption, type UrlFlag } from '../server/connect.ts';
import { print, printLines, showProgress } from '../terminal.ts';
import { withSet } from './open-set.ts';
import { reportLines } from './report-lines.ts';

/** The words of the command line, as commander reads them. */
interface ValidateFlags extends UrlFlag, ChoiceFlags {
  readonly task?: Slug;
  readonly dataset?: Slug;
  readonly json?: true;
}

/** `cellboard validate`: checks predictions against a task as the site does. Nothing is sent. */
export function validateCommand(signal: AbortSignal): Command {
  const command = new Command('validate')
    .summary('Check predictions before you submit them')
    .description(
      'Checks a set of predictions against the images of a task: names, sizes, cells and whether the files are label ' +
        'images. Nothing is sent, and you need not be signed in. The site makes the same report when you upload the ' +
        'predictions.',
    )
    .argument('<predictions>', 'folder or zip archive of label images, or one COCO or NPZ file for all images')
    .option('--task <slug>', 'task of the predictions (default: that of the dataset); "cellboard tasks" lists all')
    .option('--dataset <slug>', 'only images of this dataset');
  return withUrlOption(addChoiceOptions(command, { of: 'the predictions' }))
    .option('--json', 'print the report as JSON')
    .addHelpText('after', exitCodeHelp)
    .action(async (path: string, flags: ValidateFlags) => {
      process.exitCode = await runValidate(path, flags, signal);
    });
}

async function runValidate(path: string, flags: ValidateFlags, signal: AbortSignal): Promise<number> {
  const client = visit(flags.url, signal);
  const { slug: task } = await chooseTask(client, flags);
  const { dataset } = flags;
  const images = await allItems((page) => client.api.tasks.images.query({ task, dataset, ...page }));
  const target = { task, dataset: dataset ?? null, images };
  const report = await reportOn(path, target, { flags, signal });
  if (flags.json) print(JSON.stringify(report));
  else printLines(...reportLines(report));
  return report.verdict === 'refused' ? exitCode.someFailed : exitCode.done;
}

async function reportOn(
  path: string,
  target: Target,
  { flags, signal }: { readonly flags: ValidateFlags; readonly signal: AbortSignal },
): Promise<ValidationReport> {
  try {
    return await withSet(path, async ({ listing, check }) => {
      const progress = showProgress('Checking', listing.entries.length);
      try {
        const reading = { check, choice: choiceOf(flags), signal, onProgress: progress.step };
        return (await validatePredictions(target, listing, reading)).report;
      } finally {
        progress.end();
      }
    });
  } catch (error) {
    if (error instanceof FormatError) return unopenedReport(target, error.message);
    throw error;
  }
}

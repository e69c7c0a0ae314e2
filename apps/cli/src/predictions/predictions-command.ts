import { CandidateKind } from '@cellboard/contract';
import { Command, Option } from 'commander';
import { exitCodeHelp } from '../exit-code.ts';
import { inFolder } from '../in-folder.ts';
import { addChoiceOptions, addPairOptions } from '../label-choice.ts';
import { withServerOptions } from '../server/connect.ts';
import type { AddFlags } from './add-flags.ts';
import { addPredictions } from './add-predictions.ts';
import { listSubmissions, type ListFlags } from './list-submissions.ts';
import { publishPredictions, type PublishFlags } from './publish-predictions.ts';
import { predictionsStatus, type StatusFlags } from './predictions-status.ts';
import { withdrawPredictions, type WithdrawFlags } from './withdraw-predictions.ts';

/** `cellboard predictions`. */
export function predictionsCommand(signal: AbortSignal): Command {
  return new Command('predictions')
    .description('Submit predictions to a running server, list, publish and withdraw them')
    .addCommand(addCommand(signal))
    .addCommand(listCommand(signal))
    .addCommand(statusCommand(signal))
    .addCommand(publishCommand(signal))
    .addCommand(withdrawCommand(signal))
    .addHelpText('after', exitCodeHelp);
}

function addCommand(signal: AbortSignal): Command {
  const command = new Command('add')
    .summary('Submit a folder of predictions')
    .description(
      'Submits the predictions of one candidate, waits for their evaluation and prints the result. Files are paired ' +
        'with the images of the task by name. All are checked before anything is sent or created. Run the same command ' +
        'again to send only what is missing.',
    )
    .argument(
      '<folder>',
      'folder, zip or tar archive of predicted label images, such as TIFF, PNG, NPY, MATLAB, GeoJSON or ImageJ ROIs',
    )
    .option(
      '--dataset <slug>',
      'dataset of the predictions (default: every dataset of the task with images of these names)',
    )
    .option(
      '--task <slug>',
      'task of the predictions (default: "nuclei" or "cells", as the dataset is outlined); "cellboard tasks" lists all',
    )
    .requiredOption('--model <slug>', 'model that made them; created once all predictions can be used')
    .option(
      '--new',
      'create the model, candidate or weights even if there are some of a similar name, or nothing describes the candidate',
    )
    .option('--model-name <name>', 'name of a new model (default: as --model)')
    .option('--developer <name>', 'who made a new model (default: "not stated")')
    .option('--team <name>', 'your team that a new model belongs to, by its name or id (default: you alone)')
    .option('--learning-method <text>', 'how a new model learns, such as "supervised"')
    .option('--code-url <address>', 'code of a new model')
    .option('--paper-url <address>', 'paper of a new model');
  addCandidateOptions(command);
  addPairOptions(addChoiceOptions(command, { of: 'the predictions' }));
  return withServerOptions(command)
    .option(
      '--metrics <ids>',
      'what to print of the result: "all", or metric ids with commas between them (default: those that the board shows)',
    )
    .option('--no-wait', 'do not wait for the evaluation')
    .option(
      '--publish',
      'let everyone see the scores as soon as there are any (default: with an account of yours, only you do)',
    )
    .option('--dry-run', 'read and check the predictions, and only say what would be sent')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', exitCodeHelp)
    .action(async (folder: string, flags: AddFlags) => {
      process.exitCode = await inFolder(folder, signal, (unpacked) => addPredictions(unpacked, flags, signal));
    });
}

/** What is ranked is a candidate: the model with one set of weights and settings. */
function addCandidateOptions(command: Command): void {
  command
    .option(
      '--candidate <slug>',
      'which candidate of the model: its weights with its settings (default: its only one; "default" for a new model)',
    )
    .option('--candidate-name <name>', 'name of a new candidate (default: as --candidate)')
    .addOption(
      new Option(
        '--kind <kind>',
        'what a new candidate is for; only methods are ranked, controls and annotators give the scale (default: method)',
      ).choices(CandidateKind.options),
    )
    .option('--mode <text>', 'how a new candidate was run, such as "automatic"')
    .option(
      '--setting <name=value>',
      'a setting of a new candidate, such as diameter=30; give it once for each',
      collect,
    )
    .option('--tuned-on <task>', 'task on whose images the settings of a new candidate were chosen')
    .option('--weights <slug>', 'weights of a new candidate; several may share them (default: weights of its own)')
    .option('--weights-name <name>', 'name of new weights')
    .option('--weights-file <file>', 'file of new weights; its SHA-256 is kept, the file is not sent')
    .option('--finetuned-from <model/weights>', 'weights that the training of new weights began from')
    .option(
      '--training-data <sources>',
      'sources that new weights were trained on, such as "LIVECell, TissueNet"; "none" for methods without weights (default: not disclosed)',
    );
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function listCommand(signal: AbortSignal): Command {
  const command = new Command('list')
    .summary('List submissions')
    .description('Lists the submissions of everyone, the newest first. Only the operator may.')
    .option('--task <slug>', 'only those for a task')
    .option('--unfinished', 'only those that wait or are being evaluated');
  return withServerOptions(command)
    .option('--json', 'print the submissions as JSON')
    .addHelpText('after', exitCodeHelp)
    .action(async (flags: ListFlags) => {
      process.exitCode = await listSubmissions(flags, signal);
    });
}

function statusCommand(signal: AbortSignal): Command {
  const command = new Command('status')
    .summary('Show the state of a submission')
    .description('Shows the state of a submission, dataset by dataset.')
    .argument('<submission>', 'number or id of the submission, which "predictions list" shows');
  return withServerOptions(command)
    .option('--wait', 'wait until it is evaluated')
    .option('--json', 'print the submission as JSON')
    .addHelpText('after', exitCodeHelp)
    .action(async (submission: string, flags: StatusFlags) => {
      process.exitCode = await predictionsStatus(submission, flags, signal);
    });
}

function publishCommand(signal: AbortSignal): Command {
  const command = new Command('publish')
    .summary('Let everyone see a submission')
    .description(
      'Publishes a submission: its scores stand on the boards, now or as soon as there are any. "cellboard predictions withdraw" takes it back.',
    )
    .argument('<submission>', 'number or id of the submission, which "predictions list" shows');
  return withServerOptions(command)
    .option('--json', 'print the submission as JSON')
    .addHelpText('after', exitCodeHelp)
    .action(async (submission: string, flags: PublishFlags) => {
      process.exitCode = await publishPredictions(submission, flags, signal);
    });
}

function withdrawCommand(signal: AbortSignal): Command {
  const command = new Command('withdraw')
    .summary('Take a submission off the board')
    .description(
      'Withdraws a submission: it leaves the board, and an earlier result of the same candidate counts again if there ' +
        'is one. "cellboard predictions publish" puts it back. One that is not scored yet is cancelled for good.',
    )
    .argument('<submission>', 'number or id of the submission, which "predictions list" shows')
    .option('--reason <text>', 'why, for the history')
    .option('-y, --yes', 'do not ask');
  return withServerOptions(command)
    .option('--json', 'print the submission as JSON')
    .addHelpText('after', exitCodeHelp)
    .action(async (submission: string, flags: WithdrawFlags) => {
      process.exitCode = await withdrawPredictions(submission, flags, signal);
    });
}

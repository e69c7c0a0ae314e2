import { Command } from 'commander';
import { exitCodeHelp } from '../exit-code.ts';
import { inFolder } from '../in-folder.ts';
import { withServerOptions } from '../server/connect.ts';
import type { AddFlags } from './add-flags.ts';
import { addPredictions } from './add-predictions.ts';

/** `cellboard predictions`. */
export function predictionsCommand(signal: AbortSignal): Command {
  return new Command('predictions')
    .description('submit predictions to a running server')
    .addCommand(addCommand(signal))
    .addHelpText('after', exitCodeHelp);
}

function addCommand(signal: AbortSignal): Command {
  const command = new Command('add')
    .summary('send a folder of predictions for a task and evaluate it')
    .description(
      'Sends the predictions of one candidate for a task, evaluates them and prints the row of the board. Files are ' +
        'paired with the images of the task by their names. The same command again sends only what is missing.',
    )
    .argument(
      '<folder>',
      'folder or zip archive of predicted label images, such as TIFF, PNG, NPY, MATLAB, GeoJSON or ImageJ ROIs',
    )
    .requiredOption('--task <slug>', 'task they are for')
    .option('--dataset <slug>', 'dataset of the task they are for (default: whichever has images of these names)')
    .requiredOption('--model <slug>', 'model that made them; created if there is none of that name')
    .option(
      '--candidate <slug>',
      'which weights of the model ("default" if the model has none, its only one otherwise)',
    )
    .option('--candidate-name <name>', 'name of a new candidate (as the slug if left out)')
    .option(
      '--training-data <sources>',
      'sources that a new candidate was trained on, such as "LIVECell, TissueNet"; "none" for methods without weights (default: not disclosed)',
    )
    .option('--model-name <name>', 'name of a new model (as the slug if left out)')
    .option('--developer <name>', 'who made a new model ("not stated" if left out)')
    .option('--learning-method <words>', 'how a new model learns, such as "supervised"')
    .option('--code-url <address>', 'code of a new model')
    .option('--paper-url <address>', 'paper of a new model');
  return withServerOptions(command)
    .option('--no-wait', 'do not wait for the evaluation')
    .option('--dry-run', 'only say what would be sent')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', exitCodeHelp)
    .action(async (folder: string, flags: AddFlags) => {
      process.exitCode = await inFolder(folder, signal, (unpacked) => addPredictions(unpacked, flags, signal));
    });
}

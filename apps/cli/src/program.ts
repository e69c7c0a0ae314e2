import { visible } from '@cellboard/formats';
import { Command } from 'commander';
import { cellsCommand } from './cells/cells-command.ts';
import { datasetsCommand } from './datasets/datasets-command.ts';
import { evaluateCommand } from './evaluate/evaluate-command.ts';
import { exitCodeHelp } from './exit-code.ts';
import { importCommand } from './import/import-folder-command.ts';
import { inspectCommand } from './inspect/inspect-command.ts';
import { predictionsCommand } from './predictions/predictions-command.ts';
import { rescoreCommand } from './rescore/rescore-command.ts';
import { signInCommand, signOutCommand } from './server/sign-in-command.ts';
import { tasksCommand } from './tasks/tasks-command.ts';
import { verifyReceiptCommand } from './receipts/verify-receipt-command.ts';
import { validateCommand } from './validate/validate-command.ts';
import { verifyCommand } from './verify/verify-command.ts';
import { version } from './version.ts';

/**
 * The commands of `cellboard`. They set `process.exitCode`; failures are thrown.
 *
 * @param signal aborted by Ctrl-C
 */
export function createProgram(signal: AbortSignal): Command {
  const program = new Command('cellboard')
    .description('The open benchmark for cell instance segmentation, at the command line.')
    .version(version, '--version', 'print the version')
    .addCommand(evaluateCommand(signal))
    .addCommand(inspectCommand(signal))
    .addCommand(importCommand(signal))
    .addCommand(validateCommand(signal))
    .addCommand(predictionsCommand(signal))
    .addCommand(tasksCommand(signal))
    .addCommand(datasetsCommand(signal))
    .addCommand(cellsCommand(signal))
    .addCommand(rescoreCommand(signal))
    .addCommand(verifyCommand(signal))
    .addCommand(verifyReceiptCommand())
    .addCommand(signInCommand(signal))
    .addCommand(signOutCommand())
    .addHelpText('after', exitCodeHelp);
  for (const command of withSubcommands(program)) {
    command.exitOverride().showHelpAfterError(`Run "${fullName(command)} --help" for all options.`);
    command.helpOption('-h, --help', 'show this help');
    command.configureOutput({
      outputError: (text, write) => {
        write(visible(text));
      },
    });
    if (command.commands.length > 0) command.helpCommand('help [command]', 'Show the help of a command');
  }
  return program;
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}

import { inspectFiles } from '@cellboard/imaging';
import type { LabelChoice } from '@cellboard/formats';
import { Command } from 'commander';
import { exitCode, exitCodeHelp } from '../exit-code.ts';
import { addChoiceOptions, choiceOf, type ChoiceFlags } from '../label-choice.ts';
import { count, print, showProgress, tellList, tellSome } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { checkWritable, writeAtomically } from '../write-atomically.ts';
import { inspectedJson, type InspectedFile } from './inspected-file.ts';
import { inspectionTable } from './inspection-table.ts';
import { listFiles, readList } from './list-files.ts';

/** Each may take 1 GiB of memory. */
const PROCESSES = 2;

/** The words of the command line, as commander reads them. */
interface InspectFlags extends ChoiceFlags {
  readonly filesFrom?: string;
  readonly json?: string;
}

/** `cellboard inspect`: says what files are. It needs no server. */
export function inspectCommand(signal: AbortSignal): Command {
  const command = new Command('inspect')
    .summary('Show what files are, and why some cannot be used')
    .description(
      'Says what every file is by its content, as the check of an upload does: a label image with its cells, ' +
        'another sound file, or one that cannot be used and why.\n\n' +
        'Each file is read in a process of its own with a limit of time and memory, so that there is an answer for ' +
        'every file. Of a folder all files are inspected, also those in its folders; links are not followed.',
    )
    .argument('[paths...]', 'files and folders')
    .option(
      '--files-from <list>',
      'also the paths in a file, one a line or with NUL between them; "-" reads them from standard input',
    )
    .option('--json <file>', 'write the result as JSON; "-" prints it instead of the table');
  return addChoiceOptions(command, { of: 'the files' })
    .addHelpText('after', exitCodeHelp)
    .action(async (paths: readonly string[], flags: InspectFlags) => {
      process.exitCode = await runInspect(paths, flags, signal);
    });
}

async function runInspect(paths: readonly string[], flags: InspectFlags, signal: AbortSignal): Promise<number> {
  if (paths.length === 0 && flags.filesFrom === undefined)
    throw new UsageError('Nothing to inspect was named. Name files or folders, or a list of them with --files-from.');
  if (flags.json !== undefined && flags.json !== '-') await checkWritable(flags.json);
  const listed = flags.filesFrom === undefined ? [] : await readList(flags.filesFrom);
  const files = await inspectAll(await listFiles([...paths, ...listed]), choiceOf(flags), signal);
  await write(files, flags.json);
  tellSome(
    'Notes on the files:',
    files.flatMap(({ file, warnings }) => warnings.map((message) => `${file}: ${message}`)),
  );
  const refused = files.filter(({ ok }) => !ok);
  tellList(
    `${count(refused.length, 'file')} cannot be used:`,
    refused.map(({ file, error }) => `${file}: ${error?.message ?? ''}`),
  );
  return refused.length === 0 ? exitCode.done : exitCode.someFailed;
}

async function inspectAll(
  paths: readonly string[],
  choice: LabelChoice,
  signal: AbortSignal,
): Promise<InspectedFile[]> {
  const progress = showProgress('Inspecting', paths.length);
  try {
    const found = await inspectFiles(paths, { processes: PROCESSES, choice, signal, onResult: progress.step });
    return paths.flatMap((file, i) => (found[i] ? [{ file, ...found[i] }] : []));
  } finally {
    progress.end();
  }
}

async function write(files: readonly InspectedFile[], json: string | undefined): Promise<void> {
  // Printed before anything is written: if the disk is full, the work has not been for nothing.
  print(json === '-' ? inspectedJson(files) : inspectionTable(files));
  if (json !== undefined && json !== '-') await writeAtomically(json, inspectedJson(files));
}

import { Shelf, type FileFault, type Verification } from '@cellboard/contract';
import type { CellboardClient } from '@cellboard/sdk';
import { Command, Option } from 'commander';
import { exitCode, exitCodeHelp } from '../exit-code.ts';
import { connect, withServerOptions, type ServerFlags } from '../server/connect.ts';
import { sizeText } from '../size-text.ts';
import { count, print, showProgress, tell, type Progress } from '../terminal.ts';

/** Files that the server reads for one request: few enough to answer soon, however large they are. */
const FILES_AT_ONCE = 20;

interface VerifyFlags extends ServerFlags {
  readonly shelf?: Shelf;
  readonly json?: true;
}

/** What was found in all. */
type Found = Pick<Verification, 'checked' | 'bytes' | 'faults'>;

/** `cellboard verify`: reads every stored file of a server. */
export function verifyCommand(signal: AbortSignal): Command {
  const command = new Command('verify')
    .summary('Check the stored files of a running server')
    .description(
      'Checks every file that the server stores, and lists those that are missing or have changed. Restore them from a ' +
        'backup: each file is named by the SHA-256 of its bytes. Label files are made again from their originals at once, and ' +
        'records of cells in the background.',
    )
    .addOption(new Option('--shelf <shelf>', 'only the files of one kind (default: all)').choices(Shelf.options));
  return withServerOptions(command)
    .option('--json', 'print the result as JSON')
    .addHelpText('after', exitCodeHelp)
    .action(async (flags: VerifyFlags) => {
      process.exitCode = await verify(flags, signal);
    });
}

async function verify(flags: VerifyFlags, signal: AbortSignal): Promise<number> {
  const client = await connect(flags, signal);
  const { checked, bytes, faults } = await verifyAll(client, flags.shelf);
  if (flags.json) print(JSON.stringify({ checked, bytes, faults }));
  else for (const line of linesOf({ checked, bytes, faults })) print(line);
  if (faults.every(({ rebuilt }) => rebuilt === true || rebuilt === 'queued')) return exitCode.done;
  tell('Restore these files from a backup. Until then they cannot be shown, and no label file can be made from them.');
  return exitCode.someFailed;
}

async function verifyAll(client: CellboardClient, shelf: Shelf | undefined): Promise<Found> {
  const faults: FileFault[] = [];
  let [checked, bytes] = [0, 0];
  let progress: Progress | undefined;
  try {
    let next: string | null = null;
    do {
      const query = { shelf, limit: FILES_AT_ONCE, ...(next !== null && { cursor: next }) };
      const part: Verification = await client.api.storage.verify.query(query);
      progress ??= showProgress('Checking', part.total);
      faults.push(...part.faults);
      checked += part.checked;
      bytes += part.bytes;
      progress.set(checked);
      next = part.next;
    } while (next !== null);
  } finally {
    progress?.end();
  }
  return { checked, bytes, faults };
}

function linesOf({ checked, bytes, faults }: Found): string[] {
  const looked = `${count(checked, 'file')} checked, ${sizeText(bytes)}`;
  if (faults.length === 0) return [`${looked}: all are there and unchanged.`];
  return [
    `${looked}: ${count(faults.length, 'file')} missing or changed.`,
    ...faults.map(({ shelf, sha256, fault, rebuilt }) => `  ${fault}  ${shelf}/${sha256}${afterwards(rebuilt)}`),
  ];
}

/** What became of a file that is made from others; nothing to say of an original. */
function afterwards(rebuilt: FileFault['rebuilt']): string {
  if (rebuilt === null) return '';
  if (rebuilt === 'queued') return '  being made again in the background';
  return rebuilt ? '  made again from its original' : '  made again once its original is restored';
}

import { Shelf, type FileFault, type StoreFinding, type StoreReview, type Verification } from '@cellboard/contract';
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
  readonly repair?: true;
  readonly json?: true;
}

/** What was found in all. */
type Found = Pick<Verification, 'checked' | 'bytes' | 'faults'> & { readonly findings: readonly StoreFinding[] };

/** Files that are compared in one request: little is read of each. */
const COMPARED_AT_ONCE = 200;

/** `cellboard verify`: reads every stored file of a server. */
export function verifyCommand(signal: AbortSignal): Command {
  const command = new Command('verify')
    .summary('Check the stored files of a running server')
    .description(
      'Checks every file that the server stores, and lists those that are missing or have changed. Restore them from a ' +
        'backup: each file is named by the SHA-256 of its bytes. Label files are made again from their originals at once, and ' +
        'records of cells in the background. It also lists files that no row of the database names, rows without a use, ' +
        'masks without a label file, and results without a record of cells.',
    )
    .addOption(new Option('--shelf <shelf>', 'only the files of one kind (default: all)').choices(Shelf.options));
  return withServerOptions(command)
    .option(
      '--repair',
      'also remove files without a use that are older than a day, and make missing label files and records of cells',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', exitCodeHelp)
    .action(async (flags: VerifyFlags) => {
      process.exitCode = await verify(flags, signal);
    });
}

async function verify(flags: VerifyFlags, signal: AbortSignal): Promise<number> {
  const client = await connect(flags, signal);
  const looked = await verifyAll(client, flags.shelf);
  const found: Found = { ...looked, findings: await reviewAll(client, flags) };
  if (flags.json) print(JSON.stringify(found));
  else for (const line of linesOf(found)) print(line);
  const { faults, findings } = found;
  const isSound = faults.every(({ rebuilt }) => rebuilt === true || rebuilt === 'queued');
  if (isSound && flags.repair !== true && findings.some(({ reason }) => reason === null))
    tell('Run "cellboard verify --repair" to remove what has no use and to make what is missing.');
  if (isSound) return findings.some(({ outcome }) => outcome === 'failed') ? exitCode.someFailed : exitCode.done;
  tell('Restore these files from a backup. Until then they cannot be shown, and no label file can be made from them.');
  return exitCode.someFailed;
}

async function verifyAll(client: CellboardClient, shelf: Shelf | undefined): Promise<Omit<Found, 'findings'>> {
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

/** Compares the store with the database, page by page. */
async function reviewAll(client: CellboardClient, { shelf, repair: isRepair }: VerifyFlags): Promise<StoreFinding[]> {
  const findings: StoreFinding[] = [];
  const repair = isRepair === true;
  let progress: Progress | undefined;
  try {
    let next: string | null = null;
    do {
      const query = { shelf, repair, limit: COMPARED_AT_ONCE, ...(next !== null && { cursor: next }) };
      const page: StoreReview = await client.api.storage.review.mutate(query);
      progress ??= showProgress('Comparing', page.steps);
      progress.set(page.step);
      findings.push(...page.findings);
      next = page.next;
    } while (next !== null);
  } finally {
    progress?.end();
  }
  return findings;
}

function linesOf({ checked, bytes, faults, findings }: Found): string[] {
  const looked = `${count(checked, 'file')} checked, ${sizeText(bytes)}`;
  const checkedLine =
    faults.length === 0
      ? `${looked}: all are there and unchanged.`
      : `${looked}: ${count(faults.length, 'file')} missing or changed.`;
  return [
    checkedLine,
    ...faults.map(({ shelf, sha256, fault, rebuilt }) => `  ${fault}  ${shelf}/${sha256}${afterwards(rebuilt)}`),
    ...findings.map(
      ({ kind, subject, outcome, reason }) =>
        `  ${kinds[kind]}  ${subject}${outcomes[outcome]}${reason === null ? '' : `  ${reason}`}`,
    ),
  ];
}

const kinds: Readonly<Record<StoreFinding['kind'], string>> = {
  unknownFile: 'unknown to the database',
  unusedFile: 'without a use',
  noLabelFile: 'without a label file',
  noRecord: 'result without a record of cells',
};

const outcomes: Readonly<Record<StoreFinding['outcome'], string>> = {
  found: '',
  removed: '  removed',
  made: '  made from its original',
  queued: '  being made in the background',
  failed: '  could not be made:',
};

/** What became of a file that is made from others; nothing to say of an original. */
function afterwards(rebuilt: FileFault['rebuilt']): string {
  if (rebuilt === null) return '';
  if (rebuilt === 'queued') return '  being made again in the background';
  return rebuilt ? '  made again from its original' : '  made again once its original is restored';
}

import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { downloadsOf, recordsOf, type CatalogDataset, type Download } from '@cellboard/catalog';
import { publishedLayouts } from '@cellboard/datasets';
import { confirm } from '../../confirm.ts';
import { exitCode } from '../../exit-code.ts';
import type { LayoutFlags } from '../../import/import-flags.ts';
import { importLayout } from '../../import/import-layout.ts';
import { count, print, printLines, showProgress, tell } from '../../terminal.ts';
import { reasonOf } from '../../reason-of.ts';
import { UsageError } from '../../usage-error.ts';
import { fetchFile, type FetchedFile } from './fetch-file.ts';
import { sizeText } from '../../size-text.ts';

/** The options of `cellboard datasets get`. */
export interface GetFlags extends LayoutFlags {
  readonly to?: string;
  readonly from?: string;
  readonly record?: string;
  readonly acceptLicence?: true;
  readonly import?: true;
}

/**
 * Downloads the files of a catalogued dataset from their provider, and imports them if asked to.
 *
 * @returns the exit code
 * @throws UsageError if the dataset cannot be downloaded by a program, or a file of it
 */
export async function getDataset(dataset: CatalogDataset, flags: GetFlags, signal: AbortSignal): Promise<number> {
  const files = mirrored(filesOf(dataset, flags.record), flags.from);
  if (files.length === 0) throw new UsageError(byHand(dataset));
  await agree(dataset, flags, signal);
  const folder = flags.to ?? flags.record ?? dataset.slug;
  await makeFolder(folder);
  const fetched: FetchedFile[] = [];
  for (const file of files)
    fetched.push(await fetchShown(file, folder, signal).catch((error: unknown) => withOtherWays(dataset, error)));
  if (flags.json && !flags.import) print(JSON.stringify({ dataset: dataset.slug, folder, files: fetched }));
  else if (!flags.json) printLines(...fileLines(fetched), ...nextLines(dataset, folder, flags));
  if (!flags.import) return exitCode.done;
  const named = { ...(flags.record !== undefined && { dataset: flags.record }), ...flags };
  const layout = publishedLayouts[dataset.layout];
  if (!layout) throw new UsageError(`The files of ${dataset.name} cannot be imported yet.`);
  return importLayout({ id: dataset.layout, layout, root: folder }, named, signal);
}

/** @throws UsageError for a record that the dataset does not have */
function filesOf({ name, slug }: CatalogDataset, record: string | undefined): readonly Download[] {
  const files = downloadsOf(slug, record);
  if (record === undefined || files.length > 0) return files;
  const records = recordsOf(slug).join(', ');
  throw new UsageError(
    `${name} has no record "${record}". ${records === '' ? 'Leave out --record: it has no other files.' : `Use one of: ${records}.`}`,
  );
}

/** The same files from a copy of the provider's folder. */
function mirrored(files: readonly Download[], from: string | undefined): readonly Download[] {
  if (from === undefined) return files;
  const base = from.endsWith('/') ? from : `${from}/`;
  if (!/^https?:\/\//i.test(base) || !URL.canParse(base))
    throw new UsageError(
      `--from ${from} is not a web address. Name a folder on the web, such as https://example.org/data/.`,
    );
  return files.map((file) => ({ ...file, url: new URL(encodeURIComponent(file.file), base).href }));
}

/** What a person has to do where a program cannot. */
function byHand({ name, facts, sourceUrl }: CatalogDataset): string[] {
  if (facts.ineligible !== null) return [`${name} cannot be used here. ${facts.ineligible}`];
  const why = {
    open: 'has no address that a program could download it from',
    account: 'needs an account with its provider',
    request: 'is available on request',
  }[facts.access];
  const steps = facts.steps.map((step, i) => `  ${String(i + 1)}. ${step}`);
  const [command] = facts.commands;
  return [
    `${name} ${why}. Get it by hand${sourceUrl === null ? '' : ` from ${sourceUrl}`}:`,
    ...steps,
    ...(command === undefined ? [] : [`Then run: ${command}`]),
  ];
}

/** Shows the licence; goes on only if it is accepted. */
async function agree(
  { name, licence, citation, sourceUrl }: CatalogDataset,
  { acceptLicence }: GetFlags,
  signal: AbortSignal,
): Promise<void> {
  tell(
    name,
    `Licence: ${licence}`,
    ...(sourceUrl === null ? [] : [`Terms:   ${sourceUrl}`]),
    ...(citation === null ? [] : [`Cite:    ${citation}`]),
  );
  if (acceptLicence) return;
  if (!process.stdin.isTTY)
    throw new UsageError('Nothing was downloaded. Read the licence, then add --accept-licence.');
  if (!(await confirm('Do you accept the licence?', signal)))
    throw new UsageError('Nothing was downloaded, because the licence was not accepted.');
}

async function makeFolder(folder: string): Promise<void> {
  try {
    // One after the other: all at once, Node never comes to an end where none can be made, such as in /proc.
    const missing: string[] = [];
    for (let path = resolve(folder); !existsSync(path); path = dirname(path)) missing.unshift(path);
    for (const path of missing) await mkdir(path);
  } catch (error) {
    throw new UsageError(`The folder ${folder} cannot be made: ${reasonOf(error)}. Name another with --to.`, {
      cause: error,
    });
  }
}

/** Says how else to get the files, where a download failed. */
function withOtherWays({ sourceUrl }: CatalogDataset, error: unknown): never {
  if (!(error instanceof UsageError) || sourceUrl === null) throw error;
  const others = `Or get the files by hand from ${sourceUrl}, or from a copy with --from.`;
  throw new UsageError([...error.lines, others], { cause: error });
}

const MEGA = 1e6;

async function fetchShown(file: Download, folder: string, signal: AbortSignal): Promise<FetchedFile> {
  let bar: ReturnType<typeof showProgress> | undefined;
  try {
    return await fetchFile(file, {
      folder,
      signal,
      onBytes: (done, total) => {
        bar ??= showProgress(`${file.file}, MB`, Math.ceil((total ?? 0) / MEGA));
        bar.set(Math.floor(done / MEGA));
      },
      onTrouble: (reason, waitMs) => {
        tell(`${file.file}: ${reason} Trying again in ${String(Math.ceil(waitMs / 1000))} s.`);
      },
    });
  } finally {
    bar?.end();
  }
}

/** What was downloaded, a file per line. */
function fileLines(files: readonly FetchedFile[]): string[] {
  const lines = files.map(({ file, bytes, sha256, verified, downloaded }) => {
    const state = downloaded ? 'downloaded' : 'was there already';
    return `${file}  ${sizeText(bytes)}  ${state}, ${verified ? 'checksum verified' : `no checksum is published; SHA-256 ${sha256}`}`;
  });
  const all = sizeText(files.reduce((sum, { bytes }) => sum + bytes, 0));
  return [...lines, `${count(files.length, 'file')}, ${all} in all.`];
}

/** The imports of the catalogue that read these files, for the folder that they are in. */
export function nextLines(
  { slug, facts }: CatalogDataset,
  folder: string,
  { import: done, record }: GetFlags,
): string[] {
  if (done) return [];
  const read = facts.commands.flatMap((command) => {
    const [, start, files, options] = /^(npx cellboard import [\w-]+) (\S+)(.*)$/.exec(command) ?? [];
    return start === undefined || options === undefined ? [] : [{ start, files, options }];
  });
  const named = read.find(({ options }) => options.endsWith(` --dataset ${record ?? ''}`));
  const own = (record === undefined ? read[0] : named)?.files;
  const imports = read
    .filter(({ files }) => files === own)
    .map(({ start, options }) => `  ${start} ${quoted(folder)}${options}`);
  const all = [`Import ${record ?? slug}, packed as it is. Leave out --dry-run to do more than look:`];
  const unchecked = facts.checked
    ? []
    : ['The reader of this dataset has not been checked against these files yet. Look at the dry run first.'];
  return [...all, ...imports.map((line) => `${line} --dry-run`), ...unchecked];
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

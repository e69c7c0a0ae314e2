import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rename, rm, stat, statfs, writeFile, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Download } from '@cellboard/catalog';
import { FormatError } from '@cellboard/formats';
import { openArchive, openFileSource } from '@cellboard/formats/node';
import { OWN_ARCHIVE } from '../../import/unpacked.ts';
import { reasonOf } from '../../reason-of.ts';
import { UsageError } from '../../usage-error.ts';
import { askFor, LostConnection, type Answer, type Range } from './ask-for.ts';
import { lockFile } from './lock-file.ts';
import { sizeText } from '../../size-text.ts';

/** A file on the disk, and how its bytes were checked. */
export interface FetchedFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** True where the checksum was known beforehand and fits. */
  readonly verified: boolean;
  /** False where it was there already. */
  readonly downloaded: boolean;
}

/** How patient a download is. */
export interface Patience {
  /** A connection without a byte for so long is given up and made again. */
  readonly stallMs: number;
  /** How often in a row nothing may come before the download ends. */
  readonly attempts: number;
  /** Before the second attempt; twice as long before each further one. */
  readonly waitMs: number;
}

const PATIENT: Patience = { stallMs: 60_000, attempts: 8, waitMs: 1000 };

/** Most that is waited between two attempts. */
const LONGEST_WAIT_MS = 60_000;

/** What stays free beside the file. */
const SPARE_BYTES = 64 * 2 ** 20;

interface Fetching {
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Called with the bytes that are there, and how many there will be as far as that is known. */
  readonly onBytes?: (done: number, total: number | null) => void;
  /** Called before another attempt, with what happened. */
  readonly onTrouble?: (reason: string, waitMs: number) => void;
  readonly patience?: Patience;
}

/** What is remembered of a file that is there in part. */
interface Begun {
  readonly url: string;
  /** Identifies the file's version at the provider; null where it says none, so that nothing can be resumed. */
  readonly version: string | null;
  /** Length of the whole file, as its provider said; null where it did not. */
  readonly total: number | null;
}

/**
 * Downloads a file into a folder. What is there in part is completed, also by a later call; a file that is there is
 * only checked. Under its own name it appears once it is whole and its length and checksum fit.
 *
 * @throws UsageError if it cannot be downloaded, is not the expected file, or does not fit on the disk
 */
export async function fetchFile(download: Download, fetching: Fetching): Promise<FetchedFile> {
  const target = join(fetching.folder, download.file);
  const part = `${target}.part`;
  if (await isThere(target)) return { ...(await checked(target, download, fetching)), downloaded: false };
  const lock = await lockFile(target).catch((error: unknown) => {
    throw diskFault(fetching.folder, error) ?? error;
  });
  try {
    await downloadPart(download, part, fetching);
    const found = await checked(part, download, fetching).catch(async (error: unknown) => {
      if (error instanceof UsageError) await forget(part);
      throw error;
    });
    await rename(part, target);
    await rm(noteOf(part), { force: true });
    return { ...found, file: target, downloaded: true };
  } finally {
    await lock[Symbol.asyncDispose]();
  }
}

const noteOf = (part: string) => `${part}.json`;

async function forget(part: string): Promise<void> {
  await rm(part, { force: true });
  await rm(noteOf(part), { force: true });
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

/** Asks for the rest of the file until it is whole. */
async function downloadPart(download: Download, part: string, fetching: Fetching): Promise<void> {
  const { patience = PATIENT, signal } = fetching;
  // Where a provider does not say which version of the file it sends, each attempt begins at its first byte.
  let most = await bytesOf(part);
  for (let failures = 0; ;) {
    try {
      await once(download, part, fetching);
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof LostConnection)) throw error;
      const there = await bytesOf(part);
      failures = there > most ? 1 : failures + 1;
      most = Math.max(most, there);
      const isResumed = there === 0 || (await rangeOf(download.url, part)) !== undefined;
      if (failures >= patience.attempts)
        throw new UsageError(
          `${download.url} cannot be downloaded: ${error.message} Nothing new came in ${String(failures)} attempts. ` +
            (isResumed
              ? 'What is there is kept: run the same command again to go on.'
              : 'Its provider does not let a download go on where it ended. Try another connection, or get the file by hand.'),
          { cause: error },
        );
      const wait = Math.min(error.retryAfterMs ?? patience.waitMs * 2 ** (failures - 1), LONGEST_WAIT_MS);
      fetching.onTrouble?.(isResumed ? error.message : `${error.message} ${STARTS_AGAIN}`, wait);
      await sleep(wait, undefined, { signal });
    }
  }
}

const STARTS_AGAIN = 'The download starts again, because its provider does not let it go on where it ended.';

async function bytesOf(part: string): Promise<number> {
  return (await stat(part).catch(() => undefined))?.size ?? 0;
}

/** Downloads what is missing, or as much of it as comes. */
async function once(download: Download, part: string, fetching: Fetching): Promise<void> {
  const { patience = PATIENT, signal, folder } = fetching;
  const range = await rangeOf(download.url, part);
  const answer = await askFor(download.url, { range, signal, stallMs: patience.stallMs });
  try {
    checkLength(download, answer);
    await checkSpace(folder, answer);
    // What is there of another version goes first: its bytes must never be taken for those of the new one.
    if (answer.from === 0) await forget(part);
    const { version, total } = answer;
    await writeFile(noteOf(part), JSON.stringify({ url: download.url, version, total } satisfies Begun));
    await append(answer, part, fetching);
  } catch (error) {
    throw diskFault(folder, error) ?? error;
  } finally {
    answer.end();
  }
}

/** What can be left out because it is there already. */
async function rangeOf(url: string, part: string): Promise<Range | undefined> {
  const begun = await readNote(part);
  const from = await bytesOf(part);
  if (from === 0 || begun?.url !== url || begun.version === null) return undefined;
  return { from, version: begun.version, total: begun.total };
}

/** @throws UsageError where the provider has another file now */
function checkLength({ url, bytes }: Download, { total }: Answer): void {
  if (total === null || bytes === null || total === bytes) return;
  throw new UsageError(
    `${url} has ${total.toLocaleString('en')} bytes now, but ${bytes.toLocaleString('en')} were expected: its provider replaced it. ` +
      'It was not downloaded. Download it by hand, look at what changed, and import it from there.',
  );
}

async function readNote(part: string): Promise<Begun | undefined> {
  const text = await readFile(noteOf(part), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const { url, version, total } = JSON.parse(text) as Partial<Begun>;
    const isBegun = typeof url === 'string' && typeof version === 'string';
    return isBegun ? { url, version, total: typeof total === 'number' ? total : null } : undefined;
  } catch {
    return undefined; // cut off in the moment it was written
  }
}

async function append(answer: Answer, part: string, { onBytes, folder }: Fetching): Promise<void> {
  const file: FileHandle = await open(part, answer.from > 0 ? 'r+' : 'w');
  let at = answer.from;
  let looked = at;
  try {
    for await (const piece of answer.pieces()) {
      if (answer.total !== null && at + piece.length > answer.total)
        throw new LostConnection(`more than the ${String(answer.total)} promised bytes came.`);
      // Where nobody says how much will come, the disk is looked at now and then.
      if (answer.total === null && at - looked > SPARE_BYTES / 2) {
        await checkSpace(folder, { total: at, from: at });
        looked = at;
      }
      // A write may take a part only, such as where the disk is nearly full.
      for (let done = 0; done < piece.length;)
        done += (await file.write(piece, done, piece.length - done, at + done)).bytesWritten;
      at += piece.length;
      onBytes?.(at, answer.total);
    }
  } finally {
    await file.close();
  }
  if (answer.total !== null && at < answer.total)
    throw new LostConnection(`the connection ended after ${String(at)} of ${String(answer.total)} bytes.`);
}

/** @throws UsageError where the rest of the file would not fit */
async function checkSpace(folder: string, { total, from }: Pick<Answer, 'total' | 'from'>): Promise<void> {
  if (total === null) return;
  const { bavail, bsize } = await statfs(folder);
  const needed = total - from + SPARE_BYTES;
  if (bavail * bsize >= needed) return;
  throw new UsageError(
    `${sizeText(needed)} are needed in ${folder}, but ${sizeText(bavail * bsize)} are free. Free some space, or name a folder on another disk.`,
  );
}

/** What to do about an error of the disk; undefined for any other error. */
function diskFault(folder: string, cause: unknown): UsageError | undefined {
  if (typeof cause !== 'object' || cause === null || !('syscall' in cause && 'code' in cause)) return undefined;
  const isFull = cause.code === 'ENOSPC' || cause.code === 'EDQUOT';
  const message = isFull
    ? `The disk of ${folder} is full. What was downloaded is kept: free some space and run the same command again to go on.`
    : `A file in ${folder} cannot be written: ${reasonOf(cause)}. Name another folder with --to.`;
  return new UsageError(message, { cause });
}

/** @throws UsageError where the file is not the expected one */
async function checked(
  path: string,
  { file, url, bytes, sha256 }: Download,
  { folder, signal }: Fetching,
): Promise<Omit<FetchedFile, 'downloaded'>> {
  const length = await bytesOf(path);
  const isWhole = path === join(folder, file);
  const fix = isWhole
    ? `Move ${path} away to download it again.`
    : `It was removed. Run the same command again; if it happens again, the file at ${url} was replaced.`;
  if (bytes !== null && length !== bytes)
    throw new UsageError(
      `${file} has ${length.toLocaleString('en')} bytes, but ${bytes.toLocaleString('en')} were expected. ${fix}`,
    );
  // Without a checksum, this is what tells a whole archive from one that was cut off, and from a web page.
  if (sha256 === null && /\.zip$/i.test(file)) await checkArchive(path, fix);
  const found = await sha256Of(path, signal);
  if (sha256 !== null && found !== sha256)
    throw new UsageError(`${file} has the SHA-256 checksum ${found}, but ${sha256} was expected. ${fix}`);
  return { file: path, bytes: length, sha256: found, verified: sha256 !== null };
}

/** @throws UsageError where the list at the end of a zip archive is missing or does not fit its files */
async function checkArchive(path: string, fix: string): Promise<void> {
  await using source = await openFileSource(path);
  try {
    await openArchive(source, OWN_ARCHIVE);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new UsageError(`${basename(path)} is not a complete zip archive: ${error.message} ${fix}`, { cause: error });
  }
}

async function sha256Of(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { signal });
  return hash.digest('hex');
}

import { constants, createWriteStream, existsSync } from 'node:fs';
import { copyFile, link, mkdir, mkdtemp, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { useOfFile, type FileUse } from '@cellboard/datasets';
import { FormatError, type Archive, type ArchiveLimits } from '@cellboard/formats';
import { openArchive, openFileSource } from '@cellboard/formats/node';
import { sizeText } from '../size-text.ts';
import { count, tell, tellList } from '../terminal.ts';
import { reasonOf } from '../reason-of.ts';
import { isRunning, thisHost } from '../this-host.ts';
import { UsageError } from '../usage-error.ts';

/** A curator's own archives: only the disk limits them. A deflated file is at most 1,032 times smaller. */
export const OWN_ARCHIVE: ArchiveLimits = { entries: 1_000_000, fileBytes: 2 ** 44, totalBytes: 2 ** 44, ratio: 1100 };

/** Most bytes of a picture that is read, and of all files that are unpacked from an archive. */
const [MOST_PICTURE, MOST_TOTAL] = [512 * 2 ** 20, 128 * 2 ** 30];

/** What stays free beside the unpacked files. */
const SPARE_BYTES = 256 * 2 ** 20;

const packed = /\.zip$/i;

/**
 * Works on a folder in which no archive is left packed: a zip archive, or a folder with zip archives in it, however deep, as providers
 * hand them out, is unpacked into a hidden folder beside it, which is removed afterwards. Files are written piece by
 * piece, so memory does not depend on their length. Files that no reader opens are left packed.
 *
 * @param path of a folder or a zip archive; any other path is passed on as it is
 * @throws UsageError if an archive is damaged or unsafe, holds more than any dataset, or does not fit on the disk
 */
export async function unpacked<T>(path: string, signal: AbortSignal, work: (folder: string) => Promise<T>): Promise<T> {
  const archives = await archivesOf(path);
  if (archives.length === 0) return work(path);
  const temporary = await makeTemporary(archives.includes(path) ? dirname(path) : path);
  // The name stays in the paths that people read.
  const target = join(temporary, basename(resolve(path)).replace(packed, ''));
  try {
    await mkdir(target);
    if (archives.includes(path)) await unpackInto(path, target, signal);
    else {
      // Each into a folder of its own name, since several may hold folders of the same names.
      for (const archive of archives)
        await unpackInto(archive, join(target, relative(path, archive).replace(packed, '')), signal);
      await bringOthers(path, target);
    }
    return await work(target);
  } catch (error) {
    // Nobody finds the unpacked files where they were.
    const shown = (text: string) => text.replaceAll(target, path);
    if (error instanceof UsageError) throw new UsageError(error.lines.map(shown), { cause: error });
    if (error instanceof Error) error.message = shown(error.message);
    throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** The archive itself, or those that lie in a folder and in the folders in it. */
async function archivesOf(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return packed.test(path) ? [path] : [];
  return found?.isDirectory() ? (await archivesIn(path)).sort() : [];
}

async function archivesIn(folder: string): Promise<string[]> {
  const archives: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) archives.push(...(await archivesIn(path)));
    else if (packed.test(entry.name)) archives.push(path);
  }
  return archives;
}

const OWN_PREFIX = `.cellboard-unpacked-${thisHost}-`;

/** A folder on the disk of the archives, where there is room for large files; else where temporary files go. */
async function makeTemporary(beside: string): Promise<string> {
  await removeLeft(beside);
  const name = `${OWN_PREFIX}${String(process.pid)}-`;
  return mkdtemp(join(beside, name)).catch(() => mkdtemp(join(tmpdir(), name)));
}

/** Removes what programs of this host left that were killed. Those of other hosts may still be running. */
async function removeLeft(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, pid] = name.startsWith(OWN_PREFIX) ? (/^(\d+)-/.exec(name.slice(OWN_PREFIX.length)) ?? []) : [];
    if (pid !== undefined && !isRunning(Number(pid)))
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Brings what lies beside the archives, by a second name where the disk allows that, else as a copy. */
async function bringOthers(folder: string, target: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const [from, to] = [join(folder, entry.name), join(target, entry.name)];
    if (entry.name.startsWith('.') || (entry.isFile() && packed.test(entry.name))) continue;
    if (entry.isDirectory()) {
      await mkdir(to, { recursive: true });
      await bringOthers(from, to);
    } else if (entry.isFile()) {
      if (existsSync(to)) throw inBoth(from);
      await link(from, to).catch(() => copyFile(from, to, constants.COPYFILE_FICLONE));
    }
  }
}

function inBoth(path: string): UsageError {
  return new UsageError(
    `${path} is also in an archive beside it, so it is unclear which counts. Remove the archive, or the folder that was unpacked from it.`,
  );
}

async function unpackInto(path: string, target: string, signal: AbortSignal): Promise<void> {
  try {
    await using source = await openFileSource(path);
    const archive = await openArchive(source, OWN_ARCHIVE);
    const { opened, named, bytes } = filesOf(path, archive);
    await mkdir(dirname(target), { recursive: true });
    await checkSpace(path, dirname(target), bytes);
    tell(unpackingLine(path, { archive, opened, bytes }));
    const inner = archive.names.filter((name) => packed.test(name));
    tellList(
      `${count(inner.length, 'archive')} in it ${inner.length === 1 ? 'is' : 'are'} not read. If you need ${inner.length === 1 ? 'it' : 'them'}, unpack ${basename(path)} yourself and name the folder:`,
      inner,
    );
    for (const name of [...opened, ...named]) await mkdir(dirname(join(target, name)), { recursive: true });
    for (const name of named) await writeFile(join(target, name), '');
    for (const name of opened) await pipeline(archive.chunks(name), createWriteStream(join(target, name)), { signal });
  } catch (error) {
    if (error instanceof FormatError) throw new UsageError(`${path}: ${error.message}`, { cause: error });
    if (error instanceof Error && 'code' in error && !signal.aborted)
      throw new UsageError(
        `${path} cannot be unpacked${'syscall' in error ? ` into ${dirname(target)}` : ''}: ${reasonOf(error)}. Unpack it yourself and name the folder.`,
        { cause: error },
      );
    throw error;
  }
}

interface Needed {
  /** Files that readers open. */
  readonly opened: readonly string[];
  /** Files of which they only want the name. */
  readonly named: readonly string[];
  /** Unpacked bytes of those that are opened. */
  readonly bytes: number;
}

/** @throws UsageError for a picture or a total that is larger than any dataset's */
export function filesOf(path: string, archive: Pick<Archive, 'names' | 'sizeOf'>): Needed {
  const used = (...uses: readonly FileUse[]) =>
    archive.names.filter((name) => uses.includes(useOfFile(basename(name))));
  const [opened, named] = [used('picture', 'data'), used('named')];
  const bytes = opened.reduce((sum, name) => sum + archive.sizeOf(name), 0);
  const large = used('picture').find((name) => archive.sizeOf(name) > MOST_PICTURE);
  if (large !== undefined)
    throw new UsageError(
      `${path}: "${large}" has ${sizeText(archive.sizeOf(large))} unpacked, but pictures are read up to ${sizeText(MOST_PICTURE)}. Remove it from the archive.`,
    );
  if (bytes > MOST_TOTAL)
    throw new UsageError(
      `${path} holds ${sizeText(bytes)} of images and labels, but at most ${sizeText(MOST_TOTAL)} are unpacked. Unpack it yourself and name the folder.`,
    );
  return { opened, named, bytes };
}

function unpackingLine(
  path: string,
  { archive, opened, bytes }: { archive: Archive } & Pick<Needed, 'opened' | 'bytes'>,
): string {
  const others = archive.names.length - opened.length;
  const left =
    others === 0 ? '' : ` (${others.toLocaleString('en')} other ${others === 1 ? 'file is' : 'files are'} not read)`;
  return `Unpacking ${path}: ${opened.length.toLocaleString('en')} files, ${sizeText(bytes)}${left} …`;
}

async function checkSpace(path: string, folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= bytes + SPARE_BYTES) return;
  throw new UsageError(
    `${path} holds ${sizeText(bytes)}, but the disk that it is unpacked on has ${sizeText(bavail * bsize)} free. Free some space, or unpack it yourself on another disk and name the folder.`,
  );
}

import { StoredFileRepository, type EntityManager, type FilePlace, type StoredFileRow } from '@cellboard/db';
import { copyFile, link, lstat, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ignoreMissing, isFile, syncFolder } from './durable-files.ts';
import type { LocalFileStore } from './local-file-store.ts';

/** Files are moved in batches of so many. */
const BATCH = 500;

/** What the moving of an early release's files has done so far. */
export interface Moved {
  /** Files of the database that were looked at, of how many. */
  readonly done: number;
  readonly total: number;
  /** Files that were not there. */
  readonly missing: number;
}

/** What is moved, where, and who follows it. */
export interface EarlyFiles {
  readonly em: EntityManager;
  readonly store: LocalFileStore;
  /** The folder of the store. */
  readonly folder: string;
  /** Called after each batch. */
  readonly onProgress?: (moved: Moved) => void;
}

/**
 * Moves the files of an early release, which kept all in one folder, to their shelves. A file is linked to its shelf
 * before its size is written down and its old name goes, so that an interruption at any point loses nothing and the
 * next start resumes. What the database does not know stays where it is.
 */
export async function moveEarlyFiles({ em, store, folder, onProgress }: EarlyFiles): Promise<Moved> {
  const files = new StoredFileRepository(em.fork());
  const total = await files.countUnmoved();
  let [done, missing] = [0, 0];
  let place: FilePlace | undefined;
  while (total > 0) {
    const rows = await files.after(place, { limit: BATCH });
    for (const row of rows) {
      if (row.bytes !== null) continue;
      if (!(await move(row, { files, store, folder }))) missing++;
      done++;
    }
    onProgress?.({ done, total, missing });
    if (rows.length < BATCH) break;
    place = rows.at(-1);
  }
  await removeEarlyNames(store, folder);
  return { done, total, missing };
}

/** @returns whether the file is on its shelf now */
async function move(
  row: StoredFileRow,
  { files, store, folder }: { files: StoredFileRepository; store: LocalFileStore; folder: string },
): Promise<boolean> {
  const early = join(folder, 'objects', row.sha256.slice(0, 2), row.sha256);
  const target = store.pathOf(row);
  if (!(await isFile(target)) && (await isFile(early))) {
    await mkdir(dirname(target), { recursive: true });
    await linkOrCopy(early, target);
    await syncFolder(dirname(target));
  }
  const found = await store.stat(row);
  if (found) await files.moved(row, found.bytes);
  return found !== null;
}

/** Early names go once every shelf has its file; the pictures of early releases are drawn again when they are asked for. */
async function removeEarlyNames(store: LocalFileStore, folder: string): Promise<void> {
  await rm(join(folder, 'derived'), { recursive: true, force: true });
  const root = join(folder, 'objects');
  for (const name of (await readdir(root).catch(ignoreMissing)) ?? []) {
    for (const sha256 of await readdir(join(root, name))) {
      const shelves = (['image', 'truth', 'prediction'] as const).map((shelf) => store.stat({ shelf, sha256 }));
      if ((await Promise.all(shelves)).some((found) => found !== null)) await rm(join(root, name, sha256));
    }
    await removeEmpty(join(root, name));
  }
  await removeEmpty(root);
}

/** Removes a folder that is empty. Of one on another disk only the link goes, since its place there may be a mount. */
async function removeEmpty(folder: string): Promise<void> {
  const found = await lstat(folder).catch(ignoreMissing);
  if (found?.isSymbolicLink() !== true) await rmdir(folder).catch(ignoreFilled);
  else if ((await readdir(folder)).length === 0) await rm(folder);
}

function ignoreFilled(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'ENOENT') throw error;
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  const refusal = await link(from, to).then(() => null, unlessLinked);
  if (!refusal) return;
  // A copy has its name only once it is whole.
  await copyFile(from, `${to}.part`);
  await rename(`${to}.part`, to);
}

/** Why a file cannot be linked: the file system has no links, or the shelf is on another one. */
function unlessLinked(error: NodeJS.ErrnoException): NodeJS.ErrnoException | null {
  if (error.code === 'EEXIST') return null;
  if (error.code !== 'EPERM' && error.code !== 'EXDEV' && error.code !== 'EMLINK') throw error;
  return error;
}

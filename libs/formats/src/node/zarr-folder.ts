import { constants, type Stats } from 'node:fs';
import { lstat, open, readdir, realpath, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { FormatError } from '../format-error.ts';
import { boundsOf, checkKey, MAX_LISTED, tooLong, type ByteRange, type ZarrFiles } from '../zarr/zarr-files.ts';
import { readBytes } from './file-source.ts';

/** What makes a folder a Zarr hierarchy. */
const MARKERS = ['zarr.json', '.zgroup', '.zarray', '.zattrs'];

/** Tells a folder that is a Zarr hierarchy, whatever it is called. Links are not followed. */
export async function isZarrFolder(path: string): Promise<boolean> {
  if (!(await statOf(path))?.isDirectory()) return false;
  for (const marker of MARKERS) if ((await statOf(join(path, marker)))?.isFile()) return true;
  return false;
}

async function statOf(path: string): Promise<Stats | undefined> {
  return lstat(path).catch(() => undefined);
}

/**
 * The files of a Zarr hierarchy in a folder. Only plain files within it are read: no links, also not on the way, no
 * pipes and devices.
 */
export async function zarrFolder(path: string): Promise<ZarrFiles> {
  const root = await realpath(path);
  return {
    format: 'Zarr',
    list: async (path) => {
      const folder = path === '' ? root : join(root, checkKey(path));
      if ((await realpath(folder).catch(nothing(path))) !== folder) return [];
      const names = await readdir(folder).catch(nothing(path));
      return (names ?? []).sort().slice(0, MAX_LISTED);
    },
    read: (key, limit) =>
      withFile(root, key, async (handle, size) => {
        if (size > limit) throw tooLong(size, limit);
        return readBytes(handle, 0, size);
      }),
    readRange: (key, range: ByteRange, limit) =>
      withFile(root, key, (handle, size) => {
        const [start, end] = boundsOf(range, size, limit);
        return readBytes(handle, start, end);
      }),
  };
}

async function withFile<T>(
  root: string,
  key: string,
  use: (handle: FileHandle, size: number) => Promise<T>,
): Promise<T | undefined> {
  const path = join(root, checkKey(key));
  const real = await realpath(path).catch(nothing(key));
  if (real === undefined) return undefined;
  const stats = await lstat(path).catch(nothing(key));
  if (stats?.isDirectory()) return undefined; // it is not a file, as in a store of another kind
  if (real !== path || !stats?.isFile()) throw noPlainFile(key);
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const opened = await handle.stat(); // again, since it may have been replaced in between
    if (!opened.isFile()) throw noPlainFile(key);
    return await use(handle, opened.size);
  } finally {
    await handle.close();
  }
}

function noPlainFile(key: string): FormatError {
  return new FormatError('UNSAFE', `${key} in the folder is a link or not a plain file. Put the file itself there.`);
}

/** Nothing is there: Zarr leaves out chunks of nothing but background. */
function nothing(key: string): (error: unknown) => undefined {
  return (error) => {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    if (code === 'ELOOP') throw noPlainFile(key);
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(code)) return undefined;
    throw error;
  };
}

import type { Archive } from '../archive/archive.ts';
import { boundsOf, checkKey, MAX_LISTED, type ZarrFiles } from './zarr-files.ts';

/** A Zarr hierarchy begins with one of these, in the archive itself or in the one folder that it holds. */
const MARKER = /^(?:([^/]+)\/)?(?:zarr\.json|\.zgroup|\.zarray|\.zattrs)$/;

/** Shards are read in parts, many after the other. */
const MAX_SHARD = 2 ** 29;

/** The files of a Zarr hierarchy in a zip archive; undefined if it holds none. */
export function zarrArchive(archive: Archive): ZarrFiles | undefined {
  const names = new Set(archive.names);
  const folders = new Set(
    archive.names.flatMap((name) => {
      const match = MARKER.exec(name);
      return match ? [match[1]] : [];
    }),
  );
  // Several hierarchies beside each other, or other files beside one, are the files of a dataset.
  const [only] = folders;
  const folder = folders.has(undefined) ? undefined : only;
  if (folders.size === 0) return undefined;
  if (folder !== undefined && !archive.names.every((name) => name.startsWith(`${folder}/`))) return undefined;
  const nameOf = (key: string) => (folder === undefined ? checkKey(key) : `${folder}/${checkKey(key)}`);
  let last: { readonly name: string; readonly bytes: Uint8Array } | undefined;
  return {
    list: (path) => {
      const start = path === '' ? (folder === undefined ? '' : `${folder}/`) : `${nameOf(path)}/`;
      const below = archive.names.filter((name) => name.startsWith(start));
      const there = new Set(below.map((name) => name.slice(start.length).split('/', 1)[0] ?? ''));
      return Promise.resolve([...there].sort().slice(0, MAX_LISTED));
    },
    read: async (key, limit) => (names.has(nameOf(key)) ? archive.read(nameOf(key), limit) : undefined),
    readRange: async (key, range, limit) => {
      const name = nameOf(key);
      if (!names.has(name)) return undefined;
      if (last?.name !== name) last = { name, bytes: await archive.read(name, MAX_SHARD) };
      return last.bytes.slice(...boundsOf(range, last.bytes.length, limit));
    },
  };
}

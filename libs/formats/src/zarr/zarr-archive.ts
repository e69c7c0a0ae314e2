import type { Archive } from '../archive/archive.ts';
import { parseJson } from '../json/parse-json.ts';
import type { Platform } from '../platform.ts';
import { isN5, n5Files } from './n5-files.ts';
import { boundsOf, checkKey, MAX_LISTED, type ZarrFiles } from './zarr-files.ts';

/** A Zarr hierarchy begins with one of these, in the archive itself or in the one folder that it holds. */
const MARKER = /^(?:([^/]+)\/)?(?:zarr\.json|\.zgroup|\.zarray|\.zattrs)$/;

/** The same for N5, whose name other files may have too. */
const N5_MARKER = /^(?:([^/]+)\/)?attributes\.json$/;

/** Larger files are no attributes of an array. */
const MAX_ATTRIBUTES = 2 ** 20;

/** Shards are read in parts, many after the other. */
const MAX_SHARD = 2 ** 29;

/**
 * The files of a Zarr or N5 hierarchy in a zip archive; undefined if it holds none.
 *
 * @throws FormatError if an archive is damaged, or what may be attributes of N5 is no JSON
 */
export async function zarrArchive(archive: Archive, platform: Platform): Promise<ZarrFiles | undefined> {
  const zarr = hierarchyIn(archive, MARKER);
  if (zarr) return zarr;
  const n5 = hierarchyIn(archive, N5_MARKER);
  const attributes = await n5?.read('attributes.json', MAX_ATTRIBUTES);
  return n5 && attributes && isN5(parseJson(attributes)) ? n5Files(n5, platform) : undefined;
}

function hierarchyIn(archive: Archive, marker: RegExp): ZarrFiles | undefined {
  const names = new Set(archive.names);
  const folders = new Set(
    archive.names.flatMap((name) => {
      const match = marker.exec(name);
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
    format: 'Zarr',
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

import { isObject, parseJson } from '../json/parse-json.ts';
import type { Platform } from '../platform.ts';
import { readN5Block } from './n5-block.ts';
import { asZarr, isN5Array, n5Array, type N5Array } from './n5-metadata.ts';
import type { ZarrFiles } from './zarr-files.ts';
import { joinPath, member } from './zarr-node.ts';

/** What N5 keeps of every group and array. */
export const ATTRIBUTES = 'attributes.json';

/** Attributes of an array or a group have some kilobytes. */
const MAX_ATTRIBUTES = 2 ** 20;

/** The full resolution of an image in several (BigDataViewer, Paintera). */
const FULL = 's0';

/**
 * The files of an N5 hierarchy (https://github.com/saalfeldlab/n5) as those of the same arrays in Zarr 2, so that one
 * reader has both: attributes become metadata with the axes turned round, and blocks become chunks of full size.
 */
export function n5Files(files: ZarrFiles, platform: Platform): ZarrFiles {
  const arrays = new Map<string, N5Array>();
  const attributesOf = async (path: string): Promise<unknown> => {
    const bytes = await files.read(joinPath(path, ATTRIBUTES), MAX_ATTRIBUTES);
    return bytes && parseJson(bytes);
  };
  const hasFull = async (path: string) => isN5Array(await attributesOf(joinPath(path, FULL)));

  const metadata: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
    'zarr.json': () => Promise.resolve(undefined),
    '.zgroup': async (path) => ((await files.list(path)).length > 0 ? {} : undefined),
    '.zarray': async (path) => {
      const attributes = await attributesOf(path);
      if (!isN5Array(attributes)) return undefined;
      const array = n5Array(path, attributes);
      arrays.set(path, array);
      return asZarr(array);
    },
    '.zattrs': async (path) => {
      const attributes = await attributesOf(path);
      if (isN5Array(attributes)) return { _ARRAY_DIMENSIONS: n5Array(path, attributes).axes?.toReversed() };
      return groupAttributes(attributes, await hasFull(path));
    },
  };

  const readBlock = async (key: string, limit: number): Promise<Uint8Array | undefined> => {
    const array = arrayOf(arrays, key);
    if (!array) return undefined;
    const place = placeIn(array, key);
    const bytes = await files.read([...(array.path === '' ? [] : [array.path]), ...place].join('/'), limit);
    return bytes && readN5Block(array, { bytes, place: place.map(Number) }, platform);
  };

  return {
    format: 'N5',
    list: async (path) => (await files.list(path)).filter((name) => name !== ATTRIBUTES),
    read: async (key, limit) => {
      const [, path = '', name = ''] = /^(?:(.*)\/)?([^/]*)$/.exec(key) ?? [];
      const value = metadata[name];
      if (!value) return readBlock(key, limit);
      const found = await value(path);
      return found === undefined ? undefined : new TextEncoder().encode(JSON.stringify(found));
    },
    readRange: () => Promise.resolve(undefined), // there are no shards
  };
}

/** Where a group is an image in several resolutions, as OME-Zarr says it; axes are taken from the array only. */
function groupAttributes(attributes: unknown, hasFull: boolean): unknown {
  const [first] = [member(attributes, 'multiscales')].flat();
  const datasets = member(first, 'datasets') ?? (hasFull ? [{ path: FULL }] : undefined);
  if (datasets === undefined) return attributes;
  return { ...(isObject(attributes) ? attributes : {}), multiscales: [{ datasets }] };
}

/** The array that a block belongs to. */
function arrayOf(arrays: ReadonlyMap<string, N5Array>, key: string): N5Array | undefined {
  for (const [path, array] of arrays) {
    if ((path === '' || key.startsWith(`${path}/`)) && placeIn(array, key).length === array.dimensions.length)
      return array;
  }
  return undefined;
}

/** The place of a block, from a key in which the slowest axis is first. */
function placeIn({ path }: N5Array, key: string): string[] {
  return (path === '' ? key : key.slice(path.length + 1)).split('/').reverse();
}

/** Whether the attributes at the top of a hierarchy are those of N5. */
export function isN5(attributes: unknown): boolean {
  return (
    member(attributes, 'n5') !== undefined || (isN5Array(attributes) && member(attributes, 'blockSize') !== undefined)
  );
}

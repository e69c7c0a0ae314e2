import { FormatError } from '../format-error.ts';
import { field, isObject, parseJson } from '../json/parse-json.ts';
import { checkKey, type ZarrFiles } from './zarr-files.ts';

/** A group or an array of a Zarr hierarchy. */
export interface ZarrNode {
  /** Path within the hierarchy; empty at its top. */
  readonly path: string;
  readonly version: 2 | 3;
  /** The metadata of an array; undefined for a group. */
  readonly array: unknown;
  /** Whatever was said of it, OME-Zarr 0.5 without its namespace `ome`. */
  readonly attributes: unknown;
}

/** Metadata of thousands of wells and nodes has a few megabytes. */
const MAX_METADATA = 16 * 2 ** 20;

/** A path below another. */
export function joinPath(path: string, name: string): string {
  return checkKey(path === '' ? name : `${path}/${name}`);
}

/**
 * Reads what a node of a Zarr hierarchy is; undefined when there is none.
 *
 * @throws FormatError CORRUPT if its metadata is not JSON, TOO_LARGE, or UNSAFE for a path that leads elsewhere
 */
export async function readNode(files: ZarrFiles, path: string): Promise<ZarrNode | undefined> {
  const read = async (name: string) => {
    const bytes = await files.read(joinPath(path, name), MAX_METADATA);
    return bytes && parseJson(bytes);
  };
  const document = await read('zarr.json');
  if (document !== undefined) {
    const attributes = member(document, 'attributes');
    const array = member(document, 'node_type') === 'array' ? document : undefined;
    return { path, version: 3, array, attributes: member(attributes, 'ome') ?? attributes };
  }
  const array = await read('.zarray');
  const attributes = await read('.zattrs');
  if (array === undefined && attributes === undefined && (await read('.zgroup')) === undefined) return undefined;
  return { path, version: 2, array, attributes };
}

/** A field of whatever metadata holds; undefined where there is none. */
export function member(value: unknown, name: string): unknown {
  return isObject(value) ? field(value, name) : undefined;
}

/** A list of whole numbers of at least 0, as in a shape; undefined for anything else. */
export function wholeNumbers(value: unknown): number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const numbers: unknown[] = value;
  return numbers.every((one): one is number => Number.isSafeInteger(one) && (one as number) >= 0) ? numbers : undefined;
}

/** The metadata of an array says something impossible. */
export function badMetadata(path: string, what: string): FormatError {
  return new FormatError('CORRUPT', `The Zarr array at /${path} ${what}. Write it again.`);
}

/** The metadata of an array says something that is not read here. */
export function unsupported(path: string, what: string): FormatError {
  return new FormatError(
    'UNSUPPORTED',
    `The Zarr array at /${path} ${what}, which is not read. Save it as uint16 or uint32 packed with blosc, gzip or zstd.`,
  );
}

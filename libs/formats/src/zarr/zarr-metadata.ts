import { badMetadata, member, unsupported, wholeNumbers, type ZarrNode } from './zarr-node.ts';

/** Types of samples, as Zarr 3 names them. */
export type ZarrType =
  'uint8' | 'uint16' | 'uint32' | 'uint64' | 'int8' | 'int16' | 'int32' | 'int64' | 'float32' | 'float64';

/** An array whose metadata makes sense. */
export interface ZarrLayout {
  readonly path: string;
  readonly version: 2 | 3;
  readonly shape: readonly number[];
  /** Shape of the pieces that are unpacked one at a time. */
  readonly chunks: readonly number[];
  readonly type: ZarrType;
  /** Names of the axes that the array states itself. */
  readonly axes?: readonly string[];
  /** The metadata without anything that is not read here. */
  readonly document: object;
}

const TYPES: readonly string[] = [
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'int8',
  'int16',
  'int32',
  'int64',
  'float32',
  'float64',
];

const KINDS: Readonly<Record<string, string>> = { u: 'uint', i: 'int', f: 'float' };

/** What is read, by its name in Zarr 3; version 2 knows the packing ones. */
const CODECS = ['blosc', 'lz4', 'zstd', 'gzip', 'zlib', 'bytes', 'transpose', 'crc32c', 'sharding_indexed'];

const MAX_AXES = 8;

/**
 * Checks the metadata of an array, and keeps of it what is needed to read it.
 *
 * @throws FormatError CORRUPT, or UNSUPPORTED for other types and codecs
 */
export function arrayLayout(node: ZarrNode): ZarrLayout {
  const { path, version, array } = node;
  const shape = wholeNumbers(member(array, 'shape'));
  if (!shape || shape.length < 1 || shape.length > MAX_AXES) throw badMetadata(path, 'has no shape of 1 to 8 axes');
  const layout = version === 2 ? layout2(node, shape) : layout3(node, shape);
  const { chunks = [] } = layout;
  if (chunks.length !== shape.length || chunks.includes(0)) {
    throw badMetadata(path, `has chunks (${chunks.join(', ')}) for a shape (${shape.join(', ')})`);
  }
  return { ...layout, ...axesOf(node, shape.length), path, version, shape, chunks };
}

/** The names of its axes that an array states itself. */
function axesOf({ version, array, attributes }: ZarrNode, count: number): Pick<ZarrLayout, 'axes'> {
  const names = version === 2 ? member(attributes, '_ARRAY_DIMENSIONS') : member(array, 'dimension_names');
  return Array.isArray(names) && names.length === count ? { axes: names.map(String) } : {};
}

type Half = Pick<ZarrLayout, 'type' | 'document'> & { readonly chunks: number[] | undefined };

function layout2({ path, array }: ZarrNode, shape: readonly number[]): Half {
  const { type, dtype } = type2(path, String(member(array, 'dtype')));
  const filters = member(array, 'filters') ?? [];
  if (!Array.isArray(filters) || filters.length > 0) throw unsupported(path, 'uses filters');
  const chunks = wholeNumbers(member(array, 'chunks'));
  const document = {
    zarr_format: 2,
    shape,
    chunks,
    dtype,
    compressor: compressor(path, member(array, 'compressor')),
    fill_value: fillValue(member(array, 'fill_value'), type),
    order: member(array, 'order') === 'F' ? 'F' : 'C',
    filters: null,
    dimension_separator: member(array, 'dimension_separator') === '/' ? '/' : '.',
  };
  return { type, chunks, document };
}

/** A type as NumPy names it; truth values have the bytes 0 and 1. */
function type2(path: string, dtype: string): { type: ZarrType; dtype: string } {
  const [, kind = '', bytes = ''] = /^[<>|]([uifb])(\d)$/.exec(dtype) ?? [];
  if (kind === 'b') return { type: 'uint8', dtype: '|u1' };
  return { type: typeOf(path, kind === '' ? dtype : `${KINDS[kind] ?? ''}${Number(bytes) * 8}`), dtype };
}

function compressor(path: string, metadata: unknown): object | null {
  if (metadata === null || metadata === undefined) return null;
  const id = String(member(metadata, 'id'));
  if (!['blosc', 'lz4', 'zstd', 'gzip', 'zlib'].includes(id)) throw unknownCodec(path, id);
  return { id };
}

function layout3({ path, array }: ZarrNode, shape: readonly number[]): Half {
  const type = typeOf(path, String(member(array, 'data_type')));
  const grid = member(array, 'chunk_grid');
  const outer = wholeNumbers(member(member(grid, 'configuration'), 'chunk_shape'));
  if (member(grid, 'name') !== 'regular' || outer?.length !== shape.length)
    throw badMetadata(path, 'has no regular chunks');
  const encoding = member(array, 'chunk_key_encoding');
  const encodingName = member(encoding, 'name') === 'v2' ? 'v2' : 'default';
  const separator = member(member(encoding, 'configuration'), 'separator') ?? (encodingName === 'v2' ? '.' : '/');
  const codecs = checkCodecs(path, member(array, 'codecs'));
  const shards = codecs.find(({ name }) => name === 'sharding_indexed')?.configuration;
  const chunks = shards ? innerChunks(path, shards, outer) : outer;
  const document = {
    zarr_format: 3,
    node_type: 'array',
    shape,
    data_type: type,
    chunk_grid: { name: 'regular', configuration: { chunk_shape: outer } },
    chunk_key_encoding: { name: encodingName, configuration: { separator: separator === '.' ? '.' : '/' } },
    codecs,
    fill_value: fillValue(member(array, 'fill_value'), type),
    attributes: {},
  };
  return { type, chunks, document };
}

interface CodecMetadata {
  readonly name: string;
  readonly configuration: object | undefined;
}

/** A shard holds at most so many chunks, whose places stand in its index. */
const MAX_INDEX = 1_000_000;

function innerChunks(path: string, shards: object, outer: readonly number[]): number[] {
  const inner = wholeNumbers(member(shards, 'chunk_shape'));
  const counts = outer.map((length, axis) => length / (inner?.[axis] ?? 0));
  const count = counts.reduce((product, each) => product * each, 1);
  if (
    inner?.length !== outer.length ||
    !counts.every((each) => Number.isInteger(each) && each > 0) ||
    count > MAX_INDEX
  ) {
    throw badMetadata(
      path,
      `has shards (${outer.join(', ')}) that are not made of chunks (${(inner ?? []).join(', ')})`,
    );
  }
  checkCodecs(path, member(shards, 'codecs'));
  checkCodecs(path, member(shards, 'index_codecs'));
  return inner;
}

function checkCodecs(path: string, codecs: unknown): CodecMetadata[] {
  if (!Array.isArray(codecs) || codecs.length > 8) throw badMetadata(path, 'has no list of codecs');
  return codecs.map((codec: unknown) => {
    const name = String(member(codec, 'name'));
    if (!CODECS.includes(name)) throw unknownCodec(path, name);
    const configuration = member(codec, 'configuration');
    return {
      name,
      configuration: typeof configuration === 'object' && configuration !== null ? configuration : undefined,
    };
  });
}

function unknownCodec(path: string, name: string) {
  return unsupported(path, `is packed with ${JSON.stringify(name.slice(0, 40))}`);
}

/** Truth values have the bytes 0 and 1. */
function typeOf(path: string, name: string): ZarrType {
  if (name === 'bool') return 'uint8';
  if (TYPES.includes(name)) return name as ZarrType;
  throw unsupported(path, `holds ${name.slice(0, 40)}`);
}

/** What chunks that are left out hold; some tools write it as text. */
function fillValue(value: unknown, type: ZarrType): number | string {
  if (type.startsWith('float') && ['NaN', 'Infinity', '-Infinity'].includes(value as string)) return value as string;
  const number = Number(value ?? 0);
  return Number.isFinite(number) ? number : 0;
}

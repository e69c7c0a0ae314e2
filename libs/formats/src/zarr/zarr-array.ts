import * as zarr from 'zarrita';
import type { ArrayPlane } from '../array-plane.ts';
import { FormatError } from '../format-error.ts';
import type { SampleArray } from '../label-values.ts';
import { MAX_PIXELS } from '../limits.ts';
import type { Platform } from '../platform.ts';
import { checkChunkNames } from './chunk-names.ts';
import { limitCodecs } from './zarr-codecs.ts';
import type { ZarrFiles } from './zarr-files.ts';
import type { ZarrLayout, ZarrType } from './zarr-metadata.ts';
import { badMetadata, joinPath } from './zarr-node.ts';

const MAKE: Readonly<Record<ZarrType, (length: number) => SampleArray>> = {
  uint8: (length) => new Uint8Array(length),
  uint16: (length) => new Uint16Array(length),
  uint32: (length) => new Uint32Array(length),
  uint64: (length) => new BigUint64Array(length),
  int8: (length) => new Int8Array(length),
  int16: (length) => new Int16Array(length),
  int32: (length) => new Int32Array(length),
  int64: (length) => new BigInt64Array(length),
  float32: (length) => new Float32Array(length),
  float64: (length) => new Float64Array(length),
};

/** The largest image as one chunk in 32 bits. */
const MAX_CHUNK_BYTES = MAX_PIXELS * 4;

/** An image of 64 megapixels in chunks of 32×32 has 65,536. */
const MAX_CHUNKS = 100_000;

/** What may be unpacked for one plane. */
const MAX_UNPACKED = 2 ** 31;

/** A plane of an array. */
export interface ZarrPlane {
  readonly layout: ZarrLayout;
  readonly plane: ArrayPlane;
}

/**
 * Reads one plane of a Zarr array: only the chunks that hold it, one at a time. What the metadata claims is held
 * against the limits before, and what is unpacked while it comes.
 *
 * @returns the samples row by row, in the type of the array
 * @throws FormatError TOO_LARGE, CORRUPT or TRUNCATED for damaged chunks, UNSAFE for chunks that are links
 */
export async function readZarrPlane(
  files: ZarrFiles,
  { layout, plane }: ZarrPlane,
  platform: Platform,
): Promise<SampleArray> {
  limitCodecs(platform);
  const { shape, chunks, path } = layout;
  const { rows, columns, at } = plane;
  const samples = MAKE[layout.type](plane.width * plane.height);
  const size = samples.BYTES_PER_ELEMENT;
  const chunkLength = chunks.reduce((product, length) => product * length, 1);
  const down = Math.ceil(shape[rows]! / chunks[rows]!);
  const across = Math.ceil(shape[columns]! / chunks[columns]!);
  const unpacked = down * across * chunkLength * size;
  if (chunkLength * size > MAX_CHUNK_BYTES || down * across > MAX_CHUNKS || unpacked > MAX_UNPACKED) {
    throw new FormatError(
      'TOO_LARGE',
      `The ${files.format} array at /${path} needs ${down * across} chunks of ${chunkLength * size} bytes for one image. Save it in chunks of about 256×256 pixels.`,
    );
  }
  const { array, chunksRead } = await openArray(files, layout);
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      const coordinates = at.map((index, axis) => Math.floor(index / chunks[axis]!));
      coordinates[rows] = row;
      coordinates[columns] = column;
      const chunk = await readChunk(array, coordinates, path);
      if (chunk.data.length !== chunkLength) {
        throw badMetadata(path, `has a chunk of ${chunk.data.length} samples, but ${chunkLength} were expected`);
      }
      if (!isDense(chunk, chunks)) throw badMetadata(path, 'has chunks whose axes are transposed in no order');
      copyChunk(samples, { chunk, layout, plane, top: row * chunks[rows]!, left: column * chunks[columns]! });
    }
  }
  if (chunksRead() === 0) await checkChunkNames(files, layout);
  return samples;
}

type OpenArray = Awaited<ReturnType<typeof openArray>>['array'];

/** The library is given checked metadata only, and keys within the array only. What it finds is counted. */
async function openArray(files: ZarrFiles, { path, version, document }: ZarrLayout) {
  const metadata = version === 2 ? '/.zarray' : '/zarr.json';
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  let found = 0;
  const counted = (chunk: Uint8Array | undefined) => {
    if (chunk) found++;
    return chunk;
  };
  const inArray = (key: string) => joinPath(path, key.slice(1));
  const store: zarr.AsyncReadable = {
    get: async (key) => (key === metadata ? bytes : counted(await files.read(inArray(key), MAX_CHUNK_BYTES))),
    getRange: async (key, range) => counted(await files.readRange(inArray(key), range, MAX_CHUNK_BYTES)),
  };
  try {
    const array =
      version === 2
        ? await zarr.open.v2(store, { kind: 'array', attrs: false })
        : await zarr.open.v3(store, { kind: 'array' });
    return { array, chunksRead: () => found };
  } catch (cause) {
    throw notRead(path, cause);
  }
}

interface Chunk {
  readonly data: SampleArray;
  readonly stride: readonly number[];
}

/** Whether each sample has a place of its own, whatever order of the axes the metadata claims. */
function isDense({ data, stride }: Chunk, chunks: readonly number[]): boolean {
  return chunks.reduce((sum, length, axis) => sum + (length - 1) * (stride[axis] ?? NaN), 0) === data.length - 1;
}

async function readChunk(array: OpenArray, coordinates: number[], path: string): Promise<Chunk> {
  try {
    return (await array.getChunk(coordinates)) as Chunk;
  } catch (cause) {
    throw notRead(path, cause);
  }
}

/** The library wraps what codecs and files throw. */
function notRead(path: string, error: unknown): unknown {
  const causes = [error, error instanceof Error ? error.cause : undefined];
  const own = causes.find((cause) => cause instanceof FormatError);
  if (own) return own;
  const reasons = causes.flatMap((cause) => (cause instanceof Error ? [cause.message] : []));
  return badMetadata(path, `cannot be read (${(reasons.at(-1) ?? String(error)).slice(0, 160)})`);
}

interface Placement {
  readonly chunk: Chunk;
  readonly layout: ZarrLayout;
  readonly plane: ArrayPlane;
  readonly top: number;
  readonly left: number;
}

function copyChunk(samples: SampleArray, { chunk: { data, stride }, layout, plane, top, left }: Placement): void {
  const { chunks } = layout;
  const { rows, columns, width, height, at } = plane;
  const start = at.reduce((sum, index, axis) => sum + (index % chunks[axis]!) * stride[axis]!, 0);
  const bottom = Math.min(chunks[rows]!, height - top);
  const right = Math.min(chunks[columns]!, width - left);
  for (let y = 0; y < bottom; y++) {
    let from = start + y * stride[rows]!;
    const to = (top + y) * width + left;
    for (let x = 0; x < right; x++, from += stride[columns]!) samples[to + x] = data[from]!;
  }
}

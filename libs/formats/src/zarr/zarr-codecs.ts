import { gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { registry } from 'zarrita';
import { FormatError } from '../format-error.ts';

/** What is read, by its name in Zarr 3; version 2 knows the packing ones. */
export const CODECS = ['blosc', 'lz4', 'zstd', 'gzip', 'zlib', 'bytes', 'transpose', 'crc32c', 'sharding_indexed'];

interface ChunkMetadata {
  readonly shape: readonly number[];
}

/** What a chunk has at most, in the widest type; what packed it may add a little. */
function limitOf({ shape }: ChunkMetadata): number {
  return shape.reduce((product, length) => product * length, 8) + 1024;
}

type Decode = (bytes: Uint8Array, limit: number) => Uint8Array | Promise<Uint8Array>;

/** Takes from the end of compressed data what its beginning promises, before a library makes room for it. */
const PACKERS: Readonly<Record<string, Decode>> = {
  gzip: (bytes, maxOutputLength) => gunzipSync(bytes, { maxOutputLength }),
  zlib: (bytes, maxOutputLength) => inflateSync(bytes, { maxOutputLength }),
  zstd: (bytes, maxOutputLength) => zstdDecompressSync(bytes, { maxOutputLength }),
  blosc: async (bytes, limit) => {
    // https://github.com/Blosc/c-blosc/blob/main/README_CHUNK_FORMAT.rst
    checkPromise({ promised: number32(bytes, 4), limit });
    checkPromise({ promised: number32(bytes, 8), limit });
    if (number32(bytes, 12) !== bytes.length) throw damaged('its length is not that of its header');
    return (await blosc()).decode(bytes);
  },
  lz4: async (bytes, limit) => {
    checkPromise({ promised: number32(bytes, 0), limit });
    return (await lz4()).decode(bytes);
  },
};

function number32(bytes: Uint8Array, at: number): number {
  if (bytes.length < at + 4) throw damaged('it is too short');
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(at, true);
}

function checkPromise({ promised, limit }: { promised: number; limit: number }): void {
  if (promised > limit) throw damaged(`it promises ${promised} bytes, but a chunk has at most ${limit}`);
}

function damaged(reason: string): FormatError {
  return new FormatError('CORRUPT', `A chunk of the Zarr array is damaged (${reason}). Write it again.`);
}

interface Codec {
  readonly decode: (bytes: Uint8Array) => Promise<Uint8Array>;
}

/** The codecs of the library, taken before they are replaced. */
function original(name: string): () => Promise<Codec> {
  const load = registry.get(name);
  return async () => {
    const entry = (await load?.()) as { fromConfig: (configuration: object) => Codec } | undefined;
    if (!entry) throw new Error(`zarrita has no codec ${name}.`);
    return entry.fromConfig(name === 'blosc' ? { clevel: 5, cname: 'lz4', shuffle: 1, blocksize: 0 } : {});
  };
}

const blosc = original('blosc');
const lz4 = original('lz4');

/** Replaces the unpacking codecs of zarrita, which write without end, by such that stop at what a chunk can hold. */
export function limitCodecs(): void {
  for (const [name, decode] of Object.entries(PACKERS)) {
    const entry = {
      fromConfig: (_configuration: unknown, metadata: ChunkMetadata) => ({
        kind: 'bytes_to_bytes',
        encode: () => {
          throw new Error('Zarr arrays are only read.');
        },
        decode: (bytes: Uint8Array) => decode(bytes, limitOf(metadata)),
      }),
    };
    for (const alias of [name, `numcodecs.${name}`]) registry.set(alias, () => entry as never);
  }
}

import { registry } from 'zarrita';
import { FormatError } from '../format-error.ts';
import type { Platform, Unpack } from '../platform.ts';
import { unpackBlosc } from './blosc.ts';
import { crc32c } from '../bytes/crc.ts';
import { unpackLz4 } from './lz4.ts';

interface ChunkMetadata {
  readonly shape: readonly number[];
}

/** What a chunk has at most, in the widest type; what packed it may add a little. */
function limitOf({ shape }: ChunkMetadata): number {
  return shape.reduce((product, length) => product * length, 8) + 1024;
}

/** How each codec unpacks. */
function packers(platform: Platform): Readonly<Record<string, Unpack>> {
  return {
    gzip: platform.gunzip,
    zlib: platform.inflate,
    zstd: platform.zstd,
    blosc: (bytes, limit) => unpackBlosc(bytes, limit, platform),
    lz4: unpackSizedLz4,
  };
}

/** numcodecs puts the length before the block. */
function unpackSizedLz4(bytes: Uint8Array, limit: number): Uint8Array {
  if (bytes.length < 4) throw new Error('it is too short');
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(0, true);
  if (length > limit) throw new Error(`it promises ${length} bytes, but a chunk has at most ${limit}`);
  const unpacked = unpackLz4(bytes.subarray(4), length);
  if (!unpacked) throw new Error('its packed data is damaged');
  return unpacked;
}

function damaged(cause: unknown): FormatError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new FormatError('CORRUPT', `A chunk of the Zarr array is damaged (${reason.slice(0, 160)}). Write it again.`, {
    cause,
  });
}

/** Checks and takes off the checksum behind the data, which zarrita would only take off. */
function checked(bytes: Uint8Array): Uint8Array {
  const end = bytes.length - CHECKSUM;
  if (end < 0) throw new Error('it is too short');
  const sum = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(end, true);
  if (crc32c(bytes.subarray(0, end)) !== sum) throw new Error('its checksum is wrong');
  return bytes.subarray(0, end);
}

const CHECKSUM = 4;

let limited: Platform | undefined;

/**
 * Replaces the unpacking codecs of zarrita by such that stop at what a chunk can hold, and that take no damaged data
 * for sound. Its registry is one for the whole program.
 */
export function limitCodecs(platform: Platform): void {
  if (limited === platform) return;
  limited = platform;
  for (const [name, decode] of Object.entries(packers(platform))) {
    const entry = codecOf(decode);
    for (const alias of [name, `numcodecs.${name}`]) registry.set(alias, () => entry as never);
  }
  const checksum = codecOf(checked, { computeEncodedSize: (size: number) => size + CHECKSUM });
  registry.set('crc32c', () => checksum as never);
}

function codecOf(decode: Unpack, more: object = {}) {
  return {
    fromConfig: (_configuration: unknown, metadata: ChunkMetadata) => ({
      ...more,
      kind: 'bytes_to_bytes',
      encode: () => {
        throw new Error('Zarr arrays are only read.');
      },
      decode: async (bytes: Uint8Array) => {
        try {
          return await decode(bytes, limitOf(metadata));
        } catch (cause) {
          throw damaged(cause);
        }
      },
    }),
  };
}

import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import {
  constants,
  crc32,
  createInflateRaw,
  deflate,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
  type ZlibOptions,
} from 'node:zlib';
import { Hdf5Queue } from '../hdf5/hdf5-queue.ts';
import type { Platform } from '../platform.ts';
import { startHdf5Thread } from './hdf5-thread.ts';

/** Bytes that are unpacked at once from a stream: millions of small pieces would take longer to clear away. */
const PIECE = 2 ** 20;

/** Memory is asked for at once up to so much: in small pieces it would be copied together, and be there twice. */
const MOST_AT_ONCE = 2 ** 29;

/** No deflated data becomes longer than so many times its length. */
const DEFLATE_RATIO = 1032;

const deflated = promisify<Uint8Array, ZlibOptions, Buffer>(deflate);

/** Stops at a number of bytes. One more has room, so that no second piece is begun to see whether there is more. */
function upTo(maxLength: number, most = MOST_AT_ONCE): { maxOutputLength: number; chunkSize: number } {
  return {
    maxOutputLength: Math.max(1, maxLength),
    chunkSize: Math.min(Math.max(maxLength + 1, 64), most, MOST_AT_ONCE),
  };
}

/** The same for deflated data. Where nobody knows how long it becomes, far less memory is asked for than it may need. */
function inflated({ length }: Uint8Array, maxLength: number): ReturnType<typeof upTo> {
  const most = DEFLATE_RATIO * length + 64;
  return upTo(maxLength, maxLength > MOST_AT_ONCE ? Math.min(most, Math.max(4 * PIECE, 16 * length)) : most);
}

const hdf5 = new Hdf5Queue(startHdf5Thread);

/** Node's zlib, hashes and threads, and libvips for pictures, which is loaded when the first one comes. */
export const nodePlatform: Platform = {
  inflate: (bytes, maxLength) => inflateSync(bytes, inflated(bytes, maxLength)),
  inflateRaw: (bytes, maxLength) => inflateRawSync(bytes, inflated(bytes, maxLength)),
  gunzip: (bytes, maxLength) => gunzipSync(bytes, inflated(bytes, maxLength)),
  zstd: (bytes, maxLength) => zstdDecompressSync(bytes, upTo(maxLength)),
  inflateRawStream: (packed) =>
    pipeline(Readable.from(packed), createInflateRaw({ chunkSize: PIECE }), () => undefined) as AsyncIterable<Buffer>,
  // In a thread of Node's own: while one label image is written, the next file is read.
  deflate: (bytes) => deflated(bytes, { chunkSize: 2 ** 17 }),
  deflateRuns: (bytes) => deflated(bytes, { chunkSize: 2 ** 17, strategy: constants.Z_RLE }),
  crc32: (bytes, before) => crc32(bytes, before),
  sha1: () => {
    const hash = createHash('sha1');
    return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
  },
  decodePicture: async (picture) => (await import('./decode-picture.ts')).decodePicture(picture),
  readHdf5Labels: (bytes, choice) => hdf5.readLabels(bytes, choice),
};

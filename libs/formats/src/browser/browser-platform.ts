import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { crc32 } from '../bytes/crc.ts';
import { Hdf5Queue } from '../hdf5/hdf5-queue.ts';
import type { Platform } from '../platform.ts';
import { decodePicture } from './decode-picture.ts';
import { startHdf5Thread } from './hdf5-thread.ts';
import { DAMAGED, unpackDeflated, unpackStream } from './unpack-deflated.ts';
import { unpackZstd } from './unpack-zstd.ts';

/** Z_RLE of zlib. */
const RUNS_ONLY = 3;

const hdf5 = new Hdf5Queue(startHdf5Thread);

/**
 * What browsers have: streams that unpack, canvases and workers, and libraries where they have nothing. Hashes are
 * computed by a library, because browsers have them on encrypted connections only.
 */
export const browserPlatform: Platform = {
  inflate: (bytes, maxLength) => unpackDeflated('deflate', bytes, maxLength),
  inflateRaw: (bytes, maxLength) => unpackDeflated('deflate-raw', bytes, maxLength),
  gunzip: (bytes, maxLength) => unpackDeflated('gzip', bytes, maxLength),
  zstd: unpackZstd,
  inflateRawStream,
  deflate: async (bytes) => (await import('pako')).deflate(bytes),
  deflateRuns: async (bytes) => (await import('pako')).deflate(bytes, { strategy: RUNS_ONLY }),
  crc32,
  sha1: () => {
    const hash = sha1.create();
    return { update: (bytes) => void hash.update(bytes), hex: () => bytesToHex(hash.digest()) };
  },
  decodePicture,
  readHdf5Labels: (bytes, choice) => hdf5.readLabels(bytes, choice),
};

async function* inflateRawStream(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of unpackStream('deflate-raw', packed)) {
    if (piece === DAMAGED) throw new Error('invalid deflate data');
    yield piece;
  }
}

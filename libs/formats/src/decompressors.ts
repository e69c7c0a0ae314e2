import { inflateSync, zstdDecompressSync } from 'node:zlib';
import type { Decompressors } from './tiff/tiff-samples.ts';

/** The decompressors of Node's zlib, which stop at a given number of bytes. */
export const nodeDecompressors: Decompressors = {
  inflate: (bytes, maxOutputLength) => inflateSync(bytes, { maxOutputLength }),
  zstd: (bytes, maxOutputLength) => zstdDecompressSync(bytes, { maxOutputLength }),
};

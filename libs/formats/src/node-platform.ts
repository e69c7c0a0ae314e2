import { crc32, inflateSync, zstdDecompressSync } from 'node:zlib';
import type { Platform } from './platform.ts';

/** Node's zlib. */
export const nodePlatform: Platform = {
  inflate: (bytes, maxOutputLength) => inflateSync(bytes, { maxOutputLength }),
  zstd: (bytes, maxOutputLength) => zstdDecompressSync(bytes, { maxOutputLength }),
  crc32: (bytes) => crc32(bytes),
};

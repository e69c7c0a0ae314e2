import { bufferedSource } from '../bytes/buffered-source.ts';
import type { ByteSource } from '../bytes/byte-source.ts';

/** A file that somebody chose or dropped, read part by part. */
export function blobSource(blob: Blob): ByteSource {
  return bufferedSource({
    byteLength: blob.size,
    slice: async (start, end = blob.size) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  });
}

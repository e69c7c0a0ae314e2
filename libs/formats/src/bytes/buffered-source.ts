import type { ByteSource } from './byte-source.ts';

/** Bytes of a block: more than the directories of most files take, and quick to fetch. */
const BLOCK_BYTES = 2 ** 16;

/** Blocks that are kept: 2 MiB. */
const MOST_BLOCKS = 32;

/**
 * A source whose small reads are answered from blocks that were read before: directories of files are read in many
 * small steps, each of which would cost a call of the system or a request. Larger parts are read as they are.
 */
export function bufferedSource(source: ByteSource): ByteSource {
  const { byteLength } = source;
  const block = blockReader(source);
  return {
    byteLength,
    slice: async (start, end = byteLength) => {
      if (end - start > BLOCK_BYTES) return source.slice(start, end);
      if (end <= start) return new Uint8Array();
      const [first, last] = [Math.floor(start / BLOCK_BYTES), Math.floor((end - 1) / BLOCK_BYTES)];
      const at = first * BLOCK_BYTES;
      const head = (await block(first)).subarray(start - at, end - at);
      if (first === last) return head;
      const tail = (await block(last)).subarray(0, end - at - BLOCK_BYTES);
      const bytes = new Uint8Array(head.length + tail.length);
      bytes.set(head);
      bytes.set(tail, head.length);
      return bytes;
    },
  };
}

/** Reads blocks by their numbers and keeps those used last. */
function blockReader(source: ByteSource): (index: number) => Promise<Uint8Array> {
  const kept = new Map<number, Promise<Uint8Array>>();
  const read = async (index: number) =>
    source.slice(index * BLOCK_BYTES, Math.min((index + 1) * BLOCK_BYTES, source.byteLength));
  return async (index) => {
    const found = kept.get(index) ?? read(index);
    kept.delete(index);
    kept.set(index, found); // the last used stands at the end
    const [oldest] = kept.keys();
    if (kept.size > MOST_BLOCKS && oldest !== undefined) kept.delete(oldest);
    try {
      return await found;
    } catch (error) {
      if (kept.get(index) === found) kept.delete(index); // the next one tries again
      throw error;
    }
  };
}

import { CHUNK_IMAGES } from './job-payloads.ts';

/** Cuts a list into the pieces that are one job each. */
export function chunksOf<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK_IMAGES) }, (_, i) =>
    items.slice(i * CHUNK_IMAGES, (i + 1) * CHUNK_IMAGES),
  );
}

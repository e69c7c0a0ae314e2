import type { Lookalikes, LookalikesQuery } from '@cellboard/contract';
import type { KnownPicture } from '@cellboard/db';
import { ALIKE_BITS } from '@cellboard/imaging';

/** The perceptual hash of every picture without structure: two of them need not look alike. */
const BLANK = '0'.repeat(16);

/**
 * Finds known images that are identical by their pixels or similar by their perceptual hashes. Images without
 * structure are found only if they are identical.
 *
 * Every image is compared with every known one here; doing it in the database took twenty times as long a pair.
 *
 * @param known the first of several equally similar images is chosen
 * @returns the most similar image for each image that has one, in the order of the request
 */
export function findLookalikes(asked: LookalikesQuery['images'], known: readonly KnownPicture[]): Lookalikes {
  const byPixels = new Map<string, KnownPicture>();
  for (const picture of known) {
    if (!byPixels.has(picture.pixelSha256)) byPixels.set(picture.pixelSha256, picture);
  }
  const structured = known.filter(({ perceptualHash }) => perceptualHash !== BLANK);
  const hashes = halvesOf(structured.map(({ perceptualHash }) => perceptualHash));
  return asked.flatMap(({ name, pixelSha256, perceptualHash }): Lookalikes => {
    const same = byPixels.get(pixelSha256);
    if (same) return [{ name, ...placeOf(same), distance: 0, same: true }];
    if (perceptualHash === BLANK) return [];
    const { at, distance } = nearest(perceptualHash, hashes);
    const alike = structured[at];
    return alike && distance <= ALIKE_BITS ? [{ name, ...placeOf(alike), distance, same: false }] : [];
  });
}

function placeOf({ dataset, name }: KnownPicture) {
  return { otherDataset: dataset, otherName: name };
}

/** The high and low half of each hash, one after the other. */
function halvesOf(hashes: readonly string[]): Uint32Array {
  return Uint32Array.from(hashes.flatMap((hash) => [parseInt(hash.slice(0, 8), 16), parseInt(hash.slice(8), 16)]));
}

/** The first of the nearest hashes, and the bits in which it differs. */
function nearest(hash: string, halves: Uint32Array): { at: number; distance: number } {
  const [high = 0, low = 0] = halvesOf([hash]);
  let at = -1;
  let distance = Infinity;
  for (let i = 0; i < halves.length; i += 2) {
    const bits = bitCount((halves[i] ?? 0) ^ high) + bitCount((halves[i + 1] ?? 0) ^ low);
    if (bits >= distance) continue;
    distance = bits;
    at = i / 2;
  }
  return { at, distance };
}

/** How many of 32 bits are set: sums of pairs, of fours and of bytes; Warren, Hacker's Delight, 2002, 5–1. */
function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

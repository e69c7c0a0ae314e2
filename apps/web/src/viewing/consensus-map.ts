import { ndArray, runsOf, sizeOf, toLabelImage, type LabelImage } from '@cellboard/labels';
import type { RegionMap } from '@cellboard/viewer';

/** How many pixels so many candidates call a cell, inside and outside of the truth's cells. */
export interface ConsensusCount {
  readonly candidates: number;
  /** Pixels in cells of the truth; null where there is no truth. */
  readonly inside: number | null;
  /** Pixels outside of them; of all pixels where there is no truth. */
  readonly outside: number;
}

/** Where how many candidates see a cell. */
export interface ConsensusMap extends RegionMap {
  /** From all candidates to none. */
  readonly counts: readonly ConsensusCount[];
}

/** What a map of the consensus is called in addresses. */
export const consensusWord = 'map';

/**
 * The regions of an image in which as many candidates see a cell, inside of the truth's cells and outside. Pixels that
 * nobody calls a cell belong to none.
 *
 * @param pause gives the browser a turn, after every label image
 */
export async function consensusMap(
  candidates: readonly LabelImage[],
  truth: LabelImage | undefined,
  pause: () => Promise<unknown>,
): Promise<ConsensusMap> {
  const [height, width] = sizeOf(candidates[0] ?? truth ?? NO_IMAGE);
  // Two for each candidate that sees a cell, and one for the truth: from 1 on each kind of region has a number.
  const kinds = new Uint16Array(height * width);
  for (const labels of candidates) {
    cover(kinds, labels, 2);
    await pause();
  }
  if (truth) cover(kinds, truth, 1);
  const counts = new Uint32Array(2 * candidates.length + 2);
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  await pause();
  const labels = toLabelImage(ndArray(kinds, [height, width]));
  const all = candidates.length;
  return {
    name: 'How many found it',
    labels,
    shares: Float64Array.from(labels.ids, (kind) => (all === 0 ? 0 : (kind >> 1) / all)),
    words: Array.from(labels.ids, (kind, region) => (region === 0 ? '' : regionWords(kind, all, truth !== undefined))),
    counts: Array.from({ length: all + 1 }, (_, k) => {
      const [outside = 0, inside = 0] = counts.subarray(2 * (all - k));
      return { candidates: all - k, inside: truth ? inside : null, outside };
    }),
  };
}

const NO_IMAGE = { pixels: { shape: [0, 0] } } as unknown as LabelImage;

function cover(kinds: Uint16Array, labels: LabelImage, by: number): void {
  const { start, end } = runsOf(labels);
  start.forEach((first, run) => {
    const last = end[run] ?? first;
    for (let at = first; at < last; at++) kinds[at] = (kinds[at] ?? 0) + by;
  });
}

function regionWords(kind: number, all: number, hasTruth: boolean): string {
  const found = `Found by ${String(kind >> 1)} of ${String(all)}`;
  if (!hasTruth) return found;
  return `${found}, ${(kind & 1) === 1 ? 'in a cell' : 'outside the cells'} of the ground truth`;
}

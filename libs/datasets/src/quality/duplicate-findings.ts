import type { Finding, Lookalikes } from '@cellboard/contract';
import { ALIKE_BITS } from '@cellboard/imaging';
import { groupBy } from '../group-by.ts';
import { cellsOf, figure, finding } from './finding.ts';
import { outlinedImages, type ImageMeasures } from './measure-image.ts';
import { WITHOUT_STRUCTURE } from './picture-findings.ts';

/**
 * Finds pictures that occur twice or look alike, and identical truths of different pictures. Each picture is named once,
 * beside the first one in the order of names that it is like.
 *
 * Looks at every pair: 7,000 pictures take a third of a second.
 */
export function* duplicateFindings(images: readonly ImageMeasures[]): Generator<Finding> {
  const copies = new Set<ImageMeasures>();
  for (const [first, ...others] of groupBy(images, ({ pixelSha256 }) => pixelSha256).values()) {
    if (!first) continue;
    for (const other of others) {
      copies.add(other);
      yield finding(
        'duplicate',
        other.name,
        `Its picture is identical to that of ${first.name}${truthWords(first, other)}.`,
      );
    }
  }
  const originals = images.filter((image) => !copies.has(image));
  const alike = new Set<ImageMeasures>();
  for (const { image, first, bits } of alikePairs(originals)) {
    alike.add(image);
    yield finding(
      'near-duplicate',
      image.name,
      `Its picture looks like that of ${first.name} (${bits} of 64 bits differ)${truthWords(first, image)}.`,
    );
  }
  yield* sameTruths(originals.filter((image) => !alike.has(image)));
}

/** Reports which of these pictures other datasets have. */
export function* lookalikeFindings(lookalikes: Lookalikes): Generator<Finding> {
  for (const { name, otherDataset, otherName, distance, same } of lookalikes) {
    yield same
      ? finding(
          'other-dataset',
          name,
          `Its picture is identical to that of ${otherName} in the dataset ${otherDataset}.`,
        )
      : finding(
          'near-other-dataset',
          name,
          `Its picture looks like that of ${otherName} in the dataset ${otherDataset} (${distance} of 64 bits differ).`,
        );
  }
}

function truthWords({ cells: a }: ImageMeasures, { cells: b }: ImageMeasures): string {
  if (a?.cellsSha256 === b?.cellsSha256) return '';
  if (!a || !b) return ', and only one of them has a truth';
  return `, with another truth (${cellsOf(b.areas.length)} against ${figure(a.areas.length)})`;
}

function* sameTruths(images: readonly ImageMeasures[]): Generator<Finding> {
  const withCells = outlinedImages(images).filter(({ areas }) => areas.length > 0);
  for (const [first, ...others] of groupBy(withCells, ({ cellsSha256 }) => cellsSha256).values()) {
    if (!first) continue;
    for (const { name, areas } of others) {
      yield finding(
        'near-duplicate',
        name,
        `Its truth is identical to that of ${first.name} (${cellsOf(areas.length)}), though the pictures differ.`,
      );
    }
  }
}

interface AlikePair {
  readonly image: ImageMeasures;
  readonly first: ImageMeasures;
  readonly bits: number;
}

/** For each picture that is like an earlier one, the first such. Pictures without structure are like nothing. */
function* alikePairs(images: readonly ImageMeasures[]): Generator<AlikePair> {
  const shown = images.filter(({ perceptualHash }) => perceptualHash !== WITHOUT_STRUCTURE);
  const high = Uint32Array.from(shown, ({ perceptualHash }) => parseInt(perceptualHash.slice(0, 8), 16));
  const low = Uint32Array.from(shown, ({ perceptualHash }) => parseInt(perceptualHash.slice(8), 16));
  for (const [i, image] of shown.entries()) {
    const [ownHigh = 0, ownLow = 0] = [high[i], low[i]];
    for (let j = 0; j < i; j++) {
      const bits = bitsIn(ownHigh ^ (high[j] ?? 0)) + bitsIn(ownLow ^ (low[j] ?? 0));
      if (bits > ALIKE_BITS) continue;
      const first = shown[j];
      if (first) yield { image, first, bits };
      break;
    }
  }
}

/** How many bits of a word are set (Warren, Hacker's Delight, 2002, figure 5-2). */
function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

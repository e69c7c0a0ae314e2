import type { LabelImage } from '@cellboard/labels';
import { judgedCells, overlapTable, type OverlapTable } from '@cellboard/metrics';

/** The overlaps of two images, by the cell numbers of these images, and which of their cells no score looks at. */
export interface JudgedOverlaps {
  /** Areas are those outside of what is ignored; an ignored cell has none, and no pair. */
  readonly table: OverlapTable;
  /** 1 for each cell that is not judged; index 0 unused. */
  readonly ignored: { readonly truth: Uint8Array; readonly prediction: Uint8Array };
}

/**
 * The overlaps that `evaluatePair` scores where part of an image is ignored.
 *
 * @param ignore pixels other than 0 belong to no cell
 * @throws LabelImageError if the images differ in height or width
 */
export function judgedOverlaps(truth: LabelImage, prediction: LabelImage, ignore: LabelImage): JudgedOverlaps {
  const [ofTruth, ofPrediction] = [truth, prediction].map((all) => {
    const judged = judgedCells(all, { ignore: ignore.pixels });
    return { all, judged, numbers: numbersIn(all, judged) };
  }) as [Judged, Judged];
  const found = overlapTable(ofTruth.judged, ofPrediction.judged);
  return {
    table: {
      truthCells: truth.cellCount,
      predictedCells: prediction.cellCount,
      pixels: found.pixels,
      first: firstByAll(ofTruth, found.first),
      truth: found.truth.map((cell) => ofTruth.numbers[cell]!),
      prediction: found.prediction.map((cell) => ofPrediction.numbers[cell]!),
      shared: found.shared,
      truthArea: areasByAll(ofTruth, found.truthArea),
      predictionArea: areasByAll(ofPrediction, found.predictionArea),
    },
    ignored: { truth: ignoredOf(ofTruth), prediction: ignoredOf(ofPrediction) },
  };
}

interface Judged {
  readonly all: LabelImage;
  readonly judged: LabelImage;
  /** The number in `all` of each cell of `judged`; ascending. */
  readonly numbers: Uint32Array;
}

/** Both number their cells in the order of their ids. */
function numbersIn(all: LabelImage, judged: LabelImage): Uint32Array {
  const numbers = new Uint32Array(judged.cellCount + 1);
  for (let cell = 1, at = 0; cell < numbers.length; cell++) {
    while (all.ids[at] !== judged.ids[cell]) at++;
    numbers[cell] = at;
  }
  return numbers;
}

function areasByAll({ all, numbers }: Judged, areas: Uint32Array): Uint32Array {
  const found = new Uint32Array(all.cellCount + 1);
  for (let cell = 1; cell < numbers.length; cell++) found[numbers[cell]!] = areas[cell]!;
  return found;
}

/** Where the pairs of each cell begin: an ignored cell has none. */
function firstByAll({ all, numbers }: Judged, first: Uint32Array): Uint32Array {
  const found = new Uint32Array(all.cellCount + 2);
  for (let cell = 1; cell < numbers.length; cell++) found[numbers[cell]! + 1] = first[cell + 1]!;
  for (let at = 1; at < found.length; at++) found[at] = Math.max(found[at]!, found[at - 1]!);
  return found;
}

function ignoredOf({ all, numbers }: Judged): Uint8Array {
  const ignored = new Uint8Array(all.cellCount + 1).fill(1);
  ignored[0] = 0;
  for (const cell of numbers) ignored[cell] = 0;
  return ignored;
}

import { readFileSync } from 'node:fs';

import { toLabelImage, type IntegerArray, type LabelImage } from '@cellboard/labels';
import ndarray, { type NdArray } from 'ndarray';

import type { MatchingMode } from '../matching/match-cells.ts';
import type { Scores } from '../sheet/score-sheet.ts';

/** A pair of label images with the values of other implementations, as `tools/golden/metric-cases.py` writes it. */
interface GoldenFile {
  readonly about: string;
  readonly height: number;
  readonly width: number;
  /** Runs of each row as text: `first-last:id`. */
  readonly truth: readonly string[];
  readonly prediction: readonly string[];
  /** Runs without ids; pixels that are not judged. */
  readonly ignore?: readonly string[];
  /** Values of metrics by the implementation that they come from, with its version. */
  readonly values: Readonly<Record<string, Scores>>;
  /** Of every truth cell that is judged, by ids ascending. */
  readonly cells: { readonly hd: readonly (number | null)[]; readonly iou: readonly number[] };
  /** Outlines of the pairs with IoU ≥ 1/2. */
  readonly outlines: readonly (Readonly<Record<'truth' | 'prediction', number>> &
    Readonly<Record<'hd' | 'hd95' | 'assd' | 'masd' | 'nsd@2', number>>)[];
  readonly matchCells: readonly (Required<Pick<MatchingMode, 'threshold' | 'criterion'>> & {
    readonly tp: number;
    readonly scoreSum: number;
  })[];
}

/** A case of the golden set that the repository has of its own. */
export interface GoldenPair extends Omit<GoldenFile, 'truth' | 'prediction' | 'ignore'> {
  readonly name: string;
  readonly truth: LabelImage;
  readonly prediction: LabelImage;
  readonly ignore?: NdArray<Uint8Array>;
}

/** The set as one dataset: names of its cases, and their scores under both aggregations. */
export interface GoldenDataset {
  readonly cases: readonly string[];
  readonly mean: Scores;
  readonly pooled: Scores;
}

const folder = new URL('../../golden/', import.meta.url);

/** Reads a file of the set. */
function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}

/** The set's values as one dataset. */
export const goldenDataset = read('dataset') as GoldenDataset;

/** Every case of the set. It is part of the repository, so that there always are some. */
export const goldenPairs: readonly GoldenPair[] = goldenDataset.cases.map((name) => {
  const { truth, prediction, ignore, ...file } = read(name) as GoldenFile;
  const shape: [number, number] = [file.height, file.width];
  const ids = (rows: readonly string[]) =>
    toLabelImage(ndarray(painted(rows, new Uint32Array(size(shape)), shape), shape));
  return {
    name,
    ...file,
    truth: ids(truth),
    prediction: ids(prediction),
    ...(ignore && { ignore: ndarray(painted(ignore, new Uint8Array(size(shape)), shape), shape) }),
  };
});

function size([height, width]: readonly [number, number]): number {
  return height * width;
}

/** Paints the runs of every row; those without an id are 1. */
function painted<T extends IntegerArray>(rows: readonly string[], pixels: T, [, width]: readonly [number, number]): T {
  rows.forEach((row, y) => {
    for (const [, first, last, id] of row.matchAll(/(\d+)-(\d+)(?::(\d+))?/g)) {
      pixels.fill(Number(id ?? 1), y * width + Number(first), y * width + Number(last) + 1);
    }
  });
  return pixels;
}

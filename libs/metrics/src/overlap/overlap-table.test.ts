import { LabelImageError, ndArray, toLabelImage } from '@cellboard/labels';

import { noise } from '../distance/adversarial.fixture.ts';
import { image } from '../image.fixture.ts';
import { overlapTable, swapped, type OverlapTable } from './overlap-table.ts';

const pairsOf = ({ truth, prediction, shared }: OverlapTable) =>
  Array.from(truth, (t, k) => [t, prediction[k], shared[k]]);

describe('overlapTable', () => {
  // Truth 1 is in two parts, and prediction 2 comes before prediction 1 in the image.
  const table = overlapTable(image(['11.22', '...22', '1....']), image(['22.11', '2...3', '2....']));

  it('has the pairs that share pixels, by truth cell, then predicted cell', () => {
    expect(pairsOf(table)).toEqual([
      [1, 2, 3],
      [2, 1, 2],
      [2, 3, 1],
    ]);
    expect(Array.from(table.first)).toEqual([0, 0, 1, 3]);
  });

  it('has the areas of all cells, and the pixels of the image', () => {
    expect([Array.from(table.truthArea), Array.from(table.predictionArea)]).toEqual([
      [0, 3, 4],
      [0, 2, 4, 1],
    ]);
    expect([table.pixels, table.truthCells, table.predictedCells]).toEqual([15, 2, 3]);
  });

  it('is the same where a cell touches too many others to look for each pair', () => {
    const [height, width] = [30, 400];
    const whole = toLabelImage(ndArray(new Uint16Array(height * width).fill(1), [height, width]));
    const stripes = toLabelImage(ndArray(Uint16Array.from({ length: height * width }, (_, i) => 1 + (i % width)), [height, width])); // prettier-ignore
    const stripesFirst = overlapTable(stripes, whole);
    expect(Array.from(stripesFirst.shared)).toEqual(Array.from({ length: width }, () => height));
    expect(overlapTable(whole, stripes)).toEqual(swapped(stripesFirst));
  });

  it('is the same where there are far more pairs than cells', () => {
    const side = 20;
    const made = (idOf: (i: number) => number) =>
      toLabelImage(
        ndArray(
          Uint16Array.from({ length: side * side }, (_, i) => 1 + idOf(i)),
          [side, side],
        ),
      );
    const rows = made((i) => Math.floor(i / side));
    const columns = made((i) => i % side);
    const every = Array.from({ length: side * side }, (_, i) => [1 + Math.floor(i / side), 1 + (i % side), 1]);
    expect(pairsOf(overlapTable(rows, columns))).toEqual(every);
  });

  it.each([
    ['a label per pixel', 90_000],
    ['several pixels a label', 5000],
    ['many pixels a label', 300],
  ])('counts as a map of pairs does in noise with %s', (_, labels) => {
    const side = 300;
    const [truth, prediction] = [noise(side, labels, 1), noise(side, labels, 2)];
    const shared = new Map<number, number>();
    truth.pixels.data.forEach((t: number, i: number) => {
      const key = t * (labels + 1) + prediction.pixels.data[i]!;
      shared.set(key, (shared.get(key) ?? 0) + 1);
    });
    const counted = [...shared].sort(([a], [b]) => a - b);
    const pair = (key: number) => [Math.floor(key / (labels + 1)), key % (labels + 1)];
    expect(pairsOf(overlapTable(truth, prediction))).toEqual(counted.map(([key, pixels]) => [...pair(key), pixels]));
  });

  it('has no pairs where nothing overlaps', () => {
    expect(pairsOf(overlapTable(image(['1..']), image(['..1'])))).toEqual([]);
    expect(Array.from(overlapTable(image(['...']), image(['..1'])).first)).toEqual([0, 0]);
  });

  it('refuses images of different sizes', () => {
    expect(() => overlapTable(image(['1']), image(['1', '1']))).toThrow(LabelImageError);
  });

  it('swapped is the table of the images swapped', () => {
    expect(swapped(table)).toEqual(
      overlapTable(image(['22.11', '2...3', '2....']), image(['11.22', '...22', '1....'])),
    );
    expect(swapped(swapped(table))).toEqual(table);
  });
});

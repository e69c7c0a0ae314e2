import { runsOf, type LabelImage } from '@cellboard/labels';
import fc from 'fast-check';

import { image } from '../image.fixture.ts';
import { labelled, pairs, runs, type Rows } from '../laws/arbitrary-pairs.fixture.ts';
import { overlapTable } from '../overlap/overlap-table.ts';
import * as hard from './adversarial.fixture.ts';
import { nearestPredictions, searchNearest } from './nearest-predictions.ts';
import { NearestSearch } from './nearest-search.ts';
import { usualSettings, type SearchSettings } from './search-settings.ts';

const nearest = (truth: LabelImage, prediction: LabelImage) =>
  nearestPredictions(truth, prediction, overlapTable(truth, prediction));
const drawn = (truth: readonly string[], prediction: readonly string[]) => {
  const found = nearest(image(truth), image(prediction));
  return { ...found, prediction: Array.from(found.prediction).slice(1), distance: Array.from(found.distance).slice(1) };
};

describe('nearestPredictions', () => {
  it('measures full pixel sets from centre to centre', () => {
    // A disc against its ring is furthest in its middle.
    expect(
      drawn(['.111.', '11111', '11111', '11111', '.111.'], ['.111.', '1...1', '1...1', '1...1', '.111.']),
    ).toMatchObject({
      distance: [2],
      prediction: [1],
    });
    expect(drawn(['1...', '....', '....', '...2'], ['....', '....', '.1..', '....']).distance).toEqual([
      Math.sqrt(5),
      Math.sqrt(5),
    ]);
  });

  it('may take a cell that overlaps less, or not at all', () => {
    expect(drawn(['111', '...', '...', '...'], ['11.', '222', '...', '111'])).toMatchObject({
      prediction: [2],
      distance: [1],
    });
  });

  it('of equally near cells takes the one that overlaps most, then the smallest number', () => {
    // Cells 1 and 2 of the prediction are both a column off; 2 shares more of the truth.
    expect(drawn(['.111.'], ['1122.'])).toMatchObject({ prediction: [2], distance: [1] });
    // Neither overlaps, both are 2 px away.
    expect(drawn(['..1..'], ['2...1'])).toMatchObject({ prediction: [1], distance: [2] });
    expect(drawn(['..1..'], ['1...2'])).toMatchObject({ prediction: [1], distance: [2] });
  });

  it('is the diagonal where nothing is predicted', () => {
    expect(drawn(['1...', '....', '...2'], ['....', '....', '....'])).toMatchObject({
      prediction: [0, 0],
      distance: [5, 5],
      givenUp: false,
      measured: 0,
    });
  });

  it('has nothing to measure without truth cells', () => {
    expect(drawn(['..'], ['12'])).toMatchObject({ prediction: [], distance: [], measured: 0 });
  });
});

describe('against pixel lists, however the search goes', () => {
  const ways: Record<string, SearchSettings> = {
    'as usual': usualSettings,
    'by rows and trees': { ...usualSettings, smallRuns: 0 },
    'with leaves of one': { smallRuns: 0, leafCells: 1, leafRuns: 1, bandRows: 2, nearRows: 1 },
    'without trying rows': { smallRuns: 0, leafCells: 2, leafRuns: 2, bandRows: 1, nearRows: 0 },
    'partly run by run': { smallRuns: 4, leafCells: 1, leafRuns: 3, bandRows: 3, nearRows: 2 },
  };
  const id = fc.integer({ min: 0, max: 4 });
  const noisePairs = fc
    .record({
      width: fc.integer({ min: 1, max: 12 }),
      ids: fc.array(fc.tuple(id, id), { minLength: 1, maxLength: 90 }),
    })
    .map(({ width, ids }): readonly [Rows, Rows] => {
      const starts = Array.from({ length: Math.ceil(ids.length / width) }, (_, y) => y * width);
      const rowsOf = (which: 0 | 1) =>
        starts.map((start) => Array.from({ length: width }, (_, x) => ids[start + x]?.[which] ?? 0));
      return [rowsOf(0), rowsOf(1)];
    });

  it.each(Object.entries(ways))('%s', (_, settings) => {
    const search = new NearestSearch(settings);
    const holds = ([truth, prediction]: readonly [Rows, Rows]) => {
      const [t, p] = [labelled(truth), labelled(prediction)];
      const found = searchNearest({ truth: t, prediction: p, table: overlapTable(t, p) }, search, Infinity);
      const squares = naiveSquares(truth, prediction);
      if (p.cellCount === 0) return;
      expect(Array.from(found.distance).slice(1)).toEqual(squares.map((row) => Math.sqrt(Math.min(...row))));
      squares.forEach((row, t) => {
        expect(row[found.prediction[t + 1]! - 1]).toBe(Math.min(...row));
      });
    };
    fc.assert(fc.property(pairs, holds), { ...runs, numRuns: 2 * runs.numRuns });
    fc.assert(fc.property(noisePairs, holds), { ...runs, numRuns: 2 * runs.numRuns });
  });
});

describe('what boxes do not tell apart, by counts at 500×500', () => {
  const side = 500;
  // Pairs measured are exact: with the same cells they are the same on every machine.
  it.each([
    ['250 row stripes × 250 column stripes', hard.rowStripes(side, 250), hard.columnStripes(side, 250), 498, 1],
    ['100 squares × 1,000 labels of noise', hard.squares(side, 10), hard.noise(side, 1000, 1), 309, 9],
    ['1,000 labels of noise × 100 squares', hard.noise(side, 1000, 1), hard.squares(side, 10), 1987, 4],
    ['2 combs × 2 combs', hard.rowCombs(side, 2), hard.columnCombs(side, 2), 2, 8],
    ['50 combs × 50 combs', hard.rowCombs(side, 50), hard.columnCombs(side, 50), 98, 2],
    ['20 combs with spines × 20', hard.rowFingers(side, 20), hard.columnFingers(side, 20), 155, 5],
    ['one cell × 2,500 squares', hard.scatteredCell(side, 1, 1), hard.squares(side, 50), 2, 1],
    ['frame and diagonal × 2,500 squares', hard.frameAndDiagonal(side), hard.squares(side, 50), 2, 1],
    ['2,500 squares × frame and diagonal', hard.squares(side, 50), hard.frameAndDiagonal(side), 2500, 2],
    ['2,500 squares × one cell of noise', hard.squares(side, 50), hard.scatteredCell(side, 0.3, 1), 2500, 6],
    ['170 rings × 178 rings', hard.rings(side, 170, 0), hard.rings(side, 178, 3), 3056, 12],
    ['150 sectors × 170 rings', hard.sectors(side, 150), hard.rings(side, 170, 0), 1939, 7],
    ['20 spirals × 20 opposite ones', hard.spirals(side, 20, 1), hard.spirals(side, 20, -1), 400, 26],
  ])('%s', (...[, truth, prediction, measured, stepsPerPixel]) => {
    const found = nearest(truth, prediction);
    expect(found).toMatchObject({ measured, givenUp: false });
    expect(found.steps).toBeLessThan(stepsPerPixel * side * side);
  });

  it('squares against moved squares take less than a step a pixel', () => {
    const moved = hard.squares(side, 20);
    const { measured, steps } = nearest(hard.squares(side, 21), moved);
    expect(measured).toBeLessThan(2 * 21 * 21);
    expect(steps).toBeLessThan(side * side);
  });
});

describe('what no bound tells apart', () => {
  const [truth, prediction] = [hard.noise(200, 60, 1), hard.noise(200, 60, 2)];

  it('is given up after 50 steps per pixel and 10 million, less 23 for each run, and every distance is the diagonal', () => {
    const limit = 50 * 200 * 200 + 10_000_000 - 23 * (runsOf(truth).cell.length + runsOf(prediction).cell.length);
    const found = nearest(truth, prediction);
    expect(found.givenUp).toBe(true);
    // One more pair may run over by its own steps.
    expect(found.steps).toBeGreaterThan(limit);
    expect(found.steps).toBeLessThan(limit + 10_000);
    expect(new Set(found.distance.slice(1))).toEqual(new Set([Math.hypot(200, 200)]));
    expect(new Set(found.prediction)).toEqual(new Set([0]));
  });

  it('is given up at the same step every time, and leaves nothing behind', () => {
    const [before, again] = [nearest(truth, prediction), nearest(truth, prediction)];
    expect(again).toEqual(before);
    expect(nearest(image(['11.', '..2']), image(['.11', '..2']))).toMatchObject({
      distance: Float64Array.of(0, 1, 0),
      givenUp: false,
    });
  });

  it('has the distances of a search without end where the budget is large enough', () => {
    const [t, p] = [hard.noise(60, 12, 1), hard.noise(60, 12, 2)];
    const images = { truth: t, prediction: p, table: overlapTable(t, p) };
    const { distance, steps } = searchNearest(images, new NearestSearch(), Infinity);
    expect(searchNearest(images, new NearestSearch(), steps)).toMatchObject({ distance, givenUp: false });
    expect(searchNearest(images, new NearestSearch(), steps - 1).givenUp).toBe(true);
  });
});

/** Squared Hausdorff distances of all truth cells (rows) to all predicted cells, from lists of pixels. */
function naiveSquares(truth: Rows, prediction: Rows): number[][] {
  type Pixel = readonly [number, number];
  const cells = (rows: Rows): Pixel[][] =>
    [...new Set(rows.flat())]
      .filter((id) => id > 0)
      .sort((a, b) => a - b)
      .map((id) => rows.flatMap((row, y) => row.flatMap((value, x) => (value === id ? [[y, x] as const] : []))));
  const directed = (a: Pixel[], b: Pixel[]) =>
    Math.max(...a.map(([y, x]) => Math.min(...b.map(([v, u]) => (y - v) ** 2 + (x - u) ** 2))));
  return cells(truth).map((g) => cells(prediction).map((p) => Math.max(directed(g, p), directed(p, g))));
}

import { ndArray, toLabelImage, type LabelImage } from '@cellboard/labels';
import fc from 'fast-check';

import { Agreement } from './agreement.ts';
import { colourPrediction, colourTruth, type CellColours } from './colour-cells.ts';
import { images, pairs } from './drawn.fixture.ts';
import { neighboursOf } from './neighbours.ts';
import { paletteColour } from './palette.ts';

/** Pairs of neighbours that have the same colour. */
function clashes(image: LabelImage, colours: CellColours): number[][] {
  const { first, of } = neighboursOf(image);
  const found: number[][] = [];
  for (let c = 1; c <= image.cellCount; c++) {
    for (let k = first[c]!; k < first[c + 1]!; k++) if (colours[of[k]!] === colours[c]) found.push([c, of[k]!]);
  }
  return found;
}

const seeded = { seed: 12, numRuns: 300 };

describe('colours of cells', () => {
  it('neighbours never share one', () => {
    fc.assert(
      fc.property(images, (image) => {
        expect(clashes(image, colourTruth(image))).toEqual([]);
      }),
      seeded,
    );
  });

  it('a prediction takes those of the truth cells that it matches, and its neighbours still never share one', () => {
    const threshold = fc.constantFrom(0.05, 0.1, 0.3, 0.5, 0.7, 0.95);
    fc.assert(
      fc.property(pairs, threshold, ([truth, prediction], at) => {
        const agreement = Agreement.ofImages(truth, prediction);
        const { table } = agreement;
        const colours = colourTruth(truth, [{ image: prediction, truth: table.truth, prediction: table.prediction }]);
        const { partner } = agreement.at(at).prediction;
        const taken = colourPrediction(prediction, { truth: colours, partner });
        expect(clashes(truth, colours)).toEqual([]);
        expect(clashes(prediction, taken)).toEqual([]);
        for (let p = 1; p <= prediction.cellCount; p++) {
          if (partner[p]! > 0) expect(taken[p]).toBe(colours[partner[p]!]);
        }
      }),
      seeded,
    );
  });

  it('are more than the palette has where that many cells touch each other', () => {
    // Forty cells in pieces: each of them has a pixel beside each other one.
    const ids: number[] = [];
    for (let a = 1; a <= 40; a++) for (let b = a + 1; b <= 40; b++) ids.push(a, b, 0, 0, 0);
    const image = toLabelImage(ndArray(Uint16Array.from(ids), [1, ids.length]));
    const colours = colourTruth(image);
    expect(new Set(colours.subarray(1)).size).toBe(40);
  });

  it('use the whole palette, not its first colours only', () => {
    const side = 40;
    const ids = Uint16Array.from({ length: side * side }, (_, i) => {
      const [row, column] = [Math.floor(i / side), i % side];
      return Math.floor(row / 4) * 10 + Math.floor(column / 4) + 1;
    });
    const image = toLabelImage(ndArray(ids, [side, side]));
    const colours = colourTruth(image);
    expect(clashes(image, colours)).toEqual([]);
    expect(new Set(colours.subarray(1)).size).toBeGreaterThanOrEqual(10);
  });

  it('are all different for the first two thousand numbers', () => {
    const all = Array.from({ length: 2000 }, (_, i) => paletteColour(i));
    expect(new Set(all.slice(0, 500).map(String)).size).toBe(500);
    for (const each of all.flat()) expect(each).toBe(Math.min(255, Math.max(0, Math.round(each))));
  });
});

import type { LabelImage } from '@cellboard/labels';

import { image } from '../image.fixture.ts';
import { scatteredCell } from './adversarial.fixture.ts';
import { outlineDistances } from './outline-distances.ts';

const pair = { truth: Uint32Array.of(1), prediction: Uint32Array.of(1) };

describe('outlineDistances', () => {
  it('measures from border pixel to border pixel, both ways', () => {
    // Every pixel is border. Forth 0, 0, 0; back 0, 0, 0, 1, 2.
    const { hd, hd95, assd, masd, within } = outlineDistances(
      { truth: image(['111..']), prediction: image(['11111']) },
      pair,
      1,
    );
    expect([hd[0], assd[0], masd[0], within[0]]).toEqual([2, 3 / 8, 3 / 10, 7 / 8]);
    // The 95th percentile of five values lies at place 3.8, between 1 and 2.
    expect(hd95[0]).toBeCloseTo(1.8, 12);
  });

  it('measures from the rim of a disc to its ring, not from the inside', () => {
    const disc = image(['.....', '.111.', '.111.', '.111.', '.....']);
    const ring = image(['.....', '.111.', '.1.1.', '.111.', '.....']);
    expect(outlineDistances({ truth: disc, prediction: ring }, pair, 0)).toMatchObject({
      hd: Float64Array.of(0),
      within: Float64Array.of(1),
    });
  });

  it('is exact for borders that are scattered over the image', () => {
    const side = 130;
    const [few, many] = [scatteredCell(side, 0.002, 1), scatteredCell(side, 0.3, 2)];
    const { hd, assd } = outlineDistances({ truth: few, prediction: many }, pair, 1);
    const [a, b] = [borderPixels(few), borderPixels(many)];
    const distances = [...a.map((pixel) => nearest(pixel, b)), ...b.map((pixel) => nearest(pixel, a))];
    expect([a.length > 20, b.length > 4000]).toEqual([true, true]);
    expect(hd[0]).toBeCloseTo(Math.max(...distances), 9);
    expect(assd[0]).toBeCloseTo(distances.reduce((sum, d) => sum + d, 0) / distances.length, 9);
  });

  it('measures no pairs as no values', () => {
    const none = { truth: new Uint32Array(0), prediction: new Uint32Array(0) };
    expect(outlineDistances({ truth: image(['1']), prediction: image(['1']) }, none, 1).hd).toHaveLength(0);
  });
});

type Pixel = readonly [row: number, column: number];

/** Pixels of cell 1 with a neighbour that is not of it, read from the pixels one by one. */
function borderPixels({ pixels }: LabelImage): Pixel[] {
  const [height, width] = pixels.shape as [number, number];
  const isCell = (y: number, x: number) => y >= 0 && x >= 0 && y < height && x < width && pixels.get(y, x) === 1;
  const all = Array.from({ length: height * width }, (_, i): Pixel => [Math.floor(i / width), i % width]);
  return all.filter(
    ([y, x]) => isCell(y, x) && !(isCell(y - 1, x) && isCell(y + 1, x) && isCell(y, x - 1) && isCell(y, x + 1)),
  );
}

function nearest([y, x]: Pixel, others: readonly Pixel[]): number {
  return Math.min(...others.map(([v, u]) => Math.hypot(y - v, x - u)));
}

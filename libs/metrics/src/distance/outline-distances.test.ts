import { image } from '../image.fixture.ts';
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

  it('measures no pairs as no values', () => {
    const none = { truth: new Uint32Array(0), prediction: new Uint32Array(0) };
    expect(outlineDistances({ truth: image(['1']), prediction: image(['1']) }, none, 1).hd).toHaveLength(0);
  });
});

import fc from 'fast-check';

import { clampView, fitView, LARGEST_SCALE, pan, scaleRange, toImage, toScreen, viewOf, zoom } from './view.ts';

const frame = { panel: { width: 400, height: 200 }, image: { width: 100, height: 100 } };

describe('a view, worked by hand', () => {
  it('fits the longer side of an image', () => {
    expect(fitView(frame)).toEqual({ x: 50, y: 50, scale: 2 });
  });

  it('shows the image point in the middle of the panel, and others by the scale', () => {
    const view = { x: 50, y: 50, scale: 2 };
    expect(toImage(view, frame.panel, { x: 200, y: 100 })).toEqual({ x: 50, y: 50 });
    expect(toImage(view, frame.panel, { x: 202, y: 98 })).toEqual({ x: 51, y: 49 });
    expect(toScreen(view, frame.panel, { x: 0, y: 0 })).toEqual({ x: 100, y: 0 });
  });

  it('follows the hand: what is moved to the right shows more of the left', () => {
    expect(pan({ x: 50, y: 50, scale: 2 }, { x: 10, y: -4 }, frame)).toEqual({ x: 45, y: 52, scale: 2 });
  });

  it('never loses the image: its edge stops in the middle of the panel', () => {
    expect(pan(fitView(frame), { x: 1e6, y: -1e6 }, frame)).toEqual({ x: 0, y: 100, scale: 2 });
  });

  it('keeps the scale between half of a fitted image and the largest', () => {
    expect(scaleRange(frame)).toEqual([1, LARGEST_SCALE]);
    expect(zoom(fitView(frame), { factor: 1e-3, about: { x: 200, y: 100 } }, frame).scale).toBe(1);
    expect(zoom(fitView(frame), { factor: 1e3, about: { x: 200, y: 100 } }, frame).scale).toBe(LARGEST_SCALE);
  });

  it('shows a cell with a margin', () => {
    expect(viewOf({ x: 10, y: 20, width: 10, height: 10 }, frame)).toEqual({ x: 15, y: 25, scale: 200 / 15 });
  });

  it('enlarges an image of one pixel no further than the largest scale', () => {
    expect(fitView({ panel: { width: 500, height: 500 }, image: { width: 1, height: 1 } }).scale).toBe(LARGEST_SCALE);
  });
});

describe('laws of views, for images of up to 8192 pixels', () => {
  const side = fc.integer({ min: 1, max: 8192 });
  const frames = fc.record({
    panel: fc.record({ width: side, height: side }),
    image: fc.record({ width: side, height: side }),
  });
  const places = fc.record({
    x: fc.double({ min: 0, max: 1, noNaN: true }),
    y: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const seeded = { seed: 12, numRuns: 300 };

  it('an image point comes back from the screen', () => {
    fc.assert(
      fc.property(frames, places, fc.double({ min: 0.1, max: 64, noNaN: true }), ({ panel, image }, at, scale) => {
        const view = { x: image.width * at.x, y: image.height * at.y, scale };
        const point = { x: image.width * at.y, y: image.height * at.x };
        const back = toImage(view, panel, toScreen(view, panel, point));
        expect(back.x).toBeCloseTo(point.x, 6);
        expect(back.y).toBeCloseTo(point.y, 6);
      }),
      seeded,
    );
  });

  it('zooming keeps the point under the pointer, or stops at an edge', () => {
    fc.assert(
      fc.property(frames, places, fc.double({ min: 0.2, max: 5, noNaN: true }), (each, at, factor) => {
        const about = { x: each.panel.width * at.x, y: each.panel.height * at.y };
        const before = fitView(each);
        const after = zoom(before, { factor, about }, each);
        const [from, to] = [toImage(before, each.panel, about), toImage(after, each.panel, about)];
        const atEdge = [0, each.image.width].includes(after.x) || [0, each.image.height].includes(after.y);
        if (atEdge) return;
        expect(to.x).toBeCloseTo(from.x, 6);
        expect(to.y).toBeCloseTo(from.y, 6);
      }),
      seeded,
    );
  });

  it('a view that is allowed stays as it is', () => {
    fc.assert(
      fc.property(frames, places, (each, at) => {
        const view = clampView({ x: 1e4 * at.x, y: -1e4 * at.y, scale: 100 * at.x }, each);
        expect(clampView(view, each)).toEqual(view);
      }),
      seeded,
    );
  });
});

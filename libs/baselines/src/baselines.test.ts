import fc from 'fast-check';
import ndarray from 'ndarray';
import type { CellImage } from './baseline.ts';
import { baselines, findBaseline } from './baselines.ts';

const SIDE = 96;

/** Two discs apart and two that touch, radius 12; 3 or 4 objects, depending on whether touching discs are parted. */
const DISCS = [
  [22, 22],
  [70, 20],
  [34, 66],
  [54, 66],
] as const;

function inDisc(i: number): boolean {
  return DISCS.some(([x, y]) => ((i % SIDE) - x) ** 2 + (Math.floor(i / SIDE) - y) ** 2 <= 144);
}

function picture(pixel: (inside: boolean, i: number) => number): CellImage {
  return ndarray(
    Uint8Array.from({ length: SIDE * SIDE }, (_, i) => pixel(inDisc(i), i)),
    [SIDE, SIDE],
  );
}

function colours(pixel: (inside: boolean) => readonly [number, number, number]): CellImage {
  const pixels = new Uint8Array(3 * SIDE * SIDE);
  for (let i = 0; i < SIDE * SIDE; i++) pixels.set(pixel(inDisc(i)), 3 * i);
  return ndarray(pixels, [SIDE, SIDE, 3]);
}

/** A grain that is the same in every run. */
const grain = (i: number) => ((i * 7919) % 13) - 6;

const KINDS: readonly (readonly [string, CellImage])[] = [
  ['bright cells on black', picture((inside, i) => (inside ? 150 : 20) + grain(i))],
  ['dark cells on white', picture((inside, i) => (inside ? 80 : 220) + grain(i))],
  ['the same in three equal channels', colours((inside) => (inside ? [150, 150, 150] : [20, 20, 20]))],
  ['purple nuclei on pink', colours((inside) => (inside ? [95, 60, 130] : [235, 180, 210]))],
  ['green light on black', colours((inside) => (inside ? [10, 200, 40] : [2, 8, 4]))],
];

const countOf = (ids: Uint16Array | Uint32Array) => new Set(ids).size - (ids.includes(0) ? 1 : 0);

describe.each(baselines.map((baseline) => [baseline.slug, baseline] as const))('%s', (slug, { segment }) => {
  it.each(KINDS)('finds %s', (_, image) => {
    const found = segment(image);
    expect(found.shape).toEqual([SIDE, SIDE]);
    expect(countOf(found.data)).toBe(slug.endsWith('watershed') ? 4 : 3);
    const wrong = Array.from(found.data).filter((label, i) => (label !== 0) !== inDisc(i)).length;
    expect(wrong).toBeLessThan(0.03 * SIDE * SIDE);
  });

  it('reads any strides', () => {
    const image = KINDS[0]![1];
    const turned = segment(image.transpose(1, 0));
    const upright = segment(image);
    const overlap = Array.from(turned.data).filter((label, i) => {
      return (label !== 0) === (upright.get(i % SIDE, Math.floor(i / SIDE)) !== 0);
    });
    expect(overlap).toHaveLength(SIDE * SIDE);
  });

  it('numbers cells 1..n without gaps, the same each time, for any pixels', () => {
    const sides = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(sides, sides, fc.uint8Array({ minLength: 432, maxLength: 432 }), fc.boolean(), (...drawn) => {
        const [width, height, bytes, colour] = drawn;
        const shape = colour ? [height, width, 3] : [height, width];
        const image = ndarray(bytes.slice(0, width * height * (colour ? 3 : 1)), shape);
        const { data } = segment(image);
        const ids = Array.from(new Set(data)).filter((id) => id !== 0);
        expect(ids.sort((a, b) => a - b)).toEqual(ids.map((__, k) => k + 1));
        expect(segment(image).data).toEqual(data);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('finds nothing in an empty field', () => {
    expect(countOf(segment(picture(() => 90)).data)).toBe(0);
  });

  it('finds textured cells with bright halos on grey', () => {
    const image = picture((inside, i) => {
      const halo = DISCS.some(([x, y]) => ((i % SIDE) - x) ** 2 + (Math.floor(i / SIDE) - y) ** 2 <= 15 ** 2);
      return (inside ? 95 + 2 * grain(i) : halo ? 165 : 130) + grain(i);
    });
    const found = segment(image);
    for (const [x, y] of DISCS) expect(found.get(y, x)).toBeGreaterThan(0);
    expect(found.get(40, 90)).toBe(0);
  });

  it.each([[[4]], [[2, 2, 4]], [[0, 5]], [[1, 2, 2, 3]]])('refuses the shape %j and says what to do', (shape) => {
    const image = ndarray(new Uint8Array(shape.reduce((product, side) => product * side, 1)), shape);
    expect(() => segment(image)).toThrow(RangeError);
    expect(() => segment(image)).toThrow(`but found [${shape.join(', ')}]. Drop the alpha channel`);
  });
});

describe('findBaseline', () => {
  it('finds each by its slug', () => {
    expect(baselines.map(({ slug }) => slug).sort()).toEqual([
      'adaptive-threshold',
      'global-threshold',
      'log-watershed',
      'otsu-watershed',
    ]);
    for (const baseline of baselines) expect(findBaseline(baseline.slug)).toBe(baseline);
  });

  it('is undefined for another', () => {
    expect(findBaseline('deep-learning')).toBeUndefined();
  });
});

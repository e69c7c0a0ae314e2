import fc from 'fast-check';
import ndarray from 'ndarray';
import type { CellImage, CellSamples } from './baseline.ts';
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

const GREY = { colours: false, bitDepth: 8, whiteIsZero: false };

function picture(pixel: (inside: boolean, i: number) => number): CellImage {
  const pixels = Uint8Array.from({ length: SIDE * SIDE }, (_, i) => pixel(inDisc(i), i));
  return { ...GREY, samples: ndarray(pixels, [SIDE, SIDE, 1]) };
}

function colours(pixel: (inside: boolean) => readonly [number, number, number]): CellImage {
  const pixels = new Uint8Array(3 * SIDE * SIDE);
  for (let i = 0; i < SIDE * SIDE; i++) pixels.set(pixel(inDisc(i)), 3 * i);
  return { ...GREY, samples: ndarray(pixels, [SIDE, SIDE, 3]), colours: true };
}

/** The same image, every sample changed, in another type. */
function changed(
  image: CellImage,
  data: Exclude<CellSamples['data'], Uint8Array>,
  change: (sample: number) => number,
): CellImage {
  image.samples.data.forEach((sample, i) => (data[i] = change(sample)));
  return { ...image, samples: ndarray(data, image.samples.shape), bitDepth: 8 * data.BYTES_PER_ELEMENT };
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
    const turned = segment({ ...image, samples: image.samples.transpose(1, 0, 2) });
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
        const shape = [height, width, colour ? 3 : 1];
        const samples = ndarray(bytes.slice(0, width * height * (colour ? 3 : 1)), shape);
        const image = { ...GREY, samples, colours: colour };
        const { data } = segment(image);
        const ids = Array.from(new Set(data)).filter((id) => id !== 0);
        expect(ids.sort((a, b) => a - b)).toEqual(ids.map((__, k) => k + 1));
        expect(segment(image).data).toEqual(data);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('finds the same in the same light, whatever the type, the gain and the offset of the camera', () => {
    const images = KINDS.slice(0, 2).map(([, image]) => image);
    const gains = fc.integer({ min: -3, max: 7 });
    fc.assert(
      fc.property(fc.constantFrom(...images), gains, fc.integer({ min: -200, max: 30_000 }), (image, gain, offset) => {
        const { data } = segment(image);
        const scaled = (sample: number) => sample * 2 ** gain + offset;
        expect(segment(changed(image, new Float64Array(SIDE * SIDE), scaled)).data).toEqual(data);
        if (gain < 0) return;
        expect(segment(changed(image, new Int32Array(SIDE * SIDE), scaled)).data).toEqual(data);
        if (offset < 0) return;
        expect(segment(changed(image, new Uint16Array(SIDE * SIDE), scaled)).data).toEqual(data);
        const inverse = changed(image, new Uint16Array(SIDE * SIDE), (sample) => 65_535 - scaled(sample));
        expect(segment({ ...inverse, whiteIsZero: true }).data).toEqual(data);
      }),
      { seed: 2026, numRuns: 6 },
    );
  });

  it('is not misled by hot pixels, nor by samples that are no numbers', () => {
    const image = KINDS[0]![1];
    const hot = changed(image, new Uint16Array(SIDE * SIDE), (sample) => sample);
    for (const i of [40, 1030, 5071]) hot.samples.data[i] = 65_535;
    const spoilt = changed(image, new Float32Array(SIDE * SIDE), (sample) => sample);
    for (let row = 0; row < 8; row++) spoilt.samples.data.fill(NaN, row * SIDE, row * SIDE + SIDE);
    spoilt.samples.data[5000] = Infinity;
    const cells = countOf(segment(image).data);
    for (const other of [hot, spoilt]) expect(countOf(segment(other).data)).toBe(cells);
    expect(countOf(segment(changed(image, new Float32Array(SIDE * SIDE), () => NaN)).data)).toBe(0);
  });

  it('finds cells in any channel, each with its own gain', () => {
    const [first, second] = [picture((inside, i) => (inside && i < 4000 ? 150 : 20) + grain(i)), picture(() => 5)];
    const channels = ndarray(new Float32Array(SIDE * SIDE * 3), [SIDE, SIDE, 3]);
    for (let i = 0; i < SIDE * SIDE; i++) {
      channels.data[3 * i] = first.samples.data[i]!;
      channels.data[3 * i + 1] = ((inDisc(i) && i >= 4000 ? 0.7 : 0.1) + grain(i) / 200) / 1000;
      channels.data[3 * i + 2] = second.samples.data[i]!;
    }
    const found = segment({ ...GREY, samples: channels, bitDepth: 32 });
    for (const [x, y] of DISCS) expect(found.get(y, x)).toBeGreaterThan(0);
    expect(countOf(found.data)).toBe(slug.endsWith('watershed') ? 4 : 3);
  });

  it('finds the same in colours of more bits', () => {
    for (const [name, image] of KINDS.slice(2)) {
      const cells = countOf(segment(image).data);
      const length = image.samples.size;
      const others = [
        changed(image, new Uint16Array(length), (sample) => sample * 257),
        { ...changed(image, new Uint16Array(length), (sample) => sample * 16), bitDepth: 12 },
        changed(image, new Uint16Array(length), (sample) => sample * 16),
        changed(image, new Float32Array(length), (sample) => sample / 255),
        changed(image, new Float32Array(length), (sample) => sample),
      ];
      expect([name, ...others.map((other) => countOf(segment(other).data))]).toEqual([
        name,
        ...others.map(() => cells),
      ]);
    }
    const dim = colours((inside) => (inside ? [1, 20, 4] : [0, 1, 0]));
    expect(countOf(segment(dim).data)).toBe(slug.endsWith('watershed') ? 4 : 3);
    expect(countOf(segment(changed(dim, new Int16Array(dim.samples.size), (sample) => sample - 300)).data)).toBe(0);
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

  it.each([[[4, 4]], [[2, 2, 4]], [[0, 5, 3]], [[1, 2, 2, 3]]])('refuses the shape %j and says what to do', (shape) => {
    const samples = ndarray(new Uint8Array(shape.reduce((product, side) => product * side, 1)), shape);
    const image = { ...GREY, samples, colours: true };
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

import { ndArray, toLabelImage } from '@cellboard/labels';
import fc from 'fast-check';
import { encodePng16, encodeTiff32, readCheckedLabels } from '../node.ts';
import { png } from '../png/png.fixture.ts';
import { readIds } from '../verdict.fixture.ts';
import { labelFigures } from './label-figures.ts';
import { splitParts } from './label-parts.ts';

const labelsOf = (values: readonly number[], width: number) =>
  toLabelImage(ndArray(Uint32Array.from(values), [values.length / width, width]));

/** Connected parts by flooding pixel by pixel, numbered in the order of their first pixels. */
function flooded(values: readonly number[], width: number): number[] {
  const parts = new Array<number>(values.length).fill(0);
  let count = 0;
  for (const [start, value] of values.entries()) {
    if (value === 0 || parts[start] !== 0) continue;
    parts[start] = ++count;
    const open = [start];
    for (const at of open) {
      for (const to of around(at, width, values.length)) {
        if (parts[to] !== 0 || values[to] !== value) continue;
        parts[to] = count;
        open.push(to);
      }
    }
  }
  return parts;
}

function around(at: number, width: number, length: number): number[] {
  const steps = [-1, 0, 1];
  const [column, row] = [at % width, Math.floor(at / width)];
  const columns = steps.map((step) => column + step).filter((x) => x >= 0 && x < width);
  return steps.flatMap((step) => columns.map((x) => (row + step) * width + x)).filter((to) => to >= 0 && to < length);
}

const images = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })).chain(([width, height]) =>
  fc.record({
    width: fc.constant(width),
    values: fc.array(fc.constantFrom(0, 0, 1, 1, 2, 4_294_967_295), {
      minLength: width * height,
      maxLength: width * height,
    }),
  }),
);

it('parts are those that flooding finds, also where they touch at a corner, and are counted alike', () => {
  fc.assert(
    fc.property(images, ({ width, values }) => {
      const labels = labelsOf(values, width);
      const parts = flooded(values, width);
      expect(Array.from(splitParts(labels).values)).toEqual(parts);
      const figures = labelFigures(labels);
      expect(figures.allParts).toBe(Math.max(0, ...parts));
      expect(figures.parts.reduce((sum, count) => sum + count, 0)).toBe(figures.allParts);
      expect(figures.covered).toBe(values.filter((value) => value !== 0).length);
    }),
    { seed: 2026, numRuns: 500 },
  );
});

it('split again they stay what they are, and turned upside down there are as many', () => {
  fc.assert(
    fc.property(images, ({ width, values }) => {
      const once = splitParts(labelsOf(values, width)).values;
      expect(splitParts(labelsOf([...once], width)).values).toEqual(once);
      const turned = splitParts(labelsOf(values.toReversed(), width)).values;
      expect(Math.max(...turned)).toBe(Math.max(...once));
    }),
    { seed: 2026, numRuns: 200 },
  );
});

it('of a binary mask become cells with --components, whatever the mask is stored in', async () => {
  const mask = [1, 0, 1, 0, 0, 0, 1, 0, 1];
  const cells = { shape: [3, 3], ids: [1, 0, 2, 0, 0, 0, 3, 0, 4] };
  const pixels = ndArray(Uint16Array.from(mask), [3, 3]);
  const files = [
    png({ width: 3, height: 3, bits: 1, samples: mask }),
    png({ width: 3, height: 3, samples: mask.map((value) => value * 255) }),
    await encodePng16(pixels),
    await encodeTiff32(pixels),
  ];
  for (const file of files) expect(await readIds(file, { components: true })).toEqual(cells);
  for (const none of [[0, 0, 0], [1], [0]])
    expect((await readIds(png({ width: none.length, height: 1, samples: none }), { components: true })).ids).toEqual(
      none,
    );
  expect((await readCheckedLabels(files[0]!, { components: true })).labels.cellCount).toBe(4);
});

it('of the worst image, where every pixel stands alone or joins all, are found in one pass', () => {
  const side = 1024;
  const apart = Array.from({ length: side * side }, (_, i) => (i % 2 === 0 && Math.floor(i / side) % 2 === 0 ? 1 : 0));
  expect(labelFigures(labelsOf(apart, side)).allParts).toBe((side / 2) ** 2);
  const chequered = Array.from({ length: side * side }, (_, i) => (i + Math.floor(i / side)) % 2);
  expect(labelFigures(labelsOf(chequered, side)).allParts).toBe(1);
  const comb = Array.from({ length: side * side }, (_, i) => (i % 2 === 0 || i >= side * (side - 1) ? 1 : 0));
  expect(labelFigures(labelsOf(comb, side)).allParts).toBe(1);
});

import fc from 'fast-check';
import { inspect, decodeLabelPixels } from '../node.ts';
import { FormatError } from '../format-error.ts';
import { packCounts, unpackCounts } from './coco-rle.ts';
import { parseJson } from './parse-json.ts';

const runs = { seed: 2026, numRuns: 500 };
const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

it('any JSON up to 64 levels is parsed as it is, brackets in texts not counted', () => {
  const value = fc.letrec((tie) => ({
    leaf: fc.oneof(
      fc.constantFrom('[[[[{{{{', '"\\"[', '\\'),
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    ),
    node: fc.oneof(
      { depthSize: 'medium' },
      tie('leaf'),
      fc.array(tie('node')),
      fc.dictionary(fc.string(), tie('node')),
    ),
  })).node;
  fc.assert(
    fc.property(value, (json) => {
      expect(parseJson(encode(json))).toEqual(JSON.parse(JSON.stringify(json)));
    }),
    runs,
  );
});

it('deeper JSON is refused before it is parsed, whatever surrounds it', () => {
  const around = fc.tuple(fc.constantFrom('[', '{"a":', '["]",'), fc.integer({ min: 1, max: 200 }));
  fc.assert(
    fc.property(fc.array(around, { minLength: 1, maxLength: 3 }), (levels) => {
      const open = levels.map(([bracket, times]) => bracket.repeat(times)).join('');
      const close = levels
        .map(([bracket, times]) => (bracket.startsWith('{') ? '}' : ']').repeat(times))
        .reverse()
        .join('');
      const depth = levels.reduce((sum, [, times]) => sum + times, 0);
      const parse = () => parseJson(Buffer.from(`${open}1${close}`));
      if (depth <= 64) expect(parse()).toBeDefined();
      else expect(parse).toThrow('nested deeper than 64 levels');
    }),
    runs,
  );
});

it('run lengths come back from their text', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 26 })), (counts) => {
      expect(unpackCounts(packCounts(counts))).toEqual(counts);
    }),
    runs,
  );
});

it('run lengths that lie are refused, and never painted outside of the image', async () => {
  const size = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }));
  const counts = fc.oneof(
    fc.string({ unit: fc.integer({ min: 40, max: 120 }).map((code) => String.fromCharCode(code)) }),
    fc.array(fc.oneof(fc.integer({ min: -2, max: 40 }), fc.constantFrom(0.5, 2 ** 31, 2 ** 53, null, '1', [1]))),
    fc.array(fc.nat({ max: 12 }), { maxLength: 6 }),
  );
  let painted = 0;
  await fc.assert(
    fc.asyncProperty(size, counts, fc.boolean(), async ([height, width], some, fill) => {
      const lie = fill && typeof some !== 'string' ? filled(some, width * height) : some;
      const annotations = [{ image_id: 1, segmentation: { size: [height, width], counts: lie } }];
      const file = encode({ images: [{ id: 1, width, height }], annotations });
      const labels = await decodeLabelPixels(file).catch((error: unknown) => error);
      if (labels instanceof Error) {
        expect(labels).toBeInstanceOf(FormatError);
        return;
      }
      painted++;
      const numbers = typeof lie === 'string' ? unpackCounts(lie) : (lie as number[]);
      const inside = numbers.reduce((sum, count, i) => sum + (i % 2 === 1 ? count : 0), 0);
      const { data } = labels as { data: Uint32Array };
      expect([data.length, data.filter((id) => id === 1).length]).toEqual([width * height, inside]);
    }),
    { ...runs, numRuns: 500 },
  );
  expect(painted).toBeGreaterThan(30);
});

/** The last run fills the image, if the others leave something. */
function filled(counts: readonly unknown[], pixels: number): unknown[] {
  const rest = pixels - counts.reduce<number>((sum, count) => sum + Number(count), 0);
  return rest > 0 ? [...counts, rest] : [...counts];
}

it('polygons that lie are refused or clipped', async () => {
  const odd = fc.constantFrom(null, '1', 1e300, -1e6, 1e6, 0.5, [1], {});
  const polygon = fc.array(fc.oneof({ weight: 20, arbitrary: fc.integer({ min: -5, max: 20 }) }, odd), {
    maxLength: 12,
  });
  const shapes = fc.array(polygon, { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(shapes, async (segmentation) => {
      const file = encode({ images: [{ id: 1, width: 9, height: 7 }], annotations: [{ image_id: 1, segmentation }] });
      const { ok, error, width } = await inspect(file);
      expect([ok, width]).toEqual(error ? [false, null] : [true, 9]);
    }),
    { ...runs, numRuns: 300 },
  );
});

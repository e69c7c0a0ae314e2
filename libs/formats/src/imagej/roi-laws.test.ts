import fc from 'fast-check';
import { inspect } from '../node.ts';

/** Fields of a header with the numbers that break readers, and bytes of any kind behind it. */
const number16 = fc.oneof(fc.constantFrom(-32_768, -1, 0, 1, 4, 32_767), fc.integer({ min: -32_768, max: 32_767 }));
const roi = fc
  .record({
    type: fc.integer({ min: 0, max: 12 }),
    version: fc.constantFrom(0, 217, 222, 227, 32_767),
    box: fc.tuple(number16, number16, number16, number16),
    points: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(65_535)),
    pathSize: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.constantFrom(1, 7, 2 ** 30, -1)),
    subPixel: fc.boolean(),
    rest: fc.uint8Array({ maxLength: 160 }),
  })
  .map(({ type, version, box, points, pathSize, subPixel, rest }) => {
    const file = Buffer.concat([Buffer.alloc(64), rest]);
    file.write('Iout');
    file.writeInt16BE(version, 4);
    file.writeUInt8(type, 6);
    box.forEach((side, i) => file.writeInt16BE(side, 8 + i * 2));
    file.writeUInt16BE(points, 16);
    file.writeInt32BE(pathSize, 36);
    file.writeUInt16BE(subPixel ? 128 : 0, 50);
    return file;
  });

it('a region that lies is refused, or fits into an image', async () => {
  let sound = 0;
  await fc.assert(
    fc.asyncProperty(roi, async (file) => {
      const { ok, kind, error, width, height, sha1 } = await inspect(file);
      expect([kind, ok]).toEqual(['imagej-roi', error === null]);
      if (sha1 === null) return;
      sound++;
      expect(Math.max(width ?? 0, height ?? 0)).toBeLessThanOrEqual(16_384);
    }),
    { seed: 2026, numRuns: 3000 },
  );
  expect(sound).toBeGreaterThan(50);
});

import { FormatError } from '@cellboard/formats';
import { decodeLabelPixels } from '@cellboard/formats/node';
import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asciiMaskTruth } from './ascii-mask.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-ascii-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(text: string | Uint8Array) {
  const path = join(folder, 'image01_mask.txt');
  await writeFile(path, text);
  return asciiMaskTruth(path);
}

const masks = fc
  .record({ width: fc.integer({ min: 1, max: 7 }), height: fc.integer({ min: 1, max: 7 }) })
  .chain(({ width, height }) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      ids: fc.array(fc.constantFrom<number[]>(0, 1, 2, 40, 4_294_967_295), {
        minLength: width * height,
        maxLength: width * height,
      }),
    }),
  );

it('comes back whatever its size, its ids numbered in ascending order', async () => {
  await fc.assert(
    fc.asyncProperty(masks, fc.constantFrom('\n', ' ', '\r\n', '\t\n '), async ({ width, height, ids }, blank) => {
      const truth = await read([`${width} ${height}`, ...ids].join(blank));
      const order = [...new Set(ids.filter((id) => id !== 0))].sort((a, b) => a - b);
      const { data, shape } = await decodeLabelPixels(await truth.encode());
      expect(shape).toEqual([height, width]);
      expect([...data]).toEqual(ids.map((id) => order.indexOf(id) + 1));
      expect(truth.cells).toBe(order.length);
    }),
    { seed: 15, numRuns: 60 },
  );
});

it('is read or refused with its name, whichever byte is changed', async () => {
  const mask = Buffer.from('3 2\n0\n1\n1\n0\n20\n0\n');
  for (let at = 0; at < mask.length; at++) {
    for (const byte of [0, 9, 32, 45, 46, 48, 57, 65, 0xff]) {
      const changed = Buffer.from(mask);
      changed[at] = byte;
      const found: unknown = await read(changed).catch((error: unknown) => error);
      if (found instanceof Error)
        expect([found instanceof FormatError, found.message]).toEqual([
          true,
          expect.stringContaining('image01_mask.txt: '),
        ]);
    }
  }
});

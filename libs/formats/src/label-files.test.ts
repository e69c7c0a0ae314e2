import { toLabelImage, toOriginalIds } from '@cellboard/labels';
import fc from 'fast-check';
import ndarray from 'ndarray';
import { gzipSync } from 'node:zlib';
import { browserPlatform } from './browser/browser-platform.ts';
import { FormatError } from './format-error.ts';
import { readLabelFile, writeLabelFile } from './label-files.ts';
import { nodePlatform } from './node.ts';

/** What is in it is not a label file. */
const GZIPPED = new Uint8Array(gzipSync(new Uint8Array(100)));
const ORIGINAL = 'ab'.repeat(32);
const side = 300;
/** Cells with ids far apart, some of which move from row to row; so many runs that browsers unpack them themselves. */
const data = Uint32Array.from({ length: side * side }, (_, i) => {
  const [y, x] = [Math.floor(i / side), i % side];
  const isCell = (x + (y % 7)) % 12 < 9 && y % 25 > 3;
  return isCell
    ? 1 + 1000 * Math.floor((x + (y % 7)) / 12) + 70_000 * Math.floor(y / 25) + ((y * 31 + x) % 50 === 0 ? 1 : 0)
    : 0;
});
const image = toLabelImage(ndarray(data, [side, side]));
const platforms = [
  ['Node', nodePlatform],
  ['the browser', browserPlatform],
] as const;

describe.each(platforms)('on %s', (_, platform) => {
  it('comes back as it was', async () => {
    const { original, labels, cells } = await readLabelFile(await writeLabelFile(image, ORIGINAL), platform);
    expect(original).toBe(ORIGINAL);
    expect(toOriginalIds(labels).data).toEqual(data);
    expect(cells.area[1]).toBe(data.reduce((sum, id) => sum + Number(id === image.ids[1]), 0));
  });

  it('is refused where it is no label file, or would become too long', async () => {
    const read = (bytes: Uint8Array) => readLabelFile(bytes, platform);
    const long = gzipSync(new Uint8Array(10));
    long.writeUInt32LE(2 ** 28 + 1, long.length - 4);
    for (const [bytes, message] of [
      [new Uint8Array(), /not a label file: it is not gzipped/],
      [new Uint8Array(40).fill(7), /not a label file: it is not gzipped/],
      [Uint8Array.from(GZIPPED, (byte, i) => (i === 12 ? byte ^ 8 : byte)), /The compressed data of the label file/],
      [GZIPPED, /not a label file: it does not begin like one/],
      [long, /would become 268435457 bytes/],
    ] as const)
      await expect(read(new Uint8Array(bytes))).rejects.toThrow(message);
  });

  it('is refused wherever a byte of it has changed, as long as it is not in the head of gzip', async () => {
    const packed = await writeLabelFile(image, ORIGINAL);
    const change = fc.record({ at: fc.integer({ min: 10, max: packed.length - 1 }), bit: fc.nat(7) });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, bit }) => {
        const bytes = packed.slice();
        bytes[at]! ^= 1 << bit;
        await expect(readLabelFile(bytes, platform)).rejects.toThrow(FormatError);
      }),
      { seed: 3, numRuns: 150 },
    );
  });
});

it('is packed without the time or the name of a machine', async () => {
  const packed = await writeLabelFile(image, ORIGINAL);
  expect(Array.from(packed.subarray(0, 10))).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
});

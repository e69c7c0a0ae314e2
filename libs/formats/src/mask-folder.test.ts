import fc from 'fast-check';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LabelChoice } from './label-raster.ts';
import { decodeLabelPixels, inspect, openPath, readCheckedLabels } from './node.ts';
import { png } from './png/png.fixture.ts';
import { bmp } from './raster/raster.fixture.ts';
import { tiff } from './tiff/tiff.fixture.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-masks-'));
});
afterEach(() => rm(folder, { recursive: true }));

const size = { width: 3, height: 2 };
const mask = (...samples: number[]) => png({ ...size, samples });
const write = (files: Readonly<Record<string, Uint8Array>>) =>
  Promise.all(Object.entries(files).map(([name, bytes]) => writeFile(join(folder, name), bytes)));

async function read(choice: LabelChoice = {}): Promise<number[]> {
  await using file = await openPath(folder);
  const { shape, data } = await decodeLabelPixels(file, choice);
  expect(shape).toEqual([size.height, size.width]);
  return Array.from(data);
}

describe('a folder with a mask for each cell', () => {
  it('is one label image, its cells in the order of the numbers in the names', async () => {
    await write({
      'cell10.png': mask(0, 0, 0, 0, 0, 1),
      'cell2.tif': tiff({ ...size, bits: 16, samples: [0, 0, 40_000, 0, 0, 0] }),
      'cell1.png': mask(255, 255, 0, 0, 0, 0),
      'cell3.bmp': bmp({ ...size, values: [0, 0, 0, 7, 0, 0] }),
      'cell4.TIFF': tiff({ ...size, bits: 1, samples: [0, 0, 0, 0, 1, 0] }),
    });
    expect(await read()).toEqual([1, 1, 2, 3, 4, 5]);
    await using file = await openPath(folder);
    expect(await inspect(file)).toMatchObject({ ok: true, width: 3, height: 2, cells: 5, maxId: 5 });
  });

  it('comes out as it was, whatever the cells', async () => {
    const owners = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(owners, async (owner) => {
        const cells = Array.from({ length: 12 }, (_, cell) => owner.map((id) => (id === cell + 1 ? 255 : 0)));
        await write(Object.fromEntries(cells.map((samples, cell) => [`m${cell + 1}.png`, mask(...samples)])));
        expect(await read()).toEqual(owner);
      }),
      { seed: 2026, numRuns: 20 },
    );
  });

  it('says how many masks are empty, and has room for them', async () => {
    await write({ '1.png': mask(0, 0, 0, 0, 0, 0), '2.png': mask(0, 1, 0, 0, 0, 0), '3.png': mask(0, 0, 0, 0, 0, 0) });
    expect(await read()).toEqual([0, 2, 0, 0, 0, 0]);
    await using file = await openPath(folder);
    const { notes } = await readCheckedLabels(file);
    expect(notes).toContain('2 of 3 masks are empty and were left out.');
  });

  it('gives a shared pixel by the rule', async () => {
    await write({ '1.png': mask(1, 1, 1, 0, 0, 0), '2.png': mask(0, 0, 1, 0, 0, 1), '3.png': mask(0, 0, 0, 0, 1, 1) });
    expect(await read()).toEqual([1, 1, 2, 0, 3, 3]);
    expect(await read({ overlap: 'larger' })).toEqual([1, 1, 1, 0, 3, 3]);
    expect(await read({ overlap: 'smaller' })).toEqual([1, 1, 2, 0, 3, 3]);
    await expect(read({ overlap: 'refuse' })).rejects.toMatchObject({ code: 'OVERLAP' });
  });
});

describe('refuses, and names the mask', () => {
  const one = mask(1, 1, 0, 0, 0, 0);
  const refused: readonly (readonly [name: string, code: string, says: string, bytes: Uint8Array])[] = [
    [
      'that is a label image itself',
      'NOT_LABELS',
      'The mask 2.png: Mask 2 holds the values 1 and 2, but the mask of one cell has one value beside 0. ' +
        'Put a label image beside the other label images, not in a folder of its own.',
      mask(0, 1, 2, 0, 0, 0),
    ],
    [
      'of another size',
      'CORRUPT',
      'The mask 2.png: Mask 2 is 2×3 pixels, but the first is 3×2.',
      png({ width: 2, height: 3, samples: [0, 1, 0, 0, 0, 0] }),
    ],
    ['that was cut off', 'TRUNCATED', 'The mask 2.png: ', one.subarray(0, -20)],
    ['that is empty', 'UNKNOWN_FORMAT', 'The mask 2.png: It is neither PNG, TIFF nor BMP.', new Uint8Array()],
    ['that is a JPEG', 'UNKNOWN_FORMAT', 'neither PNG, TIFF nor BMP', Buffer.from('ffd8ffe000104a464946000101', 'hex')],
    [
      'of several pages',
      'SEVERAL_IMAGES',
      'The mask 2.png: ',
      tiff({ ...size, samples: [0, 1, 0, 0, 0, 0] }, { ...size, samples: [0, 1, 0, 0, 0, 0] }),
    ],
    ['in colours', 'NOT_LABELS', 'The mask 2.png: ', png({ ...size, colour: 2, samples: Array<number>(18).fill(9) })],
    ['that asks to be turned', 'UNSUPPORTED', 'asks to be turned', tiff({ ...size, samples: [1], tags: { 274: [6] } })],
  ];
  it.each(refused)('one %s', async (...[, code, says, bytes]) => {
    await write({ '1.png': one, '2.png': bytes });
    await expect(read()).rejects.toMatchObject({ code, message: expect.stringContaining(says) as string });
  });

  it('links, which are no masks', async () => {
    await write({ '1.png': one });
    await symlink(join(folder, '1.png'), join(folder, '2.png'));
    await expect(read()).rejects.toThrow('Expected a file, but this is a folder.');
  });
});

import { mkdtemp, open as openHandle, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openNpyFile } from '../node.ts';
import { npy } from './pickle.fixture.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-npy-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const header = (descr: string, shape: string, order = 'False') =>
  `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`;

async function open(bytes: Uint8Array) {
  const path = join(folder, 'stack.npy');
  await writeFile(path, bytes);
  return openNpyFile(path);
}

const counted = (length: number) => Uint8Array.from({ length }, (_, i) => i);
const stack = npy(header('|u1', '(3, 2, 2)'), counted(12));

describe('a .npy file', () => {
  it('gives any frame, in any order, again and again', async () => {
    await using file = await open(stack);
    expect(file.count()).toBe(3);
    expect(file.layout).toEqual({ descr: '|u1', shape: [3, 2, 2], fortran: false });
    for (const index of [2, 0, 1, 2]) {
      const { shape, samples } = await file.frame(index);
      expect([shape, [...samples]]).toEqual([
        [2, 2],
        [4 * index, 4 * index + 1, 4 * index + 2, 4 * index + 3],
      ]);
    }
    await expect(file.frame(3)).rejects.toThrow(RangeError);
    await expect(file.frame(-1)).rejects.toThrow('has 3 frames, so there is no number -1');
  });

  it('turns bytes round in its own copy', async () => {
    await using file = await open(npy(header('>u2', '(2, 1, 2)'), Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8])));
    const first = [0x0102, 0x0304];
    expect([[...(await file.frame(0)).samples], [...(await file.frame(0)).samples]]).toEqual([first, first]);
  });

  it('gives the whole array, also one that is stored column by column', async () => {
    await using file = await open(npy(header('|u1', '(2, 3)', 'True'), counted(6)));
    const { shape, samples } = await file.whole();
    expect([shape, [...samples]]).toEqual([
      [2, 3],
      [0, 2, 4, 1, 3, 5],
    ]);
  });

  it('gives texts', async () => {
    await using file = await open(npy(header('|S2', '(2,)'), Uint8Array.from([0x61, 0x62, 0x63, 0])));
    expect(await file.rows()).toEqual([['ab'], ['c']]);
  });

  it.each<[string, { bytes: Uint8Array; code?: string; message: string }]>([
    ['is empty', { bytes: new Uint8Array(), message: 'is not an NPY file' }],
    ['is another file', { bytes: Buffer.from('a text that is long enough'), message: 'is not an NPY file' }],
    ['ends in its header', { bytes: stack.subarray(0, 30), code: 'TRUNCATED', message: 'claims a header of' }],
    ['ends before its last frame', { bytes: stack.subarray(0, -1), message: 'do not go with its 11 bytes' }],
    ['is longer than it says', { bytes: Uint8Array.from([...stack, 1]), message: 'do not go with its 13 bytes' }],
    [
      'is interleaved',
      {
        bytes: npy(header('|u1', '(3, 2, 2)', 'True'), counted(12)),
        code: 'UNSUPPORTED',
        message: 'numpy.ascontiguousarray',
      },
    ],
    [
      'holds no numbers',
      {
        bytes: npy(header('|V1', '(3, 4)'), counted(12)),
        code: 'UNSUPPORTED',
        message: 'images of numbers were expected',
      },
    ],
  ])('that %s is refused', async (_, { bytes, code = 'CORRUPT', message }) => {
    const read = async () => {
      await using file = await open(bytes);
      await file.frame(0);
    };
    await expect(read()).rejects.toMatchObject({ code, message: expect.stringContaining(message) as string });
  });

  it('of 20 GB takes no more memory than a frame', async () => {
    const path = join(folder, 'sparse.npy');
    const side = 256 * 256 * 3 * 8;
    const count = Math.ceil((20 * 2 ** 30) / side);
    const head = npy(header('<f8', `(${count}, 256, 256, 3)`), new Uint8Array());
    const handle = await openHandle(path, 'w');
    await handle.write(head, 0, head.length, 0);
    await handle.write(Uint8Array.from([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]), 0, 8, head.length + (count - 1) * side); // 1
    await handle.truncate(head.length + count * side);
    await handle.close();
    const before = process.memoryUsage().rss;
    await using file = await openNpyFile(path);
    expect((await file.frame(count - 1)).samples[0]).toBe(1);
    for (let i = 0; i < 200; i++) expect((await file.frame(i * 60)).samples[0]).toBe(0);
    expect(process.memoryUsage().rss - before).toBeLessThan(512 * 2 ** 20);
  });
});

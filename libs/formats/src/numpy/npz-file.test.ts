import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { zip64 } from '../archive/zip64.fixture.ts';
import { openNpzFile } from '../node.ts';
import type { NpzFile } from './npz-file.ts';
import { npy } from './pickle.fixture.ts';
import { channelOf } from './row-order.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-npz-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const header = (descr: string, shape: string, order = 'False') =>
  `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`;
const bytesOf = (array: ArrayBufferView) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

async function open(bytes: Uint8Array): Promise<NpzFile> {
  const path = join(folder, 'file.npz');
  await writeFile(path, bytes);
  return openNpzFile(path);
}

async function framesOf(bytes: Uint8Array, name = 'X') {
  await using file = await open(bytes);
  const frames = [];
  for await (const { shape, samples } of file.frames(name)) frames.push({ shape, values: Array.from(samples, Number) });
  return frames;
}

const counted = (length: number) => Uint8Array.from({ length }, (_, i) => i);
const stack = npy(header('|u1', '(3, 2, 2)'), counted(12));
const twoFrames = [
  { shape: [1, 2], values: [1, 2] },
  { shape: [1, 2], values: [3, 4] },
];

describe('the frames of an .npz file', () => {
  it('come one after the other, stored or deflated, of several arrays at once', async () => {
    const labels = npy(header('<i4', '(3, 1, 2, 1)'), bytesOf(Int32Array.from([1, -2, 3, 4, 5, 6])));
    await using file = await open(zipSync({ 'X.npy': [stack, { level: 0 }], 'y.npy': labels }));
    expect(file.names).toEqual(['X', 'y']);
    expect(await file.layout('X')).toEqual({ descr: '|u1', shape: [3, 2, 2], fortran: false });
    const images = file.frames('X');
    const found = [];
    for await (const { shape, samples } of file.frames('y')) {
      const image = await images.next();
      found.push([shape, [...samples].map(Number), [...(image.done === true ? [] : image.value.samples)].map(Number)]);
    }
    expect(found).toEqual([
      [
        [1, 2, 1],
        [1, -2],
        [0, 1, 2, 3],
      ],
      [
        [1, 2, 1],
        [3, 4],
        [4, 5, 6, 7],
      ],
      [
        [1, 2, 1],
        [5, 6],
        [8, 9, 10, 11],
      ],
    ]);
    expect((await images.next()).done).toBe(true);
  });

  it('may be numbers of every type, in both byte orders', async () => {
    const arrays = [
      ['|b1', Uint8Array.from([0, 1, 1])],
      ['|i1', Int8Array.from([0, -128, 127])],
      ['<u2', Uint16Array.from([0, 1, 65_535])],
      ['<i8', BigInt64Array.from([0n, -1n, 4_294_967_295n])],
      ['<f4', Float32Array.from([0, -0.5, 16_777_216])],
      ['<f8', Float64Array.from([0, 0.1, -1e300])],
    ] as const;
    for (const [descr, array] of arrays) {
      const values = [...array].map(Number);
      const swapped = Buffer.concat(
        Array.from({ length: array.length }, (_, i) => bytesOf(array.slice(i, i + 1)).reverse()),
      );
      const expected = [{ shape: [3], values }];
      expect(await framesOf(zipSync({ 'X.npy': npy(header(descr, '(1, 3)'), bytesOf(array)) }))).toEqual(expected);
      const big = npy(header(descr.replace('<', '>'), '(1, 3)'), swapped);
      expect(await framesOf(zipSync({ 'X.npy': big }))).toEqual(expected);
    }
  });

  it('may be floating-point numbers of 16 bits', async () => {
    // 1, -2, 65504 (the largest), 2^-24 (the smallest), infinity and 0.333251953125 of the standard's examples.
    const halves = Uint16Array.from([0x3c00, 0xc000, 0x7bff, 0x0001, 0x7c00, 0x3555, 0x7e00]);
    const [frame] = await framesOf(zipSync({ 'X.npy': npy(header('<f2', '(1, 7)'), bytesOf(halves)) }));
    expect(frame?.values).toEqual([1, -2, 65504, 2 ** -24, Infinity, 0.333251953125, NaN]);
  });

  it('may lie in Fortran order if there is only one, and have channels', async () => {
    // numpy.arange(8).reshape(1, 2, 2, 2) in Fortran order.
    const data = Uint8Array.from([0, 4, 2, 6, 1, 5, 3, 7]);
    await using file = await open(zipSync({ 'X.npy': npy(header('|u1', '(1, 2, 2, 2)', 'True'), data) }));
    for await (const frame of file.frames('X')) {
      expect([...frame.samples]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      expect([...channelOf(frame, 1).samples]).toEqual([1, 3, 5, 7]);
      expect(() => channelOf(frame, 2)).toThrow('has 2 channels');
    }
  });

  it('are read from zip64 archives, as NumPy writes them', async () => {
    const file = zip64('X.npy', npy(header('|u1', '(2, 1, 2)'), Uint8Array.from([1, 2, 3, 4])));
    expect(await framesOf(file)).toEqual(twoFrames);
  });

  it('may be truths without a cell, which shrink a thousand times', async () => {
    const nothing = npy(header('<i8', '(5, 1024, 1024)'), new Uint8Array(5 * 8 * 2 ** 20));
    const file = zipSync({ 'y.npy': nothing });
    expect(nothing.length / file.length).toBeGreaterThan(500);
    await using opened = await open(file);
    let frames = 0;
    for await (const { samples } of opened.frames('y')) {
      expect(samples).toHaveLength(2 ** 20);
      frames++;
    }
    expect(frames).toBe(5);
  });

  it('need not be read to the end', async () => {
    await using file = await open(
      zipSync({ 'X.npy': npy(header('|u1', '(64, 256, 256)'), new Uint8Array(64 * 65_536)) }),
    );
    for await (const { shape } of file.frames('X')) {
      expect(shape).toEqual([256, 256]);
      break;
    }
  });

  const one = zipSync({ 'X.npy': [stack, { level: 0 }] });
  const patched = (at: number, value: number) => {
    const bytes = Buffer.from(one);
    bytes[at] = value;
    return bytes;
  };
  const x = (file: Uint8Array): Zippable => ({ 'X.npy': file });
  const refused: readonly (readonly [name: string, code: string, says: string, file: Uint8Array])[] = [
    ['a cut archive', 'CORRUPT', 'cannot be read', one.subarray(0, one.length - 30)],
    ['a changed byte', 'CORRUPT', 'wrong checksum', patched(Buffer.from(one).indexOf(Uint8Array.of(9, 10, 11)), 99)],
    ['a way up', 'UNSAFE', 'not a plain relative path', zipSync({ '../X.npy': stack })],
    ['a name that is there twice', 'UNSAFE', 'twice', zipSync({ 'X.npy': stack, 'x.npy': stack })],
    ['an array that is not there', 'CORRUPT', 'holds no file "X.npy"', zipSync({ 'Z.npy': stack })],
    ['a file that is not NPY', 'CORRUPT', 'is not an NPY file', zipSync(x(Buffer.from('some text, not an array')))],
    ['nothing', 'TRUNCATED', 'before its end', zipSync(x(new Uint8Array(3)))],
    [
      'more frames than there are',
      'CORRUPT',
      'claims the shape (4, 2, 2)',
      zipSync(x(npy(header('|u1', '(4, 2, 2)'), counted(12)))),
    ],
    [
      'fewer frames than there are',
      'CORRUPT',
      'claims the shape (2, 2, 2)',
      zipSync(x(npy(header('|u1', '(2, 2, 2)'), counted(12)))),
    ],
    [
      'no number of frames',
      'CORRUPT',
      'claims the shape (1e+40',
      zipSync(x(npy(header('|u1', `(1${'0'.repeat(40)}, 1, 1)`), counted(12)))),
    ],
    [
      'a frame beyond all limits',
      'TOO_LARGE',
      'A frame of the array "X"',
      zipSync(x(npy(header('<f8', '(1, 100000, 100000)'), counted(12)))),
    ],
    [
      'interleaved frames',
      'UNSUPPORTED',
      'Fortran order',
      zipSync(x(npy(header('|u1', '(3, 2, 2)', 'True'), counted(12)))),
    ],
    ['a list', 'UNSUPPORTED', 'images of numbers', zipSync(x(npy(header('|u1', '(12,)'), counted(12))))],
    ['texts', 'UNSUPPORTED', 'the type <U3', zipSync(x(npy(header('<U3', '(1, 1)'), counted(12))))],
    ['objects', 'UNSUPPORTED', 'the type |O', zipSync(x(npy(header('|O', '(1, 1)'), counted(12))))],
    ['complex numbers', 'UNSUPPORTED', 'the type <c8', zipSync(x(npy(header('<c8', '(1, 1, 1)'), counted(8))))],
    [
      'a huge header',
      'CORRUPT',
      'claims a header of',
      zipSync(x(Buffer.concat([npy('', new Uint8Array(), 2).subarray(0, 8), Buffer.alloc(4, 255)]))),
    ],
    [
      'a header that ends before it begins',
      'CORRUPT',
      'not what NumPy writes',
      zipSync(x(Buffer.concat([npy('', new Uint8Array()).subarray(0, 8), Buffer.alloc(12)]))),
    ],
    [
      'frames without pixels',
      'CORRUPT',
      'empty frames',
      zipSync(x(npy(header('|u1', '(1000000000, 0, 5)'), counted(0)))),
    ],
    ['code in its header', 'CORRUPT', 'not what NumPy writes', zipSync(x(npy(`{'descr': exec('x')}`, counted(12))))],
  ];
  it.each(refused)('are refused for %s', async (...[, code, says, file]) => {
    await expect(framesOf(file)).rejects.toMatchObject({ code, message: expect.stringContaining(says) as string });
  });

  it('are refused where more or less bytes come than the archive promises', async () => {
    for (const [bytes, shape] of [
      [4096 + 64, '(1, 65, 64)'],
      [4096 - 64, '(1, 63, 64)'],
    ] as const) {
      const lying = Buffer.from(zipSync({ 'X.npy': npy(header('|u1', shape), new Uint8Array(4096)) }));
      const at = lying.indexOf('PK\u0001\u0002');
      lying.writeUInt32LE(lying.readUInt32LE(at + 24) + bytes - 4096, at + 24);
      await expect(framesOf(lying)).rejects.toMatchObject({ code: 'CORRUPT' });
    }
  });

  it('are refused with the message of the system if there is no such file', async () => {
    await expect(openNpzFile(join(folder, 'nowhere.npz'))).rejects.toMatchObject({ code: 'ENOENT', syscall: 'open' });
  });
});

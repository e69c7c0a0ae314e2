import { zipSync } from 'fflate';
import { decodeLabelPixels } from '../node.ts';
import type { LabelChoice } from '../label-raster.ts';
import { npy, PickleFixture } from './pickle.fixture.ts';

const header = (descr: string, shape: string, order = 'False') =>
  `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`;
const bytesOf = (array: ArrayBufferView) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

async function read(file: Uint8Array, choice?: LabelChoice) {
  const { shape, data } = await decodeLabelPixels(file, choice);
  return { shape, ids: Array.from(data) };
}

describe('.npy', () => {
  it('reads every type that can hold ids, in both byte orders', async () => {
    const arrays = [
      ['|u1', Uint8Array.from([0, 1, 255])],
      ['<u2', Uint16Array.from([0, 1, 65_535])],
      ['<u4', Uint32Array.from([0, 1, 4_294_967_295])],
      ['<u8', BigUint64Array.from([0n, 1n, 4_294_967_295n])],
      ['|i1', Int8Array.from([0, 1, 127])],
      ['<i2', Int16Array.from([0, 1, 32_767])],
      ['<i4', Int32Array.from([0, 1, 2_147_483_647])],
      ['<i8', BigInt64Array.from([0n, 1n, 4_294_967_295n])],
      ['<f4', Float32Array.from([0, 1, 16_777_216])],
      ['<f8', Float64Array.from([0, 1, 4_294_967_295])],
      ['|b1', Uint8Array.from([0, 1, 1])],
    ] as const;
    for (const [descr, array] of arrays) {
      const ids = [...array].map(Number);
      expect(await read(npy(header(descr, '(1, 3)'), bytesOf(array)))).toEqual({ shape: [1, 3], ids });
      const swapped = Buffer.concat(
        Array.from({ length: array.length }, (_, i) => bytesOf(array.slice(i, i + 1)).reverse()),
      );
      expect(await read(npy(header(descr.replace('<', '>'), '(1, 3)'), swapped))).toEqual({ shape: [1, 3], ids });
    }
  });

  it('reads every version of the header and either order of indices', async () => {
    const data = Uint8Array.from([1, 2, 3, 4, 5, 6]);
    for (const version of [1, 2, 3]) {
      expect(await read(npy(header('|u1', '(2, 3)'), data, version))).toEqual({
        shape: [2, 3],
        ids: [1, 2, 3, 4, 5, 6],
      });
    }
    expect(await read(npy(header('|u1', '(2, 3)', 'True'), data))).toEqual({ shape: [2, 3], ids: [1, 3, 5, 2, 4, 6] });
    const shuffled = `{'shape': (2L, 3L), 'fortran_order': False, 'descr': '|u1'}`;
    expect(await read(npy(shuffled, data))).toEqual({ shape: [2, 3], ids: [1, 2, 3, 4, 5, 6] });
  });

  it('drops axes of length 1, and takes a page and a channel of a stack', async () => {
    const data = Uint8Array.from({ length: 12 }, (_, i) => i);
    expect(await read(npy(header('|u1', '(1, 3, 4, 1)'), data))).toEqual({ shape: [3, 4], ids: [...data] });
    expect(await read(npy(header('|u1', '(1, 12)'), data))).toEqual({ shape: [1, 12], ids: [...data] });
    expect(await read(npy(header('|u1', '(3, 2, 2)'), data), { page: 2 })).toEqual({
      shape: [2, 2],
      ids: [8, 9, 10, 11],
    });
    expect(await read(npy(header('|u1', '(2, 3, 2)'), data), { channel: 1 })).toEqual({
      shape: [2, 3],
      ids: [1, 3, 5, 7, 9, 11],
    });
    const stack = npy(header('|u1', '(2, 1, 3, 2)'), data);
    expect(await read(stack, { page: 1 })).toEqual({ shape: [3, 2], ids: [6, 7, 8, 9, 10, 11] });
  });

  const refused: readonly (readonly [name: string, says: string, file: Uint8Array, choice?: LabelChoice])[] = [
    ['complex numbers', 'the type <c8, which cannot hold ids', npy(header('<c8', '(1, 1)'), new Uint8Array(8))],
    ['texts', 'the type <U1', npy(header('<U1', '(1, 1)'), new Uint8Array(4))],
    ['a vector', 'a height and a width', npy(header('|u1', '(4,)'), new Uint8Array(4))],
    ['a number', 'the shape ()', npy(header('|u1', '()'), new Uint8Array(1))],
    ['a stack', 'Choose one of its planes 1 to 2 with --plane', npy(header('|u1', '(2, 2, 2)'), new Uint8Array(8))],
    [
      'a page that is not there',
      'so there is no number 2',
      npy(header('|u1', '(2, 2, 2)'), new Uint8Array(8)),
      { page: 2 },
    ],
    ['nothing', 'is empty', npy(header('|u1', '(0, 4)'), new Uint8Array())],
    ['too few bytes', 'needs 4 bytes, but the file holds 3', npy(header('|u1', '(2, 2)'), new Uint8Array(3))],
    ['too many bytes', 'needs 4 bytes, but the file holds 5', npy(header('|u1', '(2, 2)'), new Uint8Array(5))],
    ['a huge shape', 'Split it', npy(header('|u1', '(1000000, 1000000)'), new Uint8Array(4))],
    ['a negative shape', 'not what NumPy writes', npy(header('|u1', '(-2, -2)'), new Uint8Array(4))],
    ['a missing key', 'not what NumPy writes', npy(`{'descr': '|u1', 'shape': (2, 2), }`, new Uint8Array(4))],
    [
      'code in the header',
      'not what NumPy writes',
      npy(`{'descr': (lambda: 1)(), 'fortran_order': False, 'shape': (2, 2), }`, new Uint8Array(4)),
    ],
    ['more behind the header', 'not what NumPy writes', npy(`${header('|u1', '(2, 2)')} + 1`, new Uint8Array(4))],
    ['version 4', 'has version 4', npy(header('|u1', '(2, 2)'), new Uint8Array(4), 4)],
    ['a cut header', 'claims a header of', npy(header('|u1', '(2, 2)'), new Uint8Array(4)).subarray(0, 40)],
    ['its magic number only', 'inside its header', npy('', new Uint8Array()).subarray(0, 6)],
    ['a side of 20,000', 'at most 16384', npy(header('|u1', '(1, 20000)'), new Uint8Array(20_000))],
  ];
  for (const [name, says, file, choice] of refused) {
    it(`refuses ${name}`, async () => {
      await expect(read(file, choice)).rejects.toThrow(says);
    });
  }
});

describe('.npz', () => {
  const array = (...ids: number[]) => npy(header('|u1', `(1, ${ids.length})`), Uint8Array.from(ids));

  it('takes the only array, the one with a usual name, or the one asked for', async () => {
    expect(await read(zipSync({ 'whatever.npy': array(1, 2) }))).toMatchObject({ ids: [1, 2] });
    const both = zipSync({ 'X.npy': array(9, 9), 'y.npy': array(3, 4) });
    expect(await read(both)).toMatchObject({ ids: [3, 4] });
    expect(await read(both, { part: 'X' })).toMatchObject({ ids: [9, 9] });
    await expect(read(both, { part: 'z' })).rejects.toThrow('holds the arrays X, y, but not z');
    await expect(read(zipSync({ 'a.npy': array(1), 'b.npy': array(2) }))).rejects.toThrow(
      'holds the arrays a, b. Choose',
    );
  });

  it('passes over a table of texts, but not over a pickle that wants to run something', async () => {
    const table = npy(header('|O', '()'), new PickleFixture().object().text('meta').endObject().take());
    expect(await read(zipSync({ 'y.npy': array(3, 4), 'meta.npy': table }))).toMatchObject({ ids: [3, 4] });
    const evil = npy(header('|O', '()'), new PickleFixture().global('os', 'system').text('true').op(0x85, 0x52).take());
    await expect(read(zipSync({ 'y.npy': array(3, 4), 'meta.npy': evil }))).rejects.toThrow('wants to run "os system"');
    await expect(read(zipSync({ 'meta.npy': table }))).rejects.toThrow('holds no array "masks"');
  });
});

describe('_seg.npy of Cellpose', () => {
  const masks = { shape: [2, 2], data: bytesOf(Uint16Array.from([0, 1, 2, 300])) };
  const seg = (pickle: PickleFixture) => npy(header('|O', '()'), pickle.endObject().take());
  const dictionary = (write: (pickle: PickleFixture) => PickleFixture, protocol?: number) =>
    seg(write(new PickleFixture(protocol).object().op(0x7d, 0x28)).op(0x75));

  it('yields the masks and nothing else', async () => {
    const file = dictionary((pickle) =>
      pickle
        .text('filename')
        .text('a.png')
        .text('masks')
        .array('<u2', masks)
        .text('diameter')
        .op(0x47, 0x40, 0x3e, 0, 0, 0, 0, 0, 0),
    );
    expect(await read(file)).toEqual({ shape: [2, 2], ids: [0, 1, 2, 300] });
  });

  it('reads masks in the other order of indices', async () => {
    const file = dictionary((pickle) => pickle.text('masks').array('<u2', { ...masks, fortran: true }));
    expect(await read(file)).toEqual({ shape: [2, 2], ids: [0, 2, 1, 300] });
  });

  it('reads the shorter forms of newer protocols', async () => {
    const file = dictionary(
      (pickle) =>
        pickle
          .op(0x95, 0, 0, 0, 0, 0, 0, 0, 0) // FRAME
          .op(0x8c, 5, ...Buffer.from('masks'), 0x94) // SHORT_BINUNICODE, MEMOIZE
          .op(0x8c, 18, ...Buffer.from('numpy.core.numeric'), 0x8c, 11, ...Buffer.from('_frombuffer'), 0x93) // STACK_GLOBAL
          .op(0x28, 0x96, 2, 0, 0, 0, 0, 0, 0, 0, 7, 8) // BYTEARRAY8
          .global('numpy', 'dtype')
          .text('u1')
          .op(0x89, 0x88, 0x87, 0x52)
          .op(0x4b, 1, 0x4b, 2, 0x86) // (1, 2)
          .text('C')
          .op(0x74, 0x52),
      5,
    );
    expect(await read(file)).toEqual({ shape: [1, 2], ids: [7, 8] });
  });

  it('refuses everything that would run, wherever it stands', async () => {
    const masksFirst = (pickle: PickleFixture) => pickle.text('masks').array('<u2', masks).text('x');
    const calls: ((pickle: PickleFixture) => PickleFixture)[] = [
      (pickle) => masksFirst(pickle).global('builtins', 'eval').text('1').op(0x85, 0x52),
      (pickle) => masksFirst(pickle).text('builtins').text('exec').op(0x93),
      (pickle) => masksFirst(pickle).global('numpy.core.multiarray', '_reconstruct_evil'),
    ];
    for (const call of calls) await expect(read(dictionary(call))).rejects.toMatchObject({ code: 'UNSAFE' });
    // INST, OBJ, NEWOBJ, BUILD on a class of the file, PERSID, EXT1: none is known.
    for (const code of [0x69, 0x6f, 0x81, 0x50, 0x51, 0x82]) {
      await expect(read(dictionary((pickle) => masksFirst(pickle).op(code)))).rejects.toThrow(
        `uses instruction ${code}`,
      );
    }
  });

  it('refuses instructions that do not fit together', async () => {
    const odd: ((pickle: PickleFixture) => PickleFixture)[] = [
      (pickle) => pickle.op(0x52, 0x52, 0x52),
      (pickle) => pickle.text('masks').op(0x65),
      (pickle) => pickle.op(0x68, 200),
      (pickle) => pickle.text('a').op(0x4e, 0x62),
      (pickle) => pickle.global('numpy', 'ndarray').op(0x29, 0x52),
      (pickle) => pickle.text('masks').array('<u2', { ...masks, shape: [-2, 2] }),
      (pickle) => pickle.op(0x42, 0xff, 0xff, 0xff, 0x7f),
    ];
    for (const write of odd) {
      const outcome = await read(dictionary(write)).catch((error: unknown) => error);
      expect(outcome).toMatchObject({ code: expect.stringMatching(/^(CORRUPT|TRUNCATED)$/) as string });
    }
    await expect(read(npy(header('|O', '()'), new Uint8Array(1_000_001).fill(0x4e)))).rejects.toThrow(
      'more than 1000000 instructions',
    );
  });
});

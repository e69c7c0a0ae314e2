import { FormatError } from '../format-error.ts';
import { decodeLabelPixels } from '../node.ts';
import { readIds, readWhenCut, refusalOf, verdict } from '../verdict.fixture.ts';
import { mat, type Variable } from './mat.fixture.ts';

const bytesOf = (array: ArrayBufferView) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
const map: Variable = {
  name: 'inst_map',
  rows: 2,
  columns: 3,
  data: [5, bytesOf(Int32Array.from([1, 2, 0, 70_000, 5, 6]))],
};

async function read(file: Uint8Array, part?: string) {
  const { shape, data } = await decodeLabelPixels(file, { part });
  return { shape, ids: Array.from(data) };
}

it('reads the map of a HoVer-Net file among its other variables, compressed or not', async () => {
  const types: Variable = {
    name: 'inst_type',
    rows: 3,
    columns: 1,
    data: [9, bytesOf(Float64Array.from([1, 2, 3]))],
    classOf: 6,
  };
  for (const compressed of [false, true]) {
    expect(await read(mat([types, { ...map, compressed }]))).toEqual({ shape: [2, 3], ids: [1, 0, 5, 2, 70_000, 6] });
  }
  expect(await read(mat([types, map]), 'inst_type')).toEqual({ shape: [3, 1], ids: [1, 2, 3] });
});

it('turns columns into rows, also where the sides are no whole number of tiles', async () => {
  const [rows, columns] = [37, 70];
  const ids = Int32Array.from({ length: rows * columns }, (_, at) => at);
  const wide: Variable = { name: 'inst_map', rows, columns, data: [5, bytesOf(ids)] };
  const turned = ids.map((_, at) => (at % columns) * rows + Math.floor(at / columns));
  for (const compressed of [false, true])
    expect(await read(mat([{ ...wide, compressed }]))).toEqual({ shape: [rows, columns], ids: Array.from(turned) });
  // Behind bytes of a number that no 32-bit number begins at.
  const shifted = Buffer.concat([Buffer.alloc(1), mat([wide])]).subarray(1);
  expect((await read(shifted)).ids).toEqual(Array.from(turned));
});

it('reads a file of the other byte order', async () => {
  const ids = Buffer.alloc(4);
  ids.writeUInt16BE(258);
  ids.writeUInt16BE(3, 2);
  expect(await read(mat([{ name: 'x', rows: 1, columns: 2, data: [4, ids], classOf: 11 }], true))).toEqual({
    shape: [1, 2],
    ids: [258, 3],
  });
});

it('passes over texts and cells', async () => {
  const text: Variable = { name: 'note', rows: 1, columns: 2, data: [4, Buffer.from('hi')], classOf: 4 };
  expect(await read(mat([text, map]))).toMatchObject({ shape: [2, 3] });
  const complex: Variable = { ...map, name: 'waves', classOf: 0x800 + 12, rest: Buffer.alloc(8) };
  expect(await read(mat([complex, map]))).toMatchObject({ shape: [2, 3] });
  await expect(read(mat([complex]))).rejects.toThrow('holds only waves (complex numbers)');
});

it('refuses a file that is cut off, damaged or does not fit its size', async () => {
  await expect(read(mat([map]).subarray(0, -8))).rejects.toThrow('beyond its end');
  const damaged = mat([{ ...map, compressed: true }]).fill(0xff, 140, 150);
  await expect(read(damaged)).rejects.toThrow('a variable of the MATLAB file is damaged');
  await expect(read(mat([{ ...map, columns: 4 }]))).rejects.toThrow('has 2×4 but 6 numbers');
  await expect(read(mat([{ ...map, data: [99, new Uint8Array(8)] }]))).rejects.toThrow('data of type 99');
  await expect(read(mat([]))).rejects.toThrow('holds no variable');
});

describe('a sparse matrix', () => {
  const sparse = (more: Partial<Variable> = {}): Variable => ({
    name: 'labels',
    rows: 2,
    columns: 3,
    classOf: 5,
    sparse: { rows: [1, 0, 1], columns: [0, 1, 2, 3] },
    data: [9, bytesOf(Float64Array.from([7, 5, 9]))],
    ...more,
  });
  const dense = { shape: [2, 3], ids: [0, 5, 0, 7, 0, 9] };

  it('is read, plain and compressed, also square and with room behind the last number', async () => {
    for (const compressed of [false, true]) expect(await readIds(mat([sparse({ compressed })]))).toEqual(dense);
    const square = sparse({
      rows: 2,
      columns: 2,
      sparse: { rows: [1], columns: [0, 1, 1] },
      data: [2, Uint8Array.of(4)],
    });
    expect(await readIds(mat([square]))).toEqual({ shape: [2, 2], ids: [0, 0, 4, 0] });
    const roomy = sparse({
      sparse: { rows: [1, 0, 1, 0, 0], columns: [0, 1, 2, 3] },
      data: [9, bytesOf(Float64Array.from([7, 5, 9, 0, 0]))],
    });
    expect(await readIds(mat([roomy]))).toEqual(dense);
    // MATLAB keeps room for one number in a matrix of none.
    const none = sparse({ sparse: { rows: [0], columns: [0, 0, 0, 0] }, data: [9, bytesOf(Float64Array.from([0]))] });
    expect((await readIds(mat([none]))).ids).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('whose parts do not fit together is refused', async () => {
    const wrong = [
      { rows: [1, 0, 2], columns: [0, 1, 2, 3] },
      { rows: [1, 0, -1], columns: [0, 1, 2, 3] },
      { rows: [1, 0, 1], columns: [0, 2, 1, 3] },
      { rows: [1, 0, 1], columns: [0, 1, 2, 2 ** 31 - 1] },
      { rows: [1, 0, 1], columns: [0, 3] },
      { rows: [], columns: [] },
    ];
    for (const places of wrong)
      expect(await verdict(mat([sparse({ sparse: places })]))).toMatchObject({ code: 'CORRUPT' });
    expect((await refusalOf(mat([sparse({ rows: 2 ** 31 - 1, columns: 2 ** 31 - 1 })]))).code).toBe('TOO_LARGE');
  });
});

it('is refused cut off anywhere', async () => {
  expect(await readWhenCut(mat([map]))).toEqual([]);
  expect(await readWhenCut(mat([{ ...map, compressed: true }]))).toEqual([]);
});

it('ends in a verdict whichever byte is changed', async () => {
  const file = mat([map]);
  for (let at = 128; at < file.length; at++) {
    for (const value of [0, 1, 2, 0x7f, 0xff]) {
      const changed = file.slice();
      changed[at] = value;
      const found = await verdict(changed);
      if (found instanceof FormatError) expect(found.message).not.toBe('');
    }
  }
});

it('does not look at each cell of a cell array', async () => {
  const cells = new Uint8Array(80_000);
  const broken = new Uint8Array(8).fill(255);
  const array: Variable = { ...map, classOf: 1, rest: Buffer.concat([cells, broken]) };
  await expect(read(mat([array]))).rejects.toThrow('The MATLAB file holds only inst_map (a cell array).');
});

import { deflateSync } from 'node:zlib';
import { decodeLabelPixels } from '../decode-labels.ts';

interface Variable {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Number of the data type, and its bytes column by column. */
  readonly data: readonly [type: number, bytes: Uint8Array];
  readonly classOf?: number;
  readonly compressed?: boolean;
}

/** A MATLAB 5 file written by the letter of its specification. */
function mat(variables: readonly Variable[], big = false): Uint8Array {
  const text = Buffer.alloc(128, ' ');
  text.write('MATLAB 5.0 MAT-file');
  text.write(big ? '\u0001\0MI' : '\0\u0001IM', 124, 'latin1');
  const word = (value: number) => {
    const bytes = Buffer.alloc(4);
    if (big) bytes.writeInt32BE(value);
    else bytes.writeInt32LE(value);
    return bytes;
  };
  const element = (type: number, bytes: Uint8Array) =>
    Buffer.concat([word(type), word(bytes.length), bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8)]);
  return Buffer.concat([
    text,
    ...variables.map(({ name, rows, columns, data, classOf = 12, compressed }) => {
      const matrix = element(
        14,
        Buffer.concat([
          element(6, Buffer.concat([word(classOf), word(0)])),
          element(5, Buffer.concat([word(rows), word(columns)])),
          element(1, Buffer.from(name)),
          element(...data),
        ]),
      );
      if (!compressed) return matrix;
      const packed = deflateSync(matrix);
      return Buffer.concat([word(15), word(packed.length), packed]);
    }),
  ]);
}

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
});

it('refuses a file that is cut off, damaged or does not fit its size', async () => {
  await expect(read(mat([map]).subarray(0, -8))).rejects.toThrow('beyond its end');
  const damaged = mat([{ ...map, compressed: true }]).fill(0xff, 140, 150);
  await expect(read(damaged)).rejects.toThrow('a variable of the MATLAB file is damaged');
  await expect(read(mat([{ ...map, columns: 4 }]))).rejects.toThrow('has 2×4 but 6 numbers');
  await expect(read(mat([{ ...map, data: [99, new Uint8Array(8)] }]))).rejects.toThrow('data of type 99');
  await expect(read(mat([]))).rejects.toThrow('holds the arrays nothing');
});

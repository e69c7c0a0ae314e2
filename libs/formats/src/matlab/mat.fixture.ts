import { deflateSync } from 'node:zlib';

/** A variable of a MATLAB file. */
export interface Variable {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Number of the data type, and its bytes column by column. */
  readonly data: readonly [type: number, bytes: Uint8Array];
  readonly classOf?: number;
  /** Of a sparse matrix: the row of each number, and where the numbers of each column begin. */
  readonly sparse?: { readonly rows: readonly number[]; readonly columns: readonly number[] };
  readonly compressed?: boolean;
  /** What follows the data, such as the other cells of a cell array. */
  readonly rest?: Uint8Array;
}

/** A MATLAB 5 file written by the letter of its specification, for tests. */
export function mat(variables: readonly Variable[], big = false): Uint8Array {
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
    ...variables.map(({ name, rows, columns, data, classOf = 12, compressed, sparse, rest }) => {
      const places = sparse ? [sparse.rows, sparse.columns] : [];
      const matrix = element(
        14,
        Buffer.concat([
          element(6, Buffer.concat([word(classOf), word(0)])),
          element(5, Buffer.concat([word(rows), word(columns)])),
          element(1, Buffer.from(name)),
          ...places.map((numbers) => element(5, Buffer.concat(numbers.map(word)))),
          element(...data),
          ...(rest ? [rest] : []),
        ]),
      );
      if (!compressed) return matrix;
      const packed = deflateSync(matrix);
      return Buffer.concat([word(15), word(packed.length), packed]);
    }),
  ]);
}

import fc from 'fast-check';
import { readIds, readWhenCut, refusalOf, verdict } from '../verdict.fixture.ts';

/** A variable of a MATLAB 4 file. */
interface Matrix {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Column by column. */
  readonly values: readonly number[];
  /** The digit of its type: 0 double, 1 single, 2 int32, 3 int16, 4 uint16, 5 uint8. */
  readonly type?: number;
  readonly complex?: boolean;
  /** 1 for a text, 2 for a sparse matrix. */
  readonly kind?: number;
}

const WRITERS = [
  [8, 'setFloat64'],
  [4, 'setFloat32'],
  [4, 'setInt32'],
  [2, 'setInt16'],
  [2, 'setUint16'],
  [1, 'setUint8'],
] as const;

/** A MATLAB 4 file by the letter of its description. */
function mat4(matrices: readonly Matrix[], big = false): Uint8Array {
  return Uint8Array.from(
    Buffer.concat(
      matrices.map(({ name, rows, columns, values, type = 0, complex = false, kind = 0 }) => {
        const [size, write] = WRITERS[type]!;
        const header = new DataView(new ArrayBuffer(20));
        const words = [(big ? 1000 : 0) + type * 10 + kind, rows, columns, complex ? 1 : 0, name.length + 1];
        words.forEach((value, i) => {
          header.setInt32(i * 4, value, !big);
        });
        const data = new DataView(new ArrayBuffer(values.length * size));
        values.forEach((value, i) => {
          data[write](i * size, value, !big);
        });
        return Buffer.concat([Buffer.from(header.buffer), Buffer.from(`${name}\0`), Buffer.from(data.buffer)]);
      }),
    ),
  );
}

const map: Matrix = { name: 'labels', rows: 2, columns: 3, values: [1, 4, 2, 5, 3, 6] };
const read = { shape: [2, 3], ids: [1, 2, 3, 4, 5, 6] };

it('reads every type in either byte order, column by column', async () => {
  for (const big of [false, true])
    for (let type = 0; type < 6; type++) expect(await readIds(mat4([{ ...map, type }], big))).toEqual(read);
});

it('comes back whatever its size', async () => {
  const matrices = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 5 }), fc.boolean())
    .chain(([rows, columns, type, big]) =>
      fc.record({
        matrix: fc
          .array(fc.integer({ min: 0, max: 255 }), { minLength: rows * columns, maxLength: rows * columns })
          .map((values): Matrix => ({ name: 'x', rows, columns, values, type })),
        big: fc.constant(big),
      }),
    );
  await fc.assert(
    fc.asyncProperty(matrices, async ({ matrix, big }) => {
      const { rows, columns, values } = matrix;
      const ids = Array.from(
        { length: rows * columns },
        (_, i) => values[(i % columns) * rows + Math.floor(i / columns)],
      );
      expect(await readIds(mat4([matrix], big))).toEqual({ shape: [rows, columns], ids });
    }),
    { seed: 2026, numRuns: 100 },
  );
});

it('takes one of several, and passes over complex numbers', async () => {
  const waves: Matrix = { name: 'waves', rows: 1, columns: 2, values: [1, 2, 3, 4], complex: true };
  expect(await readIds(mat4([waves, map]))).toEqual(read);
  expect((await refusalOf(mat4([waves]))).message).toContain('only complex numbers');
  expect((await refusalOf(mat4([map, { ...map, name: 'cells' }]))).message).toContain('labels, cells');
});

it('refuses texts and sparse matrices behind the first, with the way out', async () => {
  for (const kind of [1, 2])
    expect((await refusalOf(mat4([map, { ...map, kind }]))).message).toContain('Save it with -v7');
});

it('is refused cut off anywhere, and with sizes far beyond the file', async () => {
  expect(await readWhenCut(mat4([map]))).toEqual([]);
  for (const [rows, columns] of [
    [2 ** 31 - 1, 2 ** 31 - 1],
    [2 ** 16, 2 ** 16],
    [3, 3],
    [2 ** 31 - 1, 1],
  ] as const)
    expect(await verdict(mat4([{ ...map, rows, columns }]))).toMatchObject({ name: 'FormatError' });
  for (const [rows, columns] of [
    [-1, 3],
    [2, -3],
  ] as const)
    expect((await refusalOf(mat4([{ ...map, rows, columns }]))).code).toBe('UNKNOWN_FORMAT');
  expect((await refusalOf(mat4([{ ...map, rows: 0, columns: 3, values: [] }]))).message).toContain('is empty');
});

it('refuses fractions, negative numbers and what is no number', async () => {
  for (const value of [0.5, -1, NaN, Infinity, 2 ** 32])
    expect((await refusalOf(mat4([{ ...map, values: [value, 4, 2, 5, 3, 6] }]))).code).toBe('NOT_LABELS');
});

it('is not taken for what begins likewise', async () => {
  expect((await refusalOf(new Uint8Array(64))).code).toBe('UNKNOWN_FORMAT');
  expect((await refusalOf(mat4([{ ...map, name: '1x' }]))).code).toBe('UNKNOWN_FORMAT');
  expect((await refusalOf(mat4([{ ...map, name: 'x'.repeat(64) }]))).code).toBe('UNKNOWN_FORMAT');
});

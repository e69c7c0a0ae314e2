import { zipSync } from 'fflate';
import fc from 'fast-check';
import { imagesIn } from '../node.ts';
import { readIds, refusalOf } from '../verdict.fixture.ts';
import { npy } from './pickle.fixture.ts';

type Parts = Readonly<Record<string, readonly number[] | string>>;

/** The arrays of a sparse matrix as `scipy.sparse.save_npz` writes them: 32-bit places, 64-bit shape, the format as text. */
function npz(parts: Parts): Uint8Array {
  const files = Object.entries(parts).map(([name, values]): [string, Uint8Array] => {
    if (typeof values === 'string')
      return [`${name}.npy`, npy(header(`|S${values.length}`, '()'), Buffer.from(values))];
    const bytes = name === 'shape' ? BigInt64Array.from(values.map(BigInt)) : Int32Array.from(values);
    const data = new Uint8Array(bytes.buffer);
    return [`${name}.npy`, npy(header(name === 'shape' ? '<i8' : '<i4', `(${values.length},)`), data)];
  });
  return zipSync(Object.fromEntries(files));
}

const header = (descr: string, shape: string) => `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`;

const dense = [
  [0, 5, 0],
  [7, 0, 9],
];
const csr = { indices: [1, 0, 2], indptr: [0, 1, 3], format: 'csr', shape: [2, 3], data: [5, 7, 9] };
const csc = { indices: [1, 0, 1], indptr: [0, 1, 2, 3], format: 'csc', shape: [2, 3], data: [7, 5, 9] };
const coo = { row: [1, 0, 1], col: [2, 1, 0], format: 'coo', shape: [2, 3], data: [9, 5, 7] };
const read = { shape: [2, 3], ids: dense.flat() };

it.each(Object.entries({ csr, csc, coo }))('%s is read, also where the format is not said', async (_, parts) => {
  expect(await readIds(npz(parts))).toEqual(read);
  const { format, ...untold } = parts;
  expect(format).toHaveLength(3);
  expect(await readIds(npz(untold))).toEqual(read);
});

it('of any shape comes back from all three, square ones not turned', async () => {
  const matrices = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })).chain(([width, height]) =>
    fc.record({
      shape: fc.constant([height, width] as const),
      ids: fc.array(fc.constantFrom(0, 0, 1, 2, 70_000), { minLength: width * height, maxLength: width * height }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(matrices, async ({ shape, ids }) => {
      const [height, width] = shape;
      const places = ids.flatMap((id, i) => (id === 0 ? [] : [{ row: Math.floor(i / width), col: i % width, id }]));
      const byColumn = places.toSorted((a, b) => a.col - b.col || a.row - b.row);
      const pointers = (lines: number, of: (place: (typeof places)[number]) => number) =>
        Array.from({ length: lines + 1 }, (_, line) => places.filter((place) => of(place) < line).length);
      const data = places.map(({ id }) => id);
      const files = [
        {
          format: 'csr',
          shape,
          data,
          indices: places.map(({ col }) => col),
          indptr: pointers(height, ({ row }) => row),
        },
        {
          ...{ format: 'csc', shape, indptr: pointers(width, ({ col }) => col) },
          data: byColumn.map(({ id }) => id),
          indices: byColumn.map(({ row }) => row),
        },
        { format: 'coo', shape, data, row: places.map(({ row }) => row), col: places.map(({ col }) => col) },
      ];
      for (const file of files) expect(await readIds(npz(file))).toEqual({ shape, ids });
    }),
    { seed: 2026, numRuns: 60 },
  );
});

it('is one image, of which the parts can still be asked for', async () => {
  expect(await imagesIn(npz(csr))).toEqual([]);
  expect((await refusalOf(npz(csr), { part: 'nothing' })).message).toContain('holds the arrays');
});

it('adds numbers at the same place, as scipy does, and passes over room behind the last', async () => {
  const twice = { ...coo, row: [0, 0], col: [1, 1], data: [2, 3] };
  expect((await readIds(npz(twice))).ids).toEqual([0, 5, 0, 0, 0, 0]);
  expect(await readIds(npz({ ...csr, indices: [...csr.indices, 0, 0], data: [...csr.data, 8, 8] }))).toEqual(read);
});

const square = { indices: [1, 0], indptr: [0, 1, 2], shape: [2, 2], data: [5, 7] };

type Refused = readonly [name: string, says: string, parts: Parts];
const refused: readonly Refused[] = [
  ['a square that does not say its order', 'by rows or by columns', square],
  ['diagonals', 'is packed as dia', { format: 'dia', shape: [2, 2], data: [1, 2], offsets: [0] }],
  ['blocks', 'is packed as bsr', { ...square, format: 'bsr' }],
  ['three axes', 'has more than two axes', { ...coo, shape: [2, 3, 4] }],
  ['no size', 'whole numbers from 1', { ...csr, shape: [0, 3] }],
  ['one axis', 'whole numbers from 1', { ...csr, shape: [3] }],
  ['a side of 2^31', 'at most 16384', { ...csr, shape: [2 ** 31, 2 ** 31] }],
  ['a negative side', 'whole numbers from 1', { ...csr, shape: [-2, 3] }],
  ['too few pointers', '2 pointers for 2 rows', { ...csr, indptr: [0, 3] }],
  ['too many pointers', '4 pointers for 2 rows', { ...csr, indptr: [0, 1, 2, 3] }],
  ['pointers that begin later', 'pointers for', { ...csr, indptr: [1, 2, 3] }],
  ['pointers that go back', 'a pointer from 2 to 1', { ...csr, indptr: [0, 2, 1] }],
  ['pointers far beyond the numbers', 'to 2147483647 of 3 numbers', { ...csr, indptr: [0, 1, 2 ** 31 - 1] }],
  ['negative pointers', 'a pointer from 0 to -1', { ...csr, indptr: [0, -1, 3] }],
  ['fewer places than numbers', 'to 3 of 1 numbers', { ...csr, indices: [1] }],
  ['a column outside', 'row 1, column 3, outside of 2×3', { ...csr, indices: [1, 0, 3] }],
  ['a negative column', 'row 0, column -1', { ...csr, indices: [-1, 0, 2] }],
  ['a row outside', 'row 2, column 2', { ...coo, row: [2, 0, 1] }],
  ['fewer rows than numbers', '3 numbers at 2 rows and 3 columns', { ...coo, row: [1, 0] }],
  ['negative ids', 'the value -5', { ...csr, data: [-5, 7, 9] }],
];
it.each(refused)('with %s is refused', async (_, says, parts) => {
  expect((await refusalOf(npz(parts))).message).toContain(says);
});

it('whose format is no text is known by its parts', async () => {
  const files = { ...csr, format: [1, 2, 3] };
  expect(await readIds(npz(files))).toEqual(read);
});

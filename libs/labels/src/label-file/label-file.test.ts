import fc from 'fast-check';
import ndarray from 'ndarray';
import type { LabelImage } from '../label-image.ts';
import { toOriginalIds } from '../original-ids.ts';
import { runsOf } from '../runs.ts';
import { toLabelImage } from '../to-label-image.ts';
import { cellTable } from './cell-table.ts';
import { decodeLabelFile } from './decode-label-file.ts';
import { encodeLabelFile } from './encode-label-file.ts';
import { LabelFileError } from './label-file.ts';
import { arbitraryLabels, labelsOf, ORIGINAL } from './label-files.fixture.ts';

const seen = (image: LabelImage) => {
  const { cell, start, end } = runsOf(image);
  const runs = Array.from(cell, (c, k) => [c, start[k], end[k]]);
  return { shape: image.pixels.shape, count: image.cellCount, ids: Array.from(image.ids), runs };
};

// Cell 1 has id 5 and moves by a pixel; cell 2 has id 300 and ends above.
const small = [
  [5, 5, 0, 300],
  [0, 5, 5, 0],
  [0, 0, 5, 0],
];

it('is these bytes, row by row', () => {
  const bytes = Array.from(encodeLabelFile(labelsOf(small), ORIGINAL));
  const head = bytes.splice(0, 53);
  expect(head.slice(0, 5)).toEqual([0x8e, 0x43, 0x42, 0x4c, 1]);
  expect(Buffer.from(head.slice(5, 37)).toString('hex')).toBe(ORIGINAL);
  // height, width, cells, runs
  expect(head.slice(37)).toEqual([3, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0]);
  const table = [
    [4, 0b1010_0110, 2], // ids: 5 and 294 = 2 × 128 + 38 others further
    [0, 0], // both begin in row 0
    [0, 6], // in columns 0 and 3
    [2, 0], // 3 rows high and 1
    [2, 0], // 3 columns wide and 1
    [3, 2], // 5 pixels where 7 were expected, 1 where 0 were
    [3, 0], // rows: 2 × (0 + 0 + 1 + 1 + 2) = 8 where 5 × 2 were expected
    [4, 0], // columns: 2 × (0 + 1 + 1 + 2 + 2) = 12 where 10 were
    [0, 0], // 3 + 3 stretches along rows and columns, and 1 + 1
    [1, 0], // 2 + 5 along diagonals where 8 were expected, 1 + 1 where 2 were
  ];
  const runs = [
    [254, 0, 2, 2, 254, 1, 1, 2, 255], // two new runs: gap, length, difference of cells
    [1 + (1 + 7) * 15 + (1 + 7), 255], // both ends have moved by 1; that of cell 2 above ends with the row
    [1 + (1 + 7) * 15 + (0 + 7), 255],
  ];
  expect(bytes.slice(21)).toEqual(runs.flat());
  expect(bytes.slice(0, 21)).toEqual(table.flat());
});

it.each([
  ['one pixel of background', [[0]]],
  ['one pixel of a cell', [[7]]],
  ['no background', [[3, 3, 1]]],
  ['a wide image', [Array.from({ length: 3000 }, (_, x) => (x % 700 < 300 ? 1 + Math.floor(x / 700) : 0))]],
  ['a tall image', Array.from({ length: 3000 }, (_, y) => [y % 700 < 300 ? 1 + Math.floor(y / 700) : 0])],
  [
    'runs that move by more than 7 pixels',
    [0, 8, 16].map((x) => Array.from({ length: 40 }, (_, i) => +(i >= x && i < x + 9))),
  ],
  [
    'many runs that end above the next',
    [
      [1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8],
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8],
    ],
  ],
])('comes back from %s', (_, rows) => {
  const image = labelsOf(rows);
  const { original, labels } = decodeLabelFile(encodeLabelFile(image, ORIGINAL));
  expect(original).toBe(ORIGINAL);
  expect(seen(labels)).toEqual(seen(image));
});

it('comes back with more cells than 16 bits number, and with ids of 32 bits', () => {
  const ids = Uint32Array.from({ length: 300 * 250 }, (_, i) => 0xffff_ffff - 50_000 * i);
  const image = toLabelImage(ndarray(ids, [300, 250]));
  const { labels } = decodeLabelFile(encodeLabelFile(image, ORIGINAL));
  expect(labels.pixels.data).toBeInstanceOf(Uint32Array);
  for (const show of [({ pixels }: LabelImage) => pixels, toOriginalIds])
    expect(Buffer.compare(bytesOf(show(labels).data), bytesOf(show(image).data))).toBe(0);
});

const bytesOf = (data: Uint16Array | Uint32Array) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

it('comes back from any label image, with the table that its runs give, and is written as the same bytes', () => {
  fc.assert(
    fc.property(arbitraryLabels, (image) => {
      const bytes = encodeLabelFile(image, ORIGINAL);
      const { labels, cells } = decodeLabelFile(bytes);
      expect(seen(labels)).toEqual(seen(image));
      expect(Array.from(labels.pixels.data)).toEqual(Array.from(image.pixels.data));
      expect(cells).toEqual(cellTable(image));
      expect(Buffer.compare(encodeLabelFile(labels, ORIGINAL), bytes)).toBe(0);
    }),
    { seed: 7, numRuns: 300 },
  );
});

it('paints nothing before its pixels are asked for', () => {
  const { pixels } = decodeLabelFile(encodeLabelFile(labelsOf(small), ORIGINAL)).labels;
  const isPainted = () => 'value' in Object.getOwnPropertyDescriptor(pixels, 'data')!;
  expect([pixels.shape, pixels.stride, isPainted()]).toEqual([[3, 4], [4, 1], false]);
  expect([pixels.get(1, 2), pixels.dtype, isPainted()]).toEqual([1, 'uint16', true]);
  expect(pixels.data).toBe(pixels.data);
});

it('is not written where it would not be read, since it has too many bytes', () => {
  const most = encodeLabelFile(labelsOf(small), ORIGINAL).length;
  expect(encodeLabelFile(labelsOf(small), ORIGINAL, most)).toHaveLength(most);
  expect(() => encodeLabelFile(labelsOf(small), ORIGINAL, most - 1)).toThrow(/would become \d+ bytes.* Cut the image/);
});

it('is not written for a side beyond 2²⁰ pixels, nor without the hash of an original', () => {
  const long = toLabelImage(ndarray(new Uint8Array(2 ** 20 + 1), [1, 2 ** 20 + 1]));
  expect(() => encodeLabelFile(long, ORIGINAL)).toThrow(/1048577×1 pixels .* Cut it into tiles/);
  for (const hash of ['', ORIGINAL.toUpperCase(), `${ORIGINAL}0`])
    expect(() => encodeLabelFile(labelsOf(small), hash)).toThrow(LabelFileError);
});

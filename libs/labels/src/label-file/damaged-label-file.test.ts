import fc from 'fast-check';
import ndarray from 'ndarray';
import { cellShapes } from '../cell-shapes.ts';
import { runsOf } from '../runs.ts';
import { toLabelImage } from '../to-label-image.ts';
import { decodeLabelFile } from './decode-label-file.ts';
import { encodeLabelFile } from './encode-label-file.ts';
import { HEAD_BYTES, LabelFileError } from './label-file.ts';
import { arbitraryLabels, labelsOf, ORIGINAL } from './label-files.fixture.ts';

// Two rows, cells 1 and 2. Each column of the table takes two bytes, so the runs begin 20 bytes behind the head.
const file = () =>
  encodeLabelFile(
    labelsOf([
      [1, 1, 0, 2],
      [1, 1, 0, 2],
    ]),
    ORIGINAL,
  );
const RUNS = HEAD_BYTES + 20;
const HEIGHT = HEAD_BYTES - 16;
const same = 1 + 7 * 15 + 7;

it('is read as it is', () => {
  expect(Array.from(file().subarray(RUNS))).toEqual([254, 0, 2, 2, 254, 1, 1, 2, 255, same, same, 255]);
  expect(decodeLabelFile(file()).labels.cellCount).toBe(2);
});

const cases: [fault: string, change: (bytes: Uint8Array) => unknown, message: RegExp][] = [
  ['nothing', () => new Uint8Array(), /not a label file/],
  ['another magic', (b) => (b[0] = 0x89), /not a label file/],
  ['another version', (b) => (b[4] = 2), /version 2, but only 1 is read/],
  ['no rows', (b) => (b[HEIGHT] = 0), /cannot be 4×0 pixels/],
  ['a side beyond 2²⁰', (b) => (b[HEIGHT + 6] = 17), /cannot be 1114116×2 pixels/],
  ['more rows than bytes', (b) => (b[HEIGHT + 1] = 200), /too short for its runs and cells/],
  ['more runs than bytes', (b) => (b[HEIGHT + 15] = 255), /too short for its runs and cells/],
  [
    'more cells than bytes for their table',
    (b) => ((b[HEIGHT + 8] = 3), (b[HEIGHT + 12] = 9)),
    /too short for its runs and cells/,
  ],
  ['more cells than runs', (b) => (b[HEIGHT + 8] = 5), /too short for its runs and cells/],
  ['more runs than the head says', (b) => (b[HEIGHT + 12] = 3), /more runs than its head says/],
  ['fewer runs than the head says', (b) => (b[HEIGHT + 12] = 5), /fewer runs than its head says/],
  ['an id beyond 32 bits', (b) => spliced(b, HEAD_BYTES, [255, 255, 255, 255, 15]), /table of cells/],
  ['a box that leaves the image', (b) => (b[HEAD_BYTES + 2] = 4), /table of cells/],
  ['half a pixel in a sum', (b) => (b[HEAD_BYTES + 12]! ^= 2), /table of cells/],
  ['another area', (b) => (b[HEAD_BYTES + 10]! ^= 1), /table/],
  ['another box', (b) => (b[HEAD_BYTES + 6] = 0), /table/],
  ['a number of nine bytes', (b) => spliced(b, HEAD_BYTES, [...Array<number>(8).fill(128), 1]), /too long/],
  ['a number in more bytes than it needs', (b) => spliced(b, HEAD_BYTES, [128, 0]), /too long/],
  ['a run that leaves its row', (b) => (b[RUNS + 6] = 2), /a run of row 0 leaves its place/],
  ['a run of no pixels', (b) => (b[RUNS + 2] = 0), /a run of row 0 leaves its place/],
  ['a run over the one before', (b) => (b[RUNS + 10] = 1), /a run of row 1 leaves its place/],
  ['a run that moves out of its row', (b) => (b[RUNS + 10] = same + 1), /a run of row 1 leaves its place/],
  ['a cell beyond the last', (b) => (b[RUNS + 7] = 4), /a run of cell 3, of 2/],
  ['cell 0', (b) => (b[RUNS + 3] = 0), /a run of cell 0, of 2/],
  [
    'a run in two pieces',
    (b) => ((b[RUNS + 2] = 1), (b[HEIGHT + 12] = 5), spliced(b, RUNS + 3, [2, 254, 0, 1, 0])),
    /a run in two pieces/,
  ],
  ['a code without a meaning', (b) => (b[RUNS + 9] = 226), /the code 226, which means nothing/],
  ['a run from none above', (b) => (b[RUNS] = same), /row 0 goes on from more runs/],
  ['an end of none above', (b) => spliced(b, RUNS + 11, [0, 255]), /row 1 goes on from more runs/],
  ['bytes behind the end', (b) => Uint8Array.from([...b, 255]), /goes on for 1 bytes/],
];

/** Puts bytes in the place of one. */
function spliced(bytes: Uint8Array, at: number, put: number[]): Uint8Array {
  return Uint8Array.from([...bytes.subarray(0, at), ...put, ...bytes.subarray(at + 1)]);
}

it.each(cases)('is refused with %s', (_, change, message) => {
  const bytes = file();
  const made = change(bytes);
  const changed = made instanceof Uint8Array ? made : bytes;
  expect(() => decodeLabelFile(changed)).toThrow(message);
  expect(() => decodeLabelFile(changed)).toThrow(LabelFileError);
});

it('is refused wherever it is cut off', () => {
  for (let length = 0; length < file().length; length++)
    expect(() => decodeLabelFile(file().subarray(0, length))).toThrow(LabelFileError);
});

/** Flips, replaces, drops, doubles and moves bytes. */
const arbitraryDamage = fc.array(
  fc.record({ kind: fc.nat(4), at: fc.nat(), value: fc.oneof(fc.nat(255), fc.constantFrom(0, 113, 254, 255)) }),
  { minLength: 1, maxLength: 4 },
);

function damage(bytes: Uint8Array, changes: readonly { kind: number; at: number; value: number }[]): Uint8Array {
  const all = Array.from(bytes);
  for (const { kind, at: place, value } of changes) {
    const at = place % all.length;
    if (kind === 0) all[at]! ^= 1 << (value % 8);
    else if (kind === 1) all[at] = value;
    else if (kind === 2) all.splice(at, 1 + (value % 3));
    else if (kind === 3) all.splice(at, 0, value);
    else all.splice(at, 0, ...all.slice(at, at + (value % 12)));
    if (all.length === 0) break;
  }
  return Uint8Array.from(all);
}

it('is refused with a reason, or is a sound label image, whatever was changed', () => {
  let sound = 0;
  fc.assert(
    fc.property(arbitraryLabels, arbitraryDamage, (image, changes) => {
      const bytes = damage(encodeLabelFile(image, ORIGINAL), changes);
      let decoded: ReturnType<typeof decodeLabelFile>;
      try {
        decoded = decodeLabelFile(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(LabelFileError);
        return;
      }
      sound++;
      const { labels, cells } = decoded;
      // What the pixels alone say: runs in raster order, as long as can be, of cells 1..n, all of which are there.
      const [height = 0, width = 0] = labels.pixels.shape;
      const again = toLabelImage(ndarray(labels.pixels.data.slice(), [height, width]));
      expect(again.cellCount).toBe(labels.cellCount);
      expect(runsOf(again)).toEqual(runsOf(labels));
      const { area, top, bottom, boxLeft, boxRight } = cellShapes(again);
      expect(cells).toMatchObject({ area, top, bottom, boxLeft, boxRight });
      expect(Array.from(labels.ids)).toEqual(Array.from(new Set(labels.ids)).sort((a, b) => a - b));
    }),
    { seed: 5, numRuns: 3000 },
  );
  expect(sound).toBeGreaterThan(100);
});

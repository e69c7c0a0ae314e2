import { ndArray, toLabelImage } from '@cellboard/labels';
import { describeLabels, farFewerCells, judgeLabels } from './judge-labels.ts';

const SIDE = 64;

/** An image of 64 × 64 pixels by a rule for each. */
const labelsOf = (idAt: (x: number, y: number) => number, side = SIDE) =>
  toLabelImage(
    ndArray(
      Uint32Array.from({ length: side * side }, (_, i) => idAt(i % side, Math.floor(i / side))),
      [side, side],
    ),
  );

/** 64 squares of 5 × 5 pixels, 3 apart, with an id by their number from 0. */
const squares = (id: (number: number) => number) =>
  labelsOf((x, y) => (x % 8 < 5 && y % 8 < 5 ? id(Math.floor(y / 8) * 8 + Math.floor(x / 8)) : 0));

it('says nothing of plausible label images, none, one cell or one pixel', () => {
  expect(judgeLabels(squares((n) => n + 1))).toEqual([]);
  expect(judgeLabels(squares((n) => 4_294_967_295 - n))).toEqual([]);
  expect(judgeLabels(labelsOf(() => 0))).toEqual([]);
  expect(judgeLabels(labelsOf((x, y) => (x < 9 && y < 9 ? 1 : 0)))).toEqual([]);
  expect(judgeLabels(labelsOf(() => 1, 1))).toEqual([]);
});

it.each([
  ['a binary mask', squares(() => 255), 'All cells have the value 255, so the image is a binary mask'],
  ['a map of classes', squares((n) => (n % 3) + 1), '3 values in 64 parts, so it is probably a map of classes'],
  ['no background', labelsOf((x, y) => Math.floor(y / 16) * 4 + Math.floor(x / 16) + 1), 'No pixel is 0'],
  [
    'a cell on most pixels',
    labelsOf((x, y) => (y === 0 ? 0 : x < 50 ? 7 : 9)),
    'The value 7 covers 76.9% of the image',
  ],
  [
    'cells that are strewn',
    squares((n) => (n % 16) + 1),
    'The 16 ids are in 64 parts, 4 for each on average, so they are probably not those of cells',
  ],
  ['an id in many pieces', squares((n) => (n < 24 ? 1 : n + 1)), 'The id 1 is in 24 parts, but counts as one cell'],
  [
    'ids that ran out',
    labelsOf((x, y) => (x % 4 < 3 && y % 4 < 3 ? Math.floor(y / 4) * 16 + Math.floor(x / 4) : 0)),
    'The ids end exactly at 255, the most that 8 bits hold',
  ],
])('warns of %s', (_, labels, says) => {
  expect(judgeLabels(labels)[0]).toContain(says);
});

it.each([
  [
    'photograph' as const,
    labelsOf((x, y) => (x * 7 + y * 13 + ((x * y) % 11)) % 100),
    'so it is a picture, not a label image',
  ],
  [
    'no background' as const,
    labelsOf((x, y) => (x % 8 < 3 && y % 8 < 3 ? 5 : 128)),
    'Save the image with 0 for the background',
  ],
])('refuses a %s, and calls a file that is only looked at so', (likeness, labels, says) => {
  expect(() => judgeLabels(labels)).toThrow(says);
  const described = describeLabels(labels);
  expect(described).toEqual({ likeness, doubts: [expect.stringContaining(says)] });
});

it('calls a label image what its cells would be mistaken for, and else a label image', () => {
  expect(describeLabels(squares((n) => n + 1))).toEqual({ likeness: 'label image', doubts: [] });
  expect(describeLabels(labelsOf((x, y) => (x < 9 && y < 9 ? 255 : 0))).likeness).toBe('label image');
  expect(describeLabels(squares(() => 255)).likeness).toBe('binary mask');
  expect(describeLabels(squares((n) => (n % 3) + 1)).likeness).toBe('class map');
  expect(describeLabels(squares((n) => (n < 24 ? 1 : n + 1))).likeness).toBe('label image');
});

it('warns of far fewer cells than the truth has, at a tenth and not above', () => {
  const truth = squares((n) => n + 1);
  expect(
    farFewerCells(
      squares(() => 1),
      truth,
    )[0],
  ).toContain('The prediction has one id in 64 parts, but the truth has 64 cells');
  expect(
    farFewerCells(
      squares((n) => (n % 6) + 1),
      truth,
    ),
  ).toHaveLength(1);
  expect(
    farFewerCells(
      squares((n) => (n % 7) + 1),
      truth,
    ),
  ).toEqual([]);
  expect(
    farFewerCells(
      labelsOf(() => 0),
      truth,
    ),
  ).toEqual([]);
  expect(
    farFewerCells(
      squares(() => 1),
      squares((n) => (n < 9 ? n + 1 : 0)),
    ),
  ).toEqual([]);
});

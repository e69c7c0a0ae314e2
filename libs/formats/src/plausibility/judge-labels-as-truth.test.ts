import { ndArray, toLabelImage, type LabelImage } from '@cellboard/labels';
import { doubtAsTruth, judgeLabels } from './judge-labels.ts';

const SIDE = 48;

/** A label image with squares of 3×3 pixels, a pixel apart from each other; as many as there are ids. */
function dotted(ids: readonly number[]): LabelImage {
  const values = new Uint16Array(SIDE * SIDE);
  for (const [i, id] of ids.entries()) {
    const [left, top] = [(i % 12) * 4, Math.floor(i / 12) * 4];
    for (let y = top; y < top + 3; y++) values.fill(id, y * SIDE + left, y * SIDE + left + 3);
  }
  return toLabelImage(ndArray(values, [SIDE, SIDE]));
}

const repeated = (count: number, ids: readonly number[]) =>
  Array.from({ length: count }, (_, i) => ids[i % ids.length]!);

it.each([
  ['a binary mask of 0 and 255', repeated(2, [255]), 'All cells have the value 255, so the image is a binary mask'],
  ['a binary mask of 0 and 1', repeated(5, [1]), 'counts as one cell in 5 parts'],
  [
    'a map of classes',
    repeated(30, [1, 2, 3]),
    'The image holds 3 values in 30 parts, so it is probably a map of classes',
  ],
])('%s is odd, and no truth', (_, ids, message) => {
  const labels = dotted(ids);
  expect(judgeLabels(labels)).toEqual([expect.stringContaining(message)]);
  expect(doubtAsTruth(labels)).toContain(message);
  expect(doubtAsTruth(labels)).toContain('--components');
});

it.each([
  ['an empty image', []],
  ['one cell', [1]],
  ['one cell with the value of a mask', [255]],
  ['one cell in two parts', [1, 1]],
  ['an id for each cell', Array.from({ length: 40 }, (_, i) => i + 1)],
  ['a void value beside cells', [1, 2, 3, 4, ...repeated(3, [255])]],
])('%s may be a truth', (_, ids) => {
  expect(doubtAsTruth(dotted(ids))).toBeUndefined();
});

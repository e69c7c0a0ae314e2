import { readCheckedLabels } from '../node.ts';
import { readIds, refusalOf, textFile } from '../verdict.fixture.ts';
import { painted } from './squares.fixture.ts';
import { isYolo } from './yolo-outlines.ts';

const size = { width: 8, height: 4 };
const square = '0 0.125 0.25 0.375 0.25 0.375 0.75 0.125 0.75';
const ids = painted([[1, 1, 3, 3]], 8, 4);

it('reads a line an object, with or without confidence at the end, and any white space', async () => {
  for (const text of [square, `${square}\n`, `${square} 0.93\r\n\r\n`, `\n  ${square.replaceAll(' ', '\t ')}  \n`])
    expect((await readIds(textFile(text), { size })).ids).toEqual(ids);
});

it('reads a line that is longer than the beginning by which the format is known', async () => {
  const points = Array.from({ length: 1000 }, () => '0.125 0.25').join(' ');
  expect((await readIds(textFile(`0 ${points} 0.375 0.25 0.375 0.75 0.125 0.75`), { size })).ids).toEqual(ids);
});

it('tells classes by their number, of which one is chosen', async () => {
  const two = textFile(`${square}\n7 0.5 0 0.625 0 0.625 0.25 0.5 0.25\n`);
  expect((await readIds(two, { size, class: '7' })).ids).toEqual(
    painted(
      [
        [0, 0, 0, 0],
        [4, 0, 5, 1],
      ],
      8,
      4,
    ),
  );
});

it('leaves out boxes, with a note, also those with a confidence', async () => {
  const { notes } = await readCheckedLabels(textFile(`${square}\n0 0.5 0.5 0.1 0.1\n0 0.5 0.5 0.1 0.1 0.9\n`), {
    size,
  });
  expect(notes.join()).toContain('2 of 3 objects were left out as no cell. Object 2: It is a box');
  expect((await refusalOf(textFile('0 0.5 0.5 0.1 0.1\n'), { size })).code).toBe('NOT_LABELS');
});

it('is refused without the size of the image', async () => {
  expect((await refusalOf(textFile(square))).message).toContain('can only be read together with their image or truth');
});

it('refuses lines of anything else, naming the line and the word', async () => {
  const lines = {
    '0 12 30 14 30 14 40': 'Line 2 holds "12"',
    '0 0.1 NaN 0.2 0.2 0.3 0.3': 'Line 2 holds "NaN"',
    '0 0.1 0.1 0.2 Infinity 0.3 0.3': 'Line 2 holds "Infinity"',
    '0 0.1 0.1 0.2 -0.5 0.3 0.3': 'Line 2 holds "-0.5"',
    'cell 0.1 0.1 0.2 0.2 0.3 0.3': 'Line 2 holds "cell"',
    '0.5 0.1 0.1 0.2 0.2 0.3 0.3': 'Line 2 holds "0.5"',
    '0 0x0 0.1 0.2 0.2 0.3 0.3': 'Line 2 holds "0x0"',
    '0,0.1,0.1': 'Line 2 holds "0,0.1,0.1"',
  };
  for (const [line, says] of Object.entries(lines))
    expect((await refusalOf(textFile(`${square}\n${line}\n`), { size })).message).toContain(says);
});

it('is not what a table of numbers is', () => {
  for (const text of ['0 12 30 14 30', '1 2 3', '0', 'x 0.1 0.1 0.1 0.1', '0.5 0.1 0.1 0.1 0.1\n', '', ' '])
    expect([text, isYolo(textFile(`${text}\n`))]).toEqual([text, false]);
  expect(isYolo(textFile(`${square}\n`))).toBe(true);
});

it('is distinguished at once from white space without end', () => {
  // Each of these had a regular expression try every way to cut the spaces.
  for (const text of [
    `0${' '.repeat(4000)}x`,
    `0 ${'0 '.repeat(2000)}x`,
    `0 ${'\t '.repeat(2000)}0.1.1`,
    '0'.repeat(4096),
  ])
    expect(isYolo(textFile(`${text}\n`))).toBe(false);
});

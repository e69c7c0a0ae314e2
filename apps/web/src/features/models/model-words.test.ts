import type { ModelResult } from '@cellboard/contract';
import { parametersLine, readingLine } from './model-words.ts';

it.each<[NonNullable<ModelResult['reading']>, string]>([
  [{ plane: 2 }, 'read with plane 2'],
  [{ class: 'nucleus', objects: true }, 'read with class “nucleus” and each plane as a cell'],
  [{ colours: 'packed' }, 'read with colours as the numbers of cells'],
  [{ colours: 'distinct' }, 'read with each colour as a cell'],
])('a reading in words: %j', (reading, words) => {
  expect(readingLine(reading)).toBe(words);
});

it.each([
  [null, null],
  [0, 'none (not a learned method)'],
  [1_425_222, '1.43 million'],
  [950, '950'],
])('%j parameters are %j', (count, words) => {
  expect(parametersLine(count)).toBe(words);
});

import { catalogDatasetFor } from '@cellboard/catalog';
import { countsLine, publishedCounts } from './published-counts.ts';

const all = { part: null };

it.each([
  [{ images: 2, cells: 9, ...all }, 'Published: 2 images and 9 cells. Found: 2 images and 9 cells.'],
  [
    { images: 1200, cells: null, ...all },
    'Published: 1,200 images and an unknown number of cells. Found: 2 images and 9 cells. They differ: check that the download is complete, and look at the defects and notes.',
  ],
  [
    { images: null, cells: null, ...all },
    'Published: an unknown number of images and an unknown number of cells. Found: 2 images and 9 cells.',
  ],
  [
    { images: 5, cells: 50, part: 'test' },
    'Published: 5 images and 50 cells. Found: 2 images and 9 cells. Only the part test was read.',
  ],
])('%j is shown beside what was found', (published, line) => {
  expect(countsLine(published, { images: 2, cells: 9 })).toBe(line);
});

it('counts of cells belong to what the dataset usually outlines', () => {
  const liveCell = catalogDatasetFor('livecell');
  expect(publishedCounts(liveCell, { part: undefined, object: 'cell' })).toEqual({
    images: 5239,
    cells: 1_686_352,
    part: null,
  });
  expect(publishedCounts(liveCell, { part: 'test', object: 'nucleus' })).toEqual({
    images: 5239,
    cells: null,
    part: 'test',
  });
  expect(publishedCounts(undefined, { part: undefined, object: 'cell' })).toBeUndefined();
});

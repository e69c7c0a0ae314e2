import { image } from '../image.fixture.ts';
import { foreground, totalArea } from './foreground.ts';
import { overlapTable } from './overlap-table.ts';

it('counts the pixels of all cells, whichever cell they belong to', () => {
  expect(foreground(overlapTable(image(['1122.', '.....']), image(['.3334', '....4'])))).toEqual({
    truth: 4,
    prediction: 5,
    both: 3,
  });
});

it('adds up areas but that of the background', () => {
  expect(totalArea(Uint32Array.of(99, 1, 2))).toBe(3);
});

import fc from 'fast-check';
import { rangedMeasures, readRanges, writeRanges } from './image-ranges.ts';

it('reads what it writes', () => {
  const bound = fc.option(fc.integer({ min: 0, max: 1e9 }).map((n) => n / 1000), { nil: null }); // prettier-ignore
  const range = fc.record({ measure: fc.constantFrom(...rangedMeasures), from: bound, below: bound });
  const ranges = fc.uniqueArray(range, { selector: ({ measure }) => measure });
  fc.assert(
    fc.property(ranges, (some) => {
      expect(readRanges(writeRanges(some))).toEqual(some);
    }),
    { seed: 7, numRuns: 50 },
  );
});

it.each([
  'diameter',
  'diameter:1',
  'diameter:1..2,',
  'size:1..2',
  'cells:-1..2',
  'cells:1e3..',
  'cells:1..2,cells:3..4',
])('does not read %s', (text) => {
  expect(readRanges(text)).toBeUndefined();
});

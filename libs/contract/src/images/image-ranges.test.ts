import fc from 'fast-check';
import { rangedMeasures, readRanges, writeRanges } from './image-ranges.ts';

it('reads what it writes', () => {
  const bound = fc.option(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
    { nil: null },
  );
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
  'cells:--1..',
  'cells:1e..',
  'cells:1..2,cells:3..4',
])('does not read %s', (text) => {
  expect(readRanges(text)).toBeUndefined();
});

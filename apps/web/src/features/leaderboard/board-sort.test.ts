import fc from 'fast-check';
import { aMetric } from '../../testing/samples.ts';
import { nextSort, parseSort, sortWords, writeSort } from './board-sort.ts';

const metrics = [
  aMetric('f1@0.5', { name: 'F1 at 0.5' }),
  aMetric('mHD', { name: 'Hausdorff', direction: 'lower', unit: 'px', range: [0, null] }),
  aMetric('tp@0.5', { name: 'Found cells', direction: 'none', range: [0, null] }),
];
const rank = { column: 'rank', descending: false };

describe('sorting the board', () => {
  it('puts the best on top at the first click and turns round at the next', () => {
    const first = nextSort(rank, 'f1@0.5', metrics);
    expect(first).toEqual({ column: 'f1@0.5', descending: true });
    expect(nextSort(first, 'f1@0.5', metrics)).toEqual({ column: 'f1@0.5', descending: false });
  });

  it('knows that less can be better', () => {
    const first = nextSort(rank, 'mHD', metrics);
    expect(first.descending).toBe(false);
    expect(sortWords(first, { metrics })).toBe('Sorted by Hausdorff, ascending (best first)');
    expect(sortWords({ ...first, descending: true }, { metrics })).toBe(
      'Sorted by Hausdorff, descending (worst first)',
    );
  });

  it('does not call a count good or bad', () => {
    expect(sortWords({ column: 'tp@0.5', descending: true }, { metrics })).toBe('Sorted by Found cells, descending');
  });

  it('falls back to the official order when the address names a column that is not there', () => {
    expect(parseSort('-nonsense', metrics)).toEqual(rank);
  });

  it('reads back whatever it wrote', () => {
    const columns = fc.constantFrom('rank', 'model', 'coverage', 'f1@0.5', 'mHD', 'tp@0.5');
    fc.assert(
      fc.property(columns, fc.boolean(), (column, descending) => {
        expect(parseSort(writeSort({ column, descending }), metrics)).toEqual({ column, descending });
      }),
      { seed: 3 },
    );
  });
});

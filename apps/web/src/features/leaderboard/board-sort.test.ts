import fc from 'fast-check';
import { aMetric } from '../../testing/samples.ts';
import { nextSort, parseSort, sortWords, writeSort } from './board-sort.ts';

const columnOf = (metric: ReturnType<typeof aMetric>) => ({ id: metric.id, name: metric.name, metric });
const columns = [
  aMetric('f1@0.5', { name: 'F1 at 0.5' }),
  aMetric('mHD', { name: 'Hausdorff', direction: 'lower', unit: 'px', range: [0, null] }),
  aMetric('truthCells', { name: 'Truth cells', direction: 'none', range: [0, null] }),
].map(columnOf);
const rank = { column: 'rank', descending: false };

describe('sorting the board', () => {
  it('puts the best on top at the first click and turns round at the next', () => {
    const first = nextSort(rank, 'f1@0.5', columns);
    expect(first).toEqual({ column: 'f1@0.5', descending: true });
    expect(nextSort(first, 'f1@0.5', columns)).toEqual({ column: 'f1@0.5', descending: false });
  });

  it('knows that less can be better', () => {
    const first = nextSort(rank, 'mHD', columns);
    expect(first.descending).toBe(false);
    expect(sortWords(first, columns)).toBe('Sorted by Hausdorff, ascending (best first)');
    expect(sortWords({ ...first, descending: true }, columns)).toBe('Sorted by Hausdorff, descending (worst first)');
  });

  it('does not call a count good or bad', () => {
    expect(sortWords({ column: 'truthCells', descending: true }, columns)).toBe('Sorted by Truth cells, descending');
  });

  it('falls back to the official order when the address names a column that is not there', () => {
    expect(parseSort('-nonsense', columns)).toEqual(rank);
  });

  it('reads back whatever it wrote', () => {
    const names = fc.constantFrom('rank', 'model', 'coverage', 'f1@0.5', 'mHD', 'truthCells');
    fc.assert(
      fc.property(names, fc.boolean(), (column, descending) => {
        expect(parseSort(writeSort({ column, descending }), columns)).toEqual({ column, descending });
      }),
      { seed: 3 },
    );
  });
});

import { aBoard, aMetric, aResult, aRow, aTask, aTaskDataset } from '../../testing/samples.ts';
import { columnsOf } from './board-columns.ts';
import { isBest, scalesOf } from './board-scales.ts';

const both = (a: number, b: number) => ({
  scores: { 'f1@0.5': (a + b) / 2 },
  results: [aResult('a', { score: a }), aResult('b', { score: b })],
});
const rows = [
  aRow(1, both(0.5, 0.7)),
  aRow(2, both(0.6, 0.4)),
  aRow(3, { rank: null, scores: { 'f1@0.5': 0.9 }, results: [aResult('a', { score: 0.9 })] }),
  aRow(4, { rank: null, kind: 'control', ...both(1, 1) }),
];
const board = aBoard(rows, { task: aTask('nuclei', { datasets: ['a', 'b'].map((slug) => aTaskDataset(slug)) }) });
const columns = columnsOf(board, { view: 'datasets', metrics: '' });
const best = (column: string, on = { board, columns, rows: board.rows }): number[] => {
  const scales = scalesOf({ ...on, drawing: 'heat' });
  const found = on.columns.find(({ id }) => id === column);
  return on.rows.flatMap((row, i) => (found && isBest(scales, row, { board: on.board, column: found }) ? [i + 1] : []));
};

it('results on some of the datasets are never called best, nor are controls', () => {
  expect([best('overall'), best('a'), best('b')]).toEqual([[1], [2], [1]]);
});

it('all columns of a heat map have one scale, with complete controls in it and without incomplete rows', () => {
  const half = aRow(5, { rank: null, kind: 'control', results: [aResult('a', { score: 0.1 })] });
  const shown = { board, columns, rows: [...rows, half] };
  const { extents } = scalesOf({ ...shown, drawing: 'heat' });
  expect([...extents.values()]).toEqual(Array(3).fill({ min: 0.4, max: 1 }));
  expect(scalesOf({ ...shown, drawing: 'bars' }).extents.get('a')).toEqual({ min: 0.5, max: 1 });
});

describe('a row without a prediction for every image', () => {
  const scored = (n: number, [f1, mHD]: [number, number], missingCount = 0) =>
    aRow(n, { scores: { 'f1@0.5': f1, mHD }, missingCount });
  const gaps = aBoard([scored(1, [0.9, 1], 3), scored(2, [0.8, 5]), scored(3, [0.7, 8])]);
  const on = { board: gaps, columns: columnsOf(gaps, { view: 'metrics', metrics: '' }), rows: gaps.rows };

  it('is best by the metric that ranks it and by no other', () => {
    expect([best('f1@0.5', on), best('mHD', on)]).toEqual([[1], [2]]);
  });

  it('does not stretch the scales of other metrics', () => {
    const { extents } = scalesOf({ ...on, drawing: 'bars' });
    expect([extents.get('f1@0.5'), extents.get('mHD')]).toEqual([
      { min: 0.7, max: 0.9 },
      { min: 5, max: 8 },
    ]);
  });

  it('sets the scale where it is alone', () => {
    const alone = { ...on, rows: gaps.rows.slice(0, 1) };
    expect(scalesOf({ ...alone, drawing: 'bars' }).extents.get('mHD')).toEqual({ min: 1, max: 1 });
    expect(best('mHD', alone)).toEqual([]);
  });
});

it('tells columns of whole numbers from those with a score between', () => {
  const column = (id: string, score: (n: number) => number | null) => ({
    ...{ id, name: id, mark: null, help: '', metric: board.metrics[0] ?? aMetric(id) },
    score: ({ rank }: { readonly rank: number | null }) => score(rank ?? 0),
  });
  const counted = [column('counts', (n) => n), column('gaps', (n) => n || null), column('means', (n) => n / 2)];
  expect([...scalesOf({ board, columns: counted, rows, drawing: 'bars' }).wholes]).toEqual(['counts', 'gaps']);
});

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
const best = (column: string): number[] => {
  const scales = scalesOf(columns, rows, true);
  const found = columns.find(({ id }) => id === column);
  return rows.flatMap((row, i) => (found && isBest(scales, row, found) ? [i + 1] : []));
};

it('a mean over some of the datasets is never called best, but its score on one of them can be', () => {
  expect([best('overall'), best('a'), best('b')]).toEqual([[1], [3], [1]]);
});

it('all columns of a heat map have one scale, with controls in it', () => {
  const { extents } = scalesOf(columns, rows, true);
  expect([...extents.values()]).toEqual(Array(3).fill({ min: 0.4, max: 1 }));
  expect(scalesOf(columns, rows, false).extents.get('a')).toEqual({ min: 0.5, max: 1 });
});

it('tells columns of whole numbers from those with a score between', () => {
  const column = (id: string, score: (n: number) => number | null) => ({
    ...{ id, name: id, mark: null, help: '', metric: board.metrics[0] ?? aMetric(id) },
    score: ({ rank }: { readonly rank: number | null }) => score(rank ?? 0),
  });
  const counted = [column('counts', (n) => n), column('gaps', (n) => n || null), column('means', (n) => n / 2)];
  expect([...scalesOf(counted, rows, false).wholes]).toEqual(['counts', 'gaps']);
});

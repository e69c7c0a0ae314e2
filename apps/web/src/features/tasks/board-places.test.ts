import { aBoard, aMetric, aResult, aRow, aTask, aTaskDataset } from '../../testing/samples.ts';
import { methodCount, newestResult, topPlaces } from './board-places.ts';

const task = aTask('nuclei', { datasets: ['a', 'b'].map((slug) => aTaskDataset(slug)) });
const rows = [
  aRow(1, { scores: { 'f1@0.5': 0.6 }, results: [aResult('a', { score: 0.5 }), aResult('b', { score: 0.7 })] }),
  aRow(2, {
    scores: { 'f1@0.5': 0.5 },
    results: [aResult('a', { score: 0.5, evaluatedAt: '2026-03-01T00:00:00.000Z' }), aResult('b', { score: 0.5 })],
  }),
  aRow(3, { rank: null, scores: { 'f1@0.5': 0.9 }, results: [aResult('b', { score: 0.9 })] }),
  aRow(4, { rank: null, kind: 'control', scores: { 'f1@0.5': 1 }, results: [aResult('a', { score: 1 })] }),
];
const board = aBoard(rows, { task });
const places = (dataset: string | null, most = 3) =>
  topPlaces(board, dataset, most).map(({ rank, modelName, score }) => [rank, modelName, score]);

it('leads on a dataset who has the best score there, equals sharing a rank', () => {
  expect(places('a')).toEqual([
    [1, 'Model 1', 0.5],
    [1, 'Model 2', 0.5],
  ]);
  expect(places('b', 2)).toEqual([
    [1, 'Model 3', 0.9],
    [2, 'Model 1', 0.7],
  ]);
});

it('leads on all datasets together only who has results on all', () => {
  expect(places(null)).toEqual([
    [1, 'Model 1', 0.6],
    [2, 'Model 2', 0.5],
  ]);
});

it('has the smallest on top where lower is better', () => {
  const lower = { ...board, metrics: [aMetric('f1@0.5', { direction: 'lower' })] };
  expect(topPlaces(lower, 'b', 1)[0]?.score).toBe(0.5);
});

it('counts methods, and knows the newest result', () => {
  expect([methodCount(board, null), methodCount(board, 'a'), methodCount(board, 'b')]).toEqual([3, 2, 3]);
  expect(newestResult(board, 'a')).toBe('2026-03-01T00:00:00.000Z');
  expect(newestResult(board, 'nowhere')).toBe('');
});

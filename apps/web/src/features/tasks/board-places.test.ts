import { aBoard, aMetric, aResult, aRow, aTask, aTaskDataset } from '../../testing/samples.ts';
import { methodCount, newestResult, topPlaces, unrankedWords } from './board-places.ts';

const task = aTask('nuclei', { datasets: ['a', 'b'].map((slug) => aTaskDataset(slug)) });
const rows = [
  aRow(1, { scores: { 'f1@0.5': 0.6 }, results: [aResult('a', { score: 0.5 }), aResult('b', { score: 0.7 })] }),
  aRow(2, {
    scores: { 'f1@0.5': 0.5 },
    results: [aResult('a', { score: 0.5, evaluatedAt: '2026-03-01T00:00:00.000Z' }), aResult('b', { score: 0.5 })],
  }),
  aRow(3, { rank: null, scores: { 'f1@0.5': 0.9 }, results: [aResult('b', { score: 0.9 })] }),
  aRow(4, {
    rank: null,
    kind: 'control',
    scores: { 'f1@0.5': 1 },
    results: [aResult('a', { score: 1, evaluatedAt: '2026-05-01T00:00:00.000Z' })],
  }),
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

it('leaves out on a dataset a candidate that waits to be scored again', () => {
  const old = aRow(5, { rank: null, results: [aResult('b', { score: 1, outdated: true })] });
  expect(topPlaces({ ...board, rows: [old, ...rows] }, 'b', 1)[0]?.modelName).toBe('Model 3');
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

describe('a board without ranked results says what it has', () => {
  const unranked = { task, rows: rows.slice(2) };

  it.each<[string, string | null, string]>([
    ['over all datasets', null, 'Nothing is ranked yet. Results: 1 incomplete candidate, 1 control'],
    ['of a dataset with controls', 'a', 'Nothing is ranked yet. Results: 1 control'],
    ['of a dataset with what has no rank', 'b', 'Nothing is ranked yet. Results: 1 unranked candidate'],
    ['of a dataset without any', 'c', 'No results yet'],
  ])('%s', (_what, dataset, words) => {
    expect(unrankedWords(unranked, dataset)).toBe(words);
  });

  it('counts each kind, in the plural too', () => {
    const many = ['annotator', 'annotator', 'control', 'method', 'method'] as const;
    const kinds = many.map((kind, i) => aRow(i, { rank: null, kind, results: [aResult('a'), aResult('b')] }));
    expect(unrankedWords({ task, rows: kinds }, null)).toBe(
      'Nothing is ranked yet. Results: 2 unranked candidates, 1 control, 2 second annotators',
    );
    expect(unrankedWords({ task, rows: [] }, null)).toBe('No results yet');
  });
});

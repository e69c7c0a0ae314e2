import { Leaderboard, LeaderboardRow } from '@cellboard/contract';
import { boardTable } from './board-table.ts';

const id = (n: number) => `00000000-0000-4000-8000-00000000000${String(n)}`;

/** A row as the server sends it. */
function rowOf(n: number, rank: number | null): LeaderboardRow {
  return LeaderboardRow.parse({
    ...{ rank, candidateId: id(n), model: `m${String(n)}`, modelName: `Model ${String(n)}`, candidate: 'base' },
    ...{ candidateName: 'Base', kind: 'method', developer: 'not stated', scores: { 'f1@0.5': 0.5 }, results: [] },
    ...{ imageCount: 2, missingCount: 1, evaluatedAt: '2026-01-02T03:04:05.000Z' },
    ...{ standing: rank === null ? 'undefined' : 'ranked', counted: 1 },
  });
}

const rows = [rowOf(1, 1), rowOf(2, 2), rowOf(3, null), rowOf(4, null)];
const metric = { id: 'f1@0.5', name: 'F1', description: '', direction: 'higher', unit: null, range: [0, 1] };
const board = Leaderboard.parse({
  task: {
    ...{ slug: 'nuclei', name: 'Nuclei', description: '', object: 'nucleus', primaryMetric: 'f1@0.5', takes: 'all' },
    ...{ synthetic: false, version: 1, datasets: [], imageCount: 2, cellCount: 2, candidateCount: 4 },
  },
  ...{ dataset: null, aggregation: 'mean', metrics: [metric], mixedVersions: [], available: ['f1@0.5'], rows },
  ...{ activity: [], demo: { state: 'ready', done: 1, total: 1 }, slice: null, overall: null },
});
const choice = { shown: [], computed: [] };

it('counts the candidates that have a rank, and not all rows', () => {
  const text = boardTable(board, rows[1]!, choice as never);
  expect(text).toContain(
    'Model 2, Base: rank 2 of 2 by f1@0.5 in Nuclei, on 2 images, 1 of them without a prediction.',
  );
});

it('says where there is no rank', () => {
  expect(boardTable(board, rows[2]!, choice as never)).toContain('Model 3, Base: without a rank in Nuclei');
});

import { aBoard, aResult, aRow, aTask, aTaskDataset } from '../../testing/samples.ts';
import { columnsOf, isHeatMap, nameOf, whyUnranked } from './board-columns.ts';

const three = ['a', 'b', 'c'].map((slug) => aTaskDataset(slug, { name: `Dataset ${slug}` }));
const task = aTask('nuclei', { datasets: three });
const row = aRow(1, {
  scores: { 'f1@0.5': 0.5, mHD: 4 },
  results: [aResult('a', { score: 0.4 }), aResult('b', { score: 0.6 })],
});
const board = aBoard([row], { task });

describe('the columns over several datasets', () => {
  it('are the mean and each dataset, by the metric that ranks', () => {
    expect(isHeatMap(board, 'datasets')).toBe(true);
    const columns = columnsOf(board, { view: 'datasets', metrics: '' });
    expect(columns.map(({ id, name, score }) => [id, name, score(row)])).toEqual([
      ['overall', 'Overall', 0.5],
      ['a', 'Dataset a', 0.4],
      ['b', 'Dataset b', 0.6],
      ['c', 'Dataset c', null],
    ]);
    expect(new Set(columns.map(({ metric }) => metric.id))).toEqual(new Set(['f1@0.5']));
  });

  it('are metrics where that is asked for', () => {
    expect(columnsOf(board, { view: 'metrics', metrics: '' }).map(({ id }) => id)).toEqual(['f1@0.5', 'mHD']);
  });
});

it('a board of one dataset has metrics as columns, with their units', () => {
  for (const one of [aBoard([row]), aBoard([row], { task, dataset: 'b' })]) {
    expect(isHeatMap(one, 'datasets')).toBe(false);
    expect(columnsOf(one, { view: 'datasets', metrics: '' }).map(({ name, mark }) => [name, mark])).toEqual([
      ['F1 at 0.5', 'ranking metric'],
      ['Hausdorff (px)', null],
    ]);
  }
});

it('marks columns whose scores are of several versions of the metric, and says what that means', () => {
  const mixed = aBoard([row], { mixedVersions: ['mHD', 'f1@0.5'] });
  const columns = columnsOf(mixed, { view: 'metrics', metrics: '' });
  expect(columns.map(({ mark }) => mark)).toEqual(['ranking metric, mixed versions', 'mixed versions']);
  for (const { help } of columns) expect(help).toContain('computed by several versions of the metric');
  for (const { help } of columnsOf(board, { view: 'metrics', metrics: '' })) expect(help).not.toContain('versions');
});

it('is named after its dataset, or its task', () => {
  expect([nameOf(board), nameOf({ ...board, dataset: 'b' })]).toEqual(['Nuclei', 'Dataset b']);
});

it.each([
  [
    '2 of 3 datasets count, 3 are needed: 1 without a result',
    board,
    aRow(1, { ...{ rank: null, standing: 'few', counted: 2 }, results: row.results }),
  ],
  [
    '0 of 6 datasets count, 3 are needed: 2 without a result, 1 incomplete, 1 seen in training, 1 with training data not disclosed, 1 scored on an earlier version',
    {
      ...board,
      task: aTask('nuclei', { datasets: ['a', 'b', 'c', 'd', 'e', 'f'].map((slug) => aTaskDataset(slug)) }),
      overall: { needed: 3, seen: false, adjusted: true },
    },
    aRow(1, {
      ...{ rank: null, standing: 'few', counted: 0 },
      results: (
        [
          ['a', { missingCount: 1, exposure: 'seen' }],
          ['b', { exposure: 'partly' }],
          ['c', { exposure: 'undisclosed' }],
          ['d', { outdated: true }],
        ] as const
      ).map(([slug, facts]) => aResult(slug, { counts: false, ...facts })),
    }),
  ],
  [
    'shares no dataset with the others, so it cannot be compared with them',
    board,
    aRow(1, { rank: null, standing: 'apart', counted: 3 }),
  ],
  [
    'scored on an earlier version of the dataset or metric than others here',
    aBoard([]),
    aRow(1, { rank: null, standing: 'outdated', results: [aResult('a', { outdated: true })] }),
  ],
  ['F1 at 0.5 is undefined on these images', aBoard([]), aRow(1, { rank: null, standing: 'undefined' })],
  [
    'control: made without a method, for the scale of the board',
    board,
    aRow(1, { rank: null, standing: 'control', kind: 'control' }),
  ],
  [
    'second annotator, for the scale of the board',
    board,
    aRow(1, { rank: null, standing: 'annotator', kind: 'annotator' }),
  ],
])('says why a row has no rank: %s', (words, on, unranked) => {
  expect(whyUnranked(unranked, on)).toBe(words);
});

it('explains each column, also what the threshold in a name means', () => {
  const [f1, mHD] = columnsOf(board, { view: 'metrics', metrics: '' });
  expect(f1?.help).toMatch(/^How many cells were found .* with an IoU of at least 0\.5; .* Higher is better\.$/);
  expect(mHD?.help).toMatch(/^How far the worst part of an outline is .* Lower is better\.$/);
  expect(mHD?.help).not.toContain('IoU');
});

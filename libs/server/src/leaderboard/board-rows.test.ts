import { CandidateId, SubmissionId, type DatasetResult } from '@cellboard/contract';
import type { BoardCell } from '@cellboard/db';
import { catalogEntry } from '@cellboard/metrics';
import { rankedRows } from './board-rows.ts';

const id = '00000000-0000-4000-8000-000000000001';
const candidate = {
  ...{ candidateId: CandidateId.parse(id), model: 'mine', modelName: 'Mine', candidate: 'base' },
  ...{ candidateName: 'Base', kind: 'method' as const, developer: 'Us', scores: { 'f1@0.5': 0.5 }, versions: {} },
} as const;

/** The result of the candidate on a dataset, with so many of its images predicted. */
function cell(dataset: string, [predicted, images]: readonly [number, number], version = 1) {
  const counts = { imageCount: images, missingCount: images - predicted, datasetVersion: version, outdated: false };
  const submissionId = SubmissionId.parse(id);
  const result: DatasetResult = {
    ...{
      dataset,
      submissionId,
      score: 0.5,
      exposure: 'unseen',
      counts: predicted === images,
      evaluatedAt: '2026-01-02T03:04:05.000Z',
      ...counts,
    },
  };
  const evaluatedAt = new Date(result.evaluatedAt);
  return {
    cell: { ...candidate, dataset, submissionId, evaluationId: id, evaluatedAt, ...counts } satisfies BoardCell,
    result,
  };
}

const dataset = (slug: string, imageCount: number, version = 1) => ({ slug, imageCount, version });
const coverage = (cells: ReturnType<typeof cell>[], ...datasets: ReturnType<typeof dataset>[]) => {
  const shape = { datasets, metrics: [catalogEntry('f1@0.5')], primary: 'f1@0.5' };
  return rankedRows(cells, shape).map((row) => [row.rank, row.imageCount, row.missingCount]);
};

it('a row counts the images of the whole board, also of datasets without a result', () => {
  const [large, small] = [dataset('large', 475), dataset('small', 6)];
  expect(coverage([cell('large', [475, 475])], large, small)).toEqual([[null, 481, 6]]);
  expect(coverage([cell('large', [475, 475])], large)).toEqual([[1, 475, 0]]);
  expect(coverage([cell('large', [470, 475])], large, small)).toEqual([[null, 481, 11]]);
  expect(coverage([cell('large', [470, 475]), cell('small', [6, 6])], large, small)).toEqual([[null, 481, 5]]);
});

it('no row guesses from a result on another version of a dataset how many images have a prediction', () => {
  expect(coverage([cell('large', [9, 10], 1)], dataset('large', 12, 2))).toEqual([[1, 12, null]]);
  expect(coverage([cell('large', [10, 10], 1)], dataset('large', 10, 2))).toEqual([[1, 10, null]]);
  const both = [dataset('large', 12, 2), dataset('small', 6)];
  expect(coverage([cell('large', [9, 10], 1), cell('small', [6, 6])], ...both)).toEqual([[null, 18, null]]);
});

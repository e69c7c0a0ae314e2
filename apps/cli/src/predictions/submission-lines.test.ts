import { Submission, type SubmissionDataset } from '@cellboard/contract';
import { boardAddress, datasetLines, failureOf, publishLines, submissionLine } from './submission-lines.ts';

const dataset = (more: Partial<SubmissionDataset>): SubmissionDataset => ({
  ...{ dataset: 'first', version: 1, state: 'scored', imageCount: 3, predictionCount: 2, scoredCount: 3 },
  ...{ report: null, error: null, warnings: null, score: null },
  ...more,
});
const submission = (status: Submission['status'], datasets: readonly SubmissionDataset[]) =>
  Submission.parse({
    ...{ id: '00000000-0000-4000-8000-000000000001', candidateId: '00000000-0000-4000-8000-000000000002', number: 1 },
    ...{ task: 'nuclei', model: 'mine', modelName: 'Mine', candidate: 'base', candidateName: 'Base', status, datasets },
    ...{ imageCount: 3, scoredCount: 3, predictionCount: 2, createdAt: '2026-01-01T00:00:00Z' },
    ...{ finishedAt: null, closedAt: null, reading: null, taskName: 'Nuclei', metric: 'pq' },
    ...{ publication: 'private', publishedAt: null, own: true, builtIn: false },
  });

it('a submission says how its files were read', () => {
  const read = { ...submission('open', [dataset({})]), reading: { plane: 2, components: true as const } };
  expect(datasetLines(read).at(-1)).toBe('Its files were read with --plane 2 --components.');
});

it('each dataset with predictions has a line', () => {
  const datasets = [
    dataset({}),
    dataset({ dataset: 'second', version: 2, state: 'running', imageCount: 1, predictionCount: 1, scoredCount: 0 }),
    dataset({ dataset: 'third', predictionCount: 0 }),
    dataset({ dataset: 'fourth', state: null, scoredCount: 0 }),
  ];
  expect(datasetLines(submission('running', datasets))).toEqual([
    'first, version 1: scored; 2 of 3 images predicted',
    'second, version 2: running; 1 of 1 image predicted, 0 of 1 scored',
    'fourth, version 1: not evaluated yet; 2 of 3 images predicted',
  ]);
  expect(datasetLines(submission('cancelled', [dataset({ state: null })]))).toEqual([
    'first, version 1: cancelled; 2 of 3 images predicted',
  ]);
});

it('warnings about scores follow their dataset', () => {
  const warnings = '1 of 3 images has a warning.\na: Its cells are scattered.';
  expect(datasetLines(submission('scored', [dataset({ warnings })]))).toEqual([
    'first, version 1: scored; 2 of 3 images predicted',
    '  1 of 3 images has a warning.',
    '  a: Its cells are scattered.',
  ]);
});

it.each(['open', 'queued', 'running', 'scored'] as const)('what is %s has not failed', (status) => {
  expect(failureOf(submission(status, [dataset({})]))).toBeUndefined();
});

it('what was rejected says what to fix, dataset by dataset', () => {
  const datasets = [
    dataset({}),
    dataset({ dataset: 'second', state: 'rejected', report: '1 of 2 predictions …\na: bad' }),
  ];
  expect(failureOf(submission('rejected', datasets))?.join('\n')).toBe(
    'The submission was rejected.\nsecond: 1 of 2 predictions …\na: bad',
  );
});

it('what failed says why, and whom to ask', () => {
  const datasets = [dataset({ state: 'failed', error: 'The truth file is missing.' })];
  expect(failureOf(submission('failed', datasets))?.join('\n')).toMatch(
    /Ask its operator, who can have it evaluated again\.\nfirst: The truth file is missing\.$/,
  );
  expect(failureOf(submission('cancelled', []))).toEqual(['The submission was cancelled.']);
});

it('the board is that of the only dataset, or of the whole task', () => {
  const [one, two] = [dataset({}), dataset({ dataset: 'second' })];
  const none = dataset({ dataset: 'third', predictionCount: 0 });
  const at = (datasets: SubmissionDataset[]) => boardAddress('http://host:1//', submission('scored', datasets));
  expect(at([one, none])).toBe('http://host:1/leaderboards/nuclei/first');
  expect(at([one, two])).toBe('http://host:1/leaderboards/nuclei');
});

it('a scored one says whether others see it, and how to let them', () => {
  const hidden = submission('scored', [dataset({})]);
  expect(submissionLine(hidden)).toBe('Submission 1 of Mine, Base, for nuclei: scored, private.');
  expect(publishLines(hidden)).toEqual([
    'Only you see its scores. To publish them: cellboard predictions publish 00000000-0000-4000-8000-000000000001',
  ]);
  const shown = { ...hidden, publication: 'published' as const };
  expect(submissionLine(shown)).toBe('Submission 1 of Mine, Base, for nuclei: scored.');
  expect(publishLines(shown)).toEqual([]);
});

import type { SystemStatus } from '@cellboard/contract';
import { aSubmission } from '../../testing/samples.ts';
import { demoWords, isBusy, spokenProgress } from './activity-words.ts';

const status = (state: SystemStatus['demo']['state'], done = 12, total = 48): SystemStatus => ({
  version: '1.0.0',
  database: 'pglite',
  demo: { state, done, total },
  jobs: { queued: 0, running: 0, failed: 0 },
});

it('looks often while the demonstration or an evaluation is under way', () => {
  expect(isBusy(undefined, [])).toBe(false);
  expect(isBusy(status('ready'), [])).toBe(false);
  expect(isBusy(status('off'), [aSubmission(1)])).toBe(true);
  expect(isBusy(status('preparing'), [])).toBe(true);
  expect(isBusy(status('evaluating'), [])).toBe(true);
});

it('tells what the demonstration does, with counts', () => {
  expect(demoWords(status('preparing'))).toBe('Preparing the demonstration data: 12 of 48 images');
  expect(demoWords(status('evaluating', 1, 1))).toBe('Evaluating the built-in models: 1 of 1 image');
  expect(demoWords(status('preparing', 0, 0))).toBe('Preparing the demonstration data');
  expect(demoWords(status('ready'))).toBeNull();
});

it('changes what is said aloud only with each quarter', () => {
  const said = new Set(
    Array.from({ length: 11 }, (_, scoredCount) => spokenProgress([aSubmission(1, { scoredCount })])),
  );
  expect([...said]).toEqual(
    [0, 25, 50, 75, 100].map((n) => `1 evaluation is under way, about ${String(n)} % of 10 images scored.`),
  );
  expect(spokenProgress([])).toBe('');
});

import type { SystemStatus } from '@cellboard/contract';
import { aSubmission } from '../../testing/samples.ts';
import { demoWords, isPreparing, spokenProgress, stoppedOf, unfinishedOf } from './activity-words.ts';

const demo = (state: SystemStatus['demo']['state'], done = 12, total = 48): SystemStatus['demo'] => ({
  state,
  done,
  total,
});

it('knows when the demo is at work', () => {
  expect((['off', 'preparing', 'evaluating', 'ready'] as const).map((state) => isPreparing(demo(state)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

it('tells submissions that still run from those that stopped', () => {
  const all = (['queued', 'running', 'rejected', 'failed'] as const).map((status, i) => aSubmission(i + 1, { status }));
  expect(unfinishedOf(all).map(({ status }) => status)).toEqual(['queued', 'running']);
  expect(stoppedOf(all).map(({ status }) => status)).toEqual(['rejected', 'failed']);
});

it('tells what the demo does, with counts', () => {
  expect(demoWords(demo('preparing'))).toBe('Preparing the demo images: 12 of 48 images');
  expect(demoWords(demo('evaluating', 1, 1))).toBe('Evaluating the built-in models on the demo: 1 of 1 image');
  expect(demoWords(demo('preparing', 0, 0))).toBe('Preparing the demo images');
  expect(demoWords(demo('ready'))).toBeNull();
});

it('changes what is said aloud only with each quarter', () => {
  const said = new Set(
    Array.from({ length: 11 }, (_, scoredCount) => spokenProgress([aSubmission(1, { scoredCount })])),
  );
  expect([...said]).toEqual(
    [0, 25, 50, 75, 100].map((n) => `1 evaluation is running: about ${String(n)} % of 10 images scored.`),
  );
  expect(spokenProgress([])).toBe('');
});

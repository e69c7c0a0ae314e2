import { timeLeft } from './terminal.ts';

it('says nothing of the time that is left before a twentieth is done, and when all is', () => {
  expect([0, 0.049, 1].map((progress) => timeLeft(progress, 60_000))).toEqual(['', '', '']);
});

it.each([
  [0.05, 1000, ', 19s left'],
  [0.5, 59_000, ', 59s left'],
  [0.5, 60_000, ', 1m0s left'],
  [0.1, 10_000, ', 1m30s left'],
  [0.5, 3_700_000, ', 1h1m left'],
])('after %d of the work in %d ms it is%s', (progress, elapsed, words) => {
  expect(timeLeft(progress, elapsed)).toBe(words);
});

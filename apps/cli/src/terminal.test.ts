import { timeLeft, visible } from './terminal.ts';

it.each([
  ['\u001b[31mred\u0007', '\\u001b[31mred\\u0007'],
  ['gpj.\u202eexe', 'gpj.\\u202eexe'],
  ['a\rb\u009b', 'a\\u000db\\u009b'],
  ['β-cell\tµm\r\nüß 漢\n', 'β-cell\tµm\r\nüß 漢\n'],
])('shows characters that would act on the terminal: %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
  expect(JSON.parse(visible(JSON.stringify(text)))).toBe(text);
});

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

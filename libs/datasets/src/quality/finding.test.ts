import { finding } from './finding.ts';

it.each([
  ['short', 'short'],
  ['x'.repeat(500), 'x'.repeat(500)],
  ['x'.repeat(501), `${'x'.repeat(499)}…`],
  // The microbe takes two units: it is left out whole where its first half would be the last unit kept.
  [`${'x'.repeat(498)}🦠🦠`, `${'x'.repeat(498)}…`],
  [`${'x'.repeat(497)}🦠🦠`, `${'x'.repeat(497)}🦠…`],
])('a sentence is cut between characters, case %#', (message, kept) => {
  expect(finding('blank', 'a', message).message).toBe(kept);
});

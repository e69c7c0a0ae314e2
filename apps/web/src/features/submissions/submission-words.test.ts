import { ageOf, canCancel, canPublish, canWithdraw, scoreText } from './submission-words.ts';

const now = Date.parse('2026-11-30T12:00:00.000Z');

it.each([
  ['2026-11-30T11:59:30.000Z', 'just now'],
  ['2026-11-30T11:58:00.000Z', '2 minutes ago'],
  ['2026-11-30T09:00:01.000Z', '2 hours ago'],
  ['2026-11-29T11:00:00.000Z', 'yesterday'],
  ['2026-11-30T12:00:20.000Z', 'in less than a minute'],
  ['2026-11-30T14:30:00.000Z', 'in 2 hours'],
])('says how far %s is', (moment, words) => {
  expect(ageOf(moment, now)).toBe(words);
});

it('offers what the server would do, and nothing to others', () => {
  const one = { own: true, status: 'scored', publication: 'private' } as const;
  expect([canPublish(one), canWithdraw(one), canCancel(one)]).toEqual([true, false, false]);
  const shown = { ...one, publication: 'published' } as const;
  expect([canPublish(shown), canWithdraw(shown)]).toEqual([false, true]);
  expect(canPublish({ ...one, publication: 'withdrawn' })).toBe(true);
  for (const status of ['rejected', 'failed', 'cancelled', 'open'] as const)
    expect(canPublish({ ...one, status })).toBe(false);
  expect(
    ['open', 'queued', 'running', 'scored', 'rejected', 'failed', 'cancelled'].filter((status) =>
      canCancel({ own: true, status: status as 'open' }),
    ),
  ).toEqual(['open', 'queued', 'running']);
  expect([canPublish({ ...one, own: false }), canWithdraw({ ...shown, own: false })]).toEqual([false, false]);
});

it('writes scores to three decimals', () => {
  expect([scoreText(0.5), scoreText(null), scoreText(12.34567)]).toEqual(['0.500', '–', '12.346']);
});

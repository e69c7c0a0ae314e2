import { longDay } from './long-day.ts';

it.each(['2026-11-29', '2026-11-29T00:00:00.000Z', '2026-11-29T23:59:59.999Z'])('is that of UTC: %s', (date) => {
  expect(longDay(date)).toBe('November 29, 2026');
});

const format = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

/** A day in words, such as "November 29, 2026", from an ISO 8601 date or time; the day is that of UTC. */
export function longDay(date: string): string {
  return format.format(new Date(date));
}

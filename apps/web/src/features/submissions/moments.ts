const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });
const minute = new Intl.DateTimeFormat('en', { timeStyle: 'short' });

/** A moment for people, to the second, in their time zone. */
export const dayOf = (moment: string): string => day.format(new Date(moment));

/** The time of day of a moment, in the time zone of the reader. */
export const minuteOf = (moment: string): string => minute.format(new Date(moment));

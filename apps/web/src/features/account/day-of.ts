const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** A moment for people, in their time zone. */
export const dayOf = (moment: string): string => day.format(new Date(moment));

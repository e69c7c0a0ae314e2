const whole = new Intl.NumberFormat('en');

/** A whole number with its thousands apart. */
export const grouped = (n: number): string => whole.format(n);

/** A number with what is counted, in the singular where it is one. */
export const counted = (n: number, one: string, many: string): string => `${whole.format(n)} ${n === 1 ? one : many}`;

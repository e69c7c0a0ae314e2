/** A value of an address that its page does not know. */
export interface IgnoredChoice {
  readonly key: string;
  readonly value: string;
}

/** Longest value that is repeated to the reader. */
const LONGEST = 40;

/**
 * The values of an address that the page passes over, because none of its choices is called so. What the page does not
 * ask for at all is left out.
 *
 * @param asked the address from its question mark on, as it was typed
 * @param search what the page made of it
 */
export function ignoredChoices(asked: string, search: object): IgnoredChoice[] {
  const taken = new Map(Object.entries(search).map(([key, value]) => [key, String(value)]));
  return [...new URLSearchParams(asked)].flatMap(([key, text]) => {
    const value = unquoted(text);
    if (value === '' || !taken.has(key) || taken.get(key) === value) return [];
    return [{ key, value: value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value }];
  });
}

/** The router puts texts that look like numbers into quotation marks. */
function unquoted(text: string): string {
  return /^".*"$/.test(text) ? text.slice(1, -1) : text;
}

/** How datasets begin their words for a modality, in lower case, and what we call it. The first that fits counts. */
const beginnings: readonly (readonly [beginning: string, modality: string])[] = [
  ['fluo', 'fluorescence'],
  ['phase', 'phase contrast'],
  ['dic', 'differential interference contrast'],
  ['brightfield', 'brightfield'],
  ['bright-field', 'brightfield'],
  ['bright field', 'brightfield'],
  // Stained tissue seen in transmitted light. DSB2018 names its kinds by their colours: purple-on-white, he-pink …
  ['h&e', 'brightfield'],
  ['he-', 'brightfield'],
  ['purple', 'brightfield'],
  ['pink', 'brightfield'],
];

/** Our word for a modality as a dataset writes it, so that one drop-down entry holds them all; unknown words stay. */
export function modalityOf(word: string): string {
  const lower = word.toLowerCase();
  return beginnings.find(([beginning]) => lower.startsWith(beginning))?.[1] ?? word;
}

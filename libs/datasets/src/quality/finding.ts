import type { Finding, FindingKind } from '@cellboard/contract';

/** Longest sentence that a report takes. */
const LONGEST = 500;

/** Something that a curator should look at; a sentence that is too long for a report ends with "…". */
export function finding(kind: FindingKind, image: string, message: string): Finding {
  if (message.length <= LONGEST) return { kind, image, message };
  // Half of a character that takes two units would be no text that a database keeps.
  return { kind, image, message: `${message.slice(0, LONGEST - 1).replace(/[\uD800-\uDBFF]$/, '')}…` };
}

/** A number as people read it: 12,345 or 0.25. */
export function figure(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 });
}

/** A number of cells in words. */
export function cellsOf(n: number): string {
  return `${figure(n)} ${n === 1 ? 'cell' : 'cells'}`;
}

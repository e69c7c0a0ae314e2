import type { Finding, FindingKind } from '@cellboard/contract';

/** Longest sentence that a report takes. */
const LONGEST = 500;

/** Something that a curator should look at; a sentence that is too long for a report ends with "…". */
export function finding(kind: FindingKind, image: string, message: string): Finding {
  return { kind, image, message: message.length > LONGEST ? `${message.slice(0, LONGEST - 1)}…` : message };
}

/** A number as people read it: 12,345 or 0.25. */
export function figure(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 });
}

/** A number of cells in words. */
export function cellsOf(n: number): string {
  return `${figure(n)} ${n === 1 ? 'cell' : 'cells'}`;
}

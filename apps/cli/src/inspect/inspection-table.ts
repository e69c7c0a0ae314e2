import { plainTable } from '../tables.ts';
import { count } from '../terminal.ts';
import type { InspectedFile } from './inspected-file.ts';

/** The result for people: a line for each file, then how many of them are what. */
export function inspectionTable(files: readonly InspectedFile[]): string {
  const labelImages = files.filter(({ sha1 }) => sha1 !== null).length;
  const refused = files.filter(({ ok }) => !ok).length;
  const rest = files.length - labelImages - refused;
  const sums =
    `${count(files.length, 'file')}: ${count(labelImages, 'label image')}, ${count(rest, 'other sound file')}, ` +
    `${refused.toLocaleString('en')} that cannot be used.`;
  if (files.length === 0) return sums;
  return `${plainTable(['File', 'Verdict', 'Kind', 'Size', 'Type', 'Cells', 'Largest id'], files.map(row))}\n\n${sums}`;
}

function row({ file, kind, width, height, dtype, cells, maxId, ...verdict }: InspectedFile): string[] {
  return [
    printable(file),
    verdictOf(verdict),
    kind ?? '–',
    width === null || height === null ? '–' : `${String(width)}×${String(height)}`,
    dtype ?? '–',
    cells?.toLocaleString('en') ?? '–',
    maxId === null ? '–' : String(maxId),
  ];
}

function verdictOf({ sha1, error }: Pick<InspectedFile, 'sha1' | 'error'>): string {
  if (error) return error.code;
  return sha1 === null ? 'sound' : 'label image';
}

/** Text from strangers, in which nothing steers a terminal or turns the writing round. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (letter) => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

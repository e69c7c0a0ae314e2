import { plainTable } from '../tables.ts';
import { count } from '../terminal.ts';
import type { InspectedFile } from './inspected-file.ts';

/** The result for people: a line for each file, then how many of them are what. */
export function inspectionTable(files: readonly InspectedFile[]): string {
  const sums = `${count(files.length, 'file')}: ${sumsOf(files)}.`;
  if (files.length === 0) return sums;
  return `${plainTable(['File', 'Verdict', 'Kind', 'Size', 'Type', 'Cells', 'Largest id'], files.map(row))}\n\n${sums}`;
}

/** How many files are label images, how many only look like one to a program, and how many are neither. */
function sumsOf(files: readonly InspectedFile[]): string {
  const labelImages = files.filter(({ verdict }) => verdict === 'label image').length;
  const doubtful = files.filter(({ verdict, sha1 }) => sha1 !== null && verdict !== 'label image').length;
  const refused = files.filter(({ ok }) => !ok).length;
  return [
    count(labelImages, 'label image'),
    ...(doubtful > 0 ? [`${doubtful.toLocaleString('en')} of whole numbers that are probably not cells`] : []),
    count(files.length - labelImages - doubtful - refused, 'other sound file'),
    `${refused.toLocaleString('en')} that cannot be used`,
  ].join(', ');
}

function row({ file, kind, width, height, dtype, cells, maxId, verdict, error }: InspectedFile): string[] {
  return [
    file,
    error?.code ?? verdict ?? '–',
    kind ?? '–',
    width === null || height === null ? '–' : `${String(width)}×${String(height)}`,
    dtype ?? '–',
    cells?.toLocaleString('en') ?? '–',
    maxId === null ? '–' : String(maxId),
  ];
}

import type { SheetRow } from '@cellboard/db';

/** Most lines in a report. With more, the same mistake is likely in all images. */
const MOST_LINES = 500;

/** An image whose prediction could not be scored, and why. */
export interface ImageProblem {
  readonly image: string;
  readonly problem: string;
}

/** The report for the submitter: every image that has to be fixed, and how. */
export function rejection(problems: readonly ImageProblem[], images: number): string {
  const opening = `${problems.length} of ${images} predictions could not be scored. Fix them and submit again.`;
  return listed(
    opening,
    problems.map(({ image, problem }) => `${image}: ${problem}`),
  );
}

/** What the submitter has to know about the scores: every image with a warning. Null where no image has one. */
export function warningsOf(sheet: readonly Pick<SheetRow, 'image' | 'warnings'>[]): string | null {
  const warned = sheet.filter(({ warnings }) => warnings.length > 0);
  if (warned.length === 0) return null;
  const opening = `${warned.length} of ${sheet.length} images ${warned.length === 1 ? 'has' : 'have'} a warning.`;
  return listed(
    opening,
    warned.flatMap(({ image, warnings }) => warnings.map(({ message }) => `${image}: ${message}`)),
  );
}

function listed(opening: string, lines: readonly string[]): string {
  const more = lines.length - MOST_LINES;
  return [opening, ...lines.slice(0, MOST_LINES), ...(more > 0 ? [`… and ${more} more.`] : [])].join('\n');
}

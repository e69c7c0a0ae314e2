/** Longest list of images in a report; a submitter with more to fix has done something to all of them. */
const MOST_LINES = 500;

/** An image whose prediction could not be scored, and why. */
export interface ImageProblem {
  readonly image: string;
  readonly problem: string;
}

/** The report for the submitter: every image that has to be fixed, and how. */
export function rejection(problems: readonly ImageProblem[], images: number): string {
  const lines = problems.slice(0, MOST_LINES).map(({ image, problem }) => `${image}: ${problem}`);
  const more = problems.length - lines.length;
  return [
    `${problems.length} of ${images} predictions could not be scored. Fix them and submit again.`,
    ...lines,
    ...(more > 0 ? [`… and ${more} more.`] : []),
  ].join('\n');
}

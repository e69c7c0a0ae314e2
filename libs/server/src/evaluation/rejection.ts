/** Longest list of images in a report; who has more to mend has done something to all of them. */
const MOST_LINES = 500;

/** An image whose prediction could not be scored, and why. */
export interface ImageProblem {
  readonly image: string;
  readonly problem: string;
}

/** The report to whom a submission is given back: every image that has to be mended, and how. */
export function rejection(problems: readonly ImageProblem[], images: number): string {
  const lines = problems.slice(0, MOST_LINES).map(({ image, problem }) => `${image}: ${problem}`);
  const more = problems.length - lines.length;
  return [
    `${problems.length} of ${images} predictions could not be scored. Mend them and submit again.`,
    ...lines,
    ...(more > 0 ? [`… and ${more} more.`] : []),
  ].join('\n');
}

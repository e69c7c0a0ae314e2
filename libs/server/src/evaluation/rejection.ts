/** Longest list of images in a report; who has more to mend has done something to all of them. */
const MOST_LINES = 500;

/** The report where the fault is ours. */
export const GIVEN_UP =
  'This submission could not be evaluated, through no fault of its predictions. The operator finds the reason in the log of the site and can queue it again.';

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

import type { Why, WhyPart } from '@cellboard/contract';
import { counted } from '../../ui/counted.ts';

/** How the scores of single images become the number, in sentences. */
export function makingWords({ row, metric, parts, overall }: Why, aggregation: 'mean' | 'pooled'): string[] {
  const [only] = parts;
  if (overall && parts.length > 0) {
    return [
      `It is the mean over ${counted(row.counted, 'dataset', 'datasets')} of ${String(parts.length)} with a result, each with the same weight.`,
      overall.adjusted
        ? 'Some candidates lack results here, so means are adjusted for how hard the datasets are that each has (least-squares means).'
        : 'Every ranked candidate has a result on each dataset, so no mean is adjusted.',
    ];
  }
  if (!only) return ['No result stands behind it any more.'];
  return [
    aggregation === 'mean' ? meanWords(only, metric.name) : pooledWords(only, metric.name),
    ...missingWords(only),
  ];
}

function meanWords({ imageCount, undefinedCount }: WhyPart, name: string): string {
  const scored = imageCount - undefinedCount;
  const left =
    undefinedCount === 0
      ? ''
      : ` ${counted(undefinedCount, 'image is', 'images are')} left out: ${name} is undefined there.`;
  return `It is the mean of ${name} over ${counted(scored, 'image', 'images')}, each with the same weight.${left}`;
}

const pooledWords = ({ imageCount }: WhyPart, name: string): string =>
  `It is ${name} of all cells of ${counted(imageCount, 'image', 'images')} together, as if they were one image.`;

function missingWords({ missingCount }: WhyPart): string[] {
  if (missingCount === 0) return [];
  return [
    `${counted(missingCount, 'image has', 'images have')} no prediction and ${missingCount === 1 ? 'counts' : 'count'} as “no cells found”.`,
  ];
}

/** What an interval was made from; how often such intervals hold the truth is measured. */
export function methodWords({
  images,
  clusters,
  isReliable,
}: {
  images: number;
  clusters: number;
  isReliable: boolean;
}): string {
  const groups =
    clusters === images ? '' : ` in ${String(clusters)} groups, such as movies or slides, which are drawn as wholes`;
  const trust = isReliable ? '' : ' There are too few for a reliable interval.';
  return `95 % bootstrap-t confidence interval from ${counted(images, 'image', 'images')}${groups}.${trust}`;
}

/** Why an evaluation was made. */
export const causeWords = {
  first: 'first evaluation of the submission',
  requeue: 'asked for again',
  metric: 'a newer version of a metric',
  dataset: 'a newer version of the dataset',
} as const satisfies Record<WhyPart['cause'], string>;

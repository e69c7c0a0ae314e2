import { FindingKind } from '@cellboard/contract';

interface FindingWords {
  readonly title: string;
  /** Why it matters. */
  readonly why: string;
}

/** What a report may find, for people who were not there when it was written. */
export const findingWords: Readonly<Record<FindingKind, FindingWords>> = {
  duplicate: {
    title: 'The very same picture twice',
    why: 'It counts twice, and a model trained on one copy has seen the other.',
  },
  'other-dataset': {
    title: 'Pictures that are also in another dataset',
    why: 'A model trained on the other dataset has seen them.',
  },
  'near-duplicate': {
    title: 'Pictures that look alike, or have the very same truth',
    why: 'Frames of a film or neighbouring sections say less than as many different pictures.',
  },
  'near-other-dataset': {
    title: 'Pictures that look like one of another dataset',
    why: 'They may be the same picture, cropped or stored anew.',
  },
  blank: { title: 'Pictures without any structure', why: 'There is nothing to be found in them.' },
  empty: {
    title: 'Truths without cells',
    why: 'Either there are none in the picture, or nobody has outlined them. Every cell found there counts as invented.',
  },
  'few-cells': {
    title: 'Far fewer cells than in pictures like it',
    why: 'Where only some cells were outlined, a model that finds the others is punished for it.',
  },
  'size-outlier': {
    title: 'Cells far larger or smaller than the others',
    why: 'They may be clumps, debris or slips of the hand.',
  },
  fragments: { title: 'Cells of several pieces', why: 'Parts that do not touch are scored as one cell.' },
  specks: {
    title: 'Cells of only a few pixels',
    why: 'At that size a shift by one pixel decides about found or missed.',
  },
  'unlike-others': {
    title: 'Channels or pixel size unlike the others',
    why: 'A model that is tuned to the other pictures may fail on them.',
  },
};

/** All kinds, the gravest first. */
export const findingKinds = FindingKind.options;

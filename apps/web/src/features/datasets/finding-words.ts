import type { FindingKind } from '@cellboard/contract';

interface FindingWords {
  readonly title: string;
  /** Why it matters. */
  readonly why: string;
}

/** What a report may find, in words for people who read it later; the gravest first. */
export const findingWords: Readonly<Record<FindingKind, FindingWords>> = {
  duplicate: {
    title: 'The same picture twice',
    why: 'It counts twice, and a model trained on one copy has seen the other.',
  },
  'other-dataset': {
    title: 'Pictures that are also in another dataset',
    why: 'A model trained on the other dataset has seen them.',
  },
  'near-duplicate': {
    title: 'Pictures that look alike, or have the same truth',
    why: 'Frames of a film or neighbouring sections say less than as many different pictures.',
  },
  'near-other-dataset': {
    title: 'Pictures that look like one of another dataset',
    why: 'They may be the same picture, cropped or saved again.',
  },
  blank: { title: 'Pictures without any structure', why: 'There is nothing to find in them.' },
  empty: {
    title: 'Truths without cells',
    why: 'Either the picture has none, or nobody outlined them. Every cell that a model finds there counts as invented.',
  },
  'few-cells': {
    title: 'Unusually few cells',
    why: 'If only some cells were outlined, a model that finds the others loses points for it.',
  },
  'size-outlier': {
    title: 'Cells far larger or smaller than the others',
    why: 'They may be clumps, debris or annotation mistakes.',
  },
  fragments: { title: 'Cells in several pieces', why: 'Parts that do not touch are scored as one cell.' },
  specks: {
    title: 'Cells of only a few pixels',
    why: 'At that size a shift of one pixel decides between found and missed.',
  },
  'unlike-others': {
    title: 'Channels or pixel size unlike the others',
    why: 'A model tuned to the other pictures may fail on them.',
  },
};

/** All kinds, the gravest first. */
export const findingKinds = Object.keys(findingWords) as FindingKind[];

import { DatasetError } from '../entries/dataset-error.ts';
import type { Outlined } from '../entries/layout-entry.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';

/** A dataset that no task can be made of. */
export interface RefusedDataset {
  readonly name: string;
  /** What it has instead of a truth, for a list: "it has boxes, but no masks of cells". */
  readonly lacks: string;
  /** Why, in sentences that begin with its name. */
  readonly reason: string;
  readonly outlines?: Outlined;
}

/** The layout of such a dataset: its import is always refused, with the reason (DATASET_UNSUITABLE). */
export function refusedLayout({ name, lacks, reason, outlines = 'nucleus' }: RefusedDataset): PublishedLayout {
  const refuse = (): never => {
    throw new DatasetError('DATASET_UNSUITABLE', `${reason} Cell instance segmentation cannot be scored against it.`);
  };
  return {
    name,
    description: `Always refused: ${lacks}.`,
    outlines: [outlines],
    parts: null,
    read: refuse,
    truthFiles: refuse,
  };
}

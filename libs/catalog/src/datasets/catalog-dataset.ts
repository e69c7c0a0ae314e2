import type { DatasetFacts, NewDataset, Slug, TaskObject } from '@cellboard/contract';

/** A public dataset as its authors publish it. */
export interface CatalogDataset extends Omit<NewDataset, 'object' | 'source'> {
  /** What its truths outline, of several the one that its own slug stands for; null where nothing is outlined. */
  readonly object: TaskObject | null;
  /** Of the vocabulary of sources. */
  readonly source: Slug;
  /** Id of the layout that reads its files. */
  readonly layout: string;
  readonly facts: DatasetFacts;
}

import type { DatasetFacts } from '@cellboard/contract';
import type { CatalogDataset } from './catalog-dataset.ts';

export const binary = 'Its masks only tell cells from the background, so that cells that touch cannot be told apart.';
export const bySoftware =
  'Its truth was made by software, so that scores would say how much a model resembles that software.';
/** For files that somebody has read, but nobody here. */
export const unread = 'No reader of its files is built in. Nobody has compared one with the real files yet.';
export const unpublished = 'How its files are arranged is not published well enough to read them without a guess.';

/** A dataset that people ask for and that no task can be made of. */
interface Listed extends Pick<CatalogDataset, 'slug' | 'name' | 'description' | 'licence'> {
  /** Why no task can be made of it. */
  readonly reason: string;
  readonly modality: string;
  /** Where this is from; the first is the dataset's own page. */
  readonly sources: readonly [string, ...string[]];
  readonly facts?: Partial<DatasetFacts>;
}

/** Describes a dataset that is only listed: its layout and its source have its slug. The import refuses it with the reason. */
export function listed({ reason, modality, sources, facts = {}, ...card }: Listed): CatalogDataset {
  return {
    ...card,
    object: null,
    source: card.slug,
    redistributable: false,
    sourceUrl: sources[0],
    citation: null,
    layout: card.slug,
    facts: {
      year: null,
      paperUrl: null,
      objects: [],
      modalities: [modality],
      stains: [],
      tissues: [],
      images: null,
      cells: null,
      imageSizes: null,
      pixelSizes: null,
      split: null,
      access: 'open',
      steps: ['Read the page of the dataset, if you want to use it for something else.'],
      commands: [],
      ineligible: reason,
      checked: false,
      sources: [...sources],
      ...facts,
      notes: ['The import refuses it for this reason.', ...(facts.notes ?? [])],
    },
  };
}

export const torchEm = 'https://github.com/constantinpape/torch-em';

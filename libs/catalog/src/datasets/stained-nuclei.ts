import type { CatalogDataset } from './catalog-dataset.ts';

/** What all datasets of nuclei in tissue that is stained with haematoxylin and eosin have in common. */
export const stainedNuclei = {
  objects: ['nucleus'],
  modalities: ['brightfield'],
  stains: ['H&E'],
  ineligible: null,
  checked: false,
} satisfies Partial<CatalogDataset['facts']>;

/** A note on datasets whose images have nuclei of many kinds. */
export const mixedNuclei = 'Nuclei of all kinds of cells count alike, so the cell type of its images is not stated.';

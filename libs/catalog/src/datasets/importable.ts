import type { DatasetFacts } from '@cellboard/contract';
import type { CatalogDataset } from './catalog-dataset.ts';

/** A dataset that has a layout of its own, with what its other facts say left out. */
interface Importable extends Omit<CatalogDataset, 'facts' | 'layout' | 'object' | 'source'> {
  readonly facts: Omit<DatasetFacts, 'ineligible'>;
}

/** Describes a dataset that can be imported: its layout and its source have the dataset's own slug. */
export function importable({ facts, ...card }: Importable): CatalogDataset {
  const { slug } = card;
  return {
    ...card,
    object: facts.objects[0] ?? null,
    source: slug,
    layout: slug,
    facts: { ...facts, ineligible: null },
  };
}

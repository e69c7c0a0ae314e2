import type { Dataset } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { CardGroup } from '../../ui/cards.tsx';
import { ListToolbar, NothingFits, type Facet } from '../../ui/list-toolbar.tsx';
import { DatasetCard } from './dataset-card.tsx';
import { datasetFacets, filterDatasets } from './dataset-filter.ts';
import { datasetsSearchDefaults, type DatasetsSearch } from './datasets-search.ts';

interface DatasetListProps {
  readonly datasets: readonly Dataset[];
  readonly search: DatasetsSearch;
  /** Some of a dataset's images, small. */
  readonly preview: (dataset: Dataset) => ReactNode;
  readonly onChange: (change: Partial<DatasetsSearch>) => void;
}

/** Every dataset as a card: first those on this site, then those that are only known. Its state is the search. */
export function DatasetList({ datasets, search, preview, onChange }: DatasetListProps): ReactNode {
  const found = filterDatasets(datasets, search);
  const here = found.filter(({ version }) => version !== null);
  const catalogued = found.filter(({ version }) => version === null);
  return (
    <>
      <ListToolbar
        label="Datasets to show"
        placeholder="Name, tissue, stain …"
        facets={facetsOf(datasets)}
        {...{ search, orders, onChange }}
      />
      <p className="cards-summary" role="status">
        {found.length} of {datasets.length} {datasets.length === 1 ? 'dataset' : 'datasets'}: {here.length} on this
        site, {catalogued.length} not imported yet
      </p>
      {found.length === 0 && (
        <NothingFits
          one="dataset"
          all="datasets"
          onClear={() => {
            onChange(datasetsSearchDefaults);
          }}
        >
          The search looks at names, descriptions, imaging, stains, tissues and licences.
        </NothingFits>
      )}
      <CardGroup title="On this site" words="You can look at their images, and models are ranked on them.">
        {here.map((dataset) => (
          <DatasetCard key={dataset.slug} dataset={dataset}>
            {preview(dataset)}
          </DatasetCard>
        ))}
      </CardGroup>
      <CardGroup
        title="Not imported yet"
        words="Published by their authors; each page explains how to import them. The numbers are the authors’."
      >
        {catalogued.map((dataset) => (
          <DatasetCard key={dataset.slug} dataset={dataset} />
        ))}
      </CardGroup>
    </>
  );
}

const orders = { name: 'Name', images: 'Most images', year: 'Newest first' } as const;

function facetsOf(datasets: readonly Dataset[]): Facet<DatasetsSearch>[] {
  const { object, modality, stain, licence, size, here } = datasetFacets(datasets);
  return [
    { key: 'object', label: 'Annotated', all: 'Any', choices: object },
    { key: 'modality', label: 'Imaging', all: 'Any', choices: modality },
    { key: 'stain', label: 'Stain', all: 'Any', choices: stain },
    { key: 'size', label: 'Size', all: 'Any', choices: size },
    { key: 'licence', label: 'Licence', all: 'Any', choices: licence },
    { key: 'here', label: 'Availability', all: 'All', choices: here },
  ];
}

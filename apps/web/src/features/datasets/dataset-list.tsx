import type { Dataset } from '@cellboard/contract';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { CardGroup } from '../../ui/cards.tsx';
import { FacetSelect } from '../../ui/facet-select.tsx';
import { EmptyNotice } from '../../ui/notice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SortSelect } from '../../ui/sort-select.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
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
      <DatasetFilter {...{ datasets, search, onChange }} />
      <p className="cards-summary" role="status">
        {found.length} of {datasets.length} {datasets.length === 1 ? 'dataset' : 'datasets'}: {here.length} on this
        site, {catalogued.length} not imported yet
      </p>
      {found.length === 0 && (
        <NothingFound
          onClear={() => {
            onChange(datasetsSearchDefaults);
          }}
        />
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

function DatasetFilter({
  datasets,
  search,
  onChange,
}: Pick<DatasetListProps, 'datasets' | 'search' | 'onChange'>): ReactNode {
  const facets = datasetFacets(datasets);
  const facet = (key: keyof typeof facets, label: string, all: string): ReactNode => (
    <FacetSelect
      label={label}
      all={all}
      choices={facets[key]}
      value={search[key]}
      onChange={(value) => {
        onChange({ [key]: value });
      }}
    />
  );
  return (
    <Toolbar
      label="Datasets to show"
      more="Filters"
      first={
        <SearchField
          label="Search"
          placeholder="Name, tissue, stain …"
          value={search.q}
          onChange={(q) => {
            onChange({ q });
          }}
        />
      }
    >
      {facet('object', 'Annotated', 'Cells or nuclei')}
      {facet('modality', 'Imaging', 'Any')}
      {facet('licence', 'Licence', 'Any')}
      {facet('here', 'Availability', 'All')}
      <SortSelect
        orders={orders}
        value={search.sort}
        onChange={(sort) => {
          onChange({ sort });
        }}
      />
    </Toolbar>
  );
}

function NothingFound({ onClear }: { readonly onClear: () => void }): ReactNode {
  return (
    <EmptyNotice
      title="No dataset fits all of this"
      action={
        <Button variant="default" onClick={onClear}>
          Show all datasets
        </Button>
      }
    >
      Leave out a word or a choice. The search looks at names, descriptions, imaging, stains, tissues and licences.
    </EmptyNotice>
  );
}

import type { Dataset, DatasetDetails } from '@cellboard/contract';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { CardGroup } from '../../ui/cards.tsx';
import { FacetSelect } from '../../ui/facet-select.tsx';
import { EmptyNotice } from '../../ui/notice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { DatasetCard } from './dataset-card.tsx';
import { datasetFacets, filterDatasets } from './dataset-filter.ts';
import { datasetsSearchDefaults, type DatasetsSearch } from './datasets-search.ts';

interface DatasetListProps {
  readonly datasets: readonly Dataset[];
  readonly search: DatasetsSearch;
  /** Tasks of the datasets that are here, by slug; one that is missing is on its way. */
  readonly tasks: ReadonlyMap<string, DatasetDetails['tasks']>;
  /** Some of a dataset's images, small. */
  readonly preview: (dataset: Dataset) => ReactNode;
  readonly onChange: (change: Partial<DatasetsSearch>) => void;
}

/** Every dataset as a card: first those that are here, then those that are only known. Its state is the search. */
export function DatasetList({ datasets, search, tasks, preview, onChange }: DatasetListProps): ReactNode {
  const found = filterDatasets(datasets, search);
  const here = found.filter(({ version }) => version !== null);
  const catalogued = found.filter(({ version }) => version === null);
  return (
    <>
      <DatasetFilter {...{ datasets, search, onChange }} />
      <p className="cards-summary" role="status">
        {found.length} of {datasets.length} {datasets.length === 1 ? 'dataset' : 'datasets'}: {here.length} here,{' '}
        {catalogued.length} not here yet
      </p>
      {found.length === 0 && (
        <NothingFound
          onClear={() => {
            onChange(datasetsSearchDefaults);
          }}
        />
      )}
      <CardGroup title="Here" words="Their images can be looked at, and models are ranked on them.">
        {here.map((dataset) => (
          <DatasetCard key={dataset.slug} dataset={dataset} tasks={tasks.get(dataset.slug) ?? []}>
            {preview(dataset)}
          </DatasetCard>
        ))}
      </CardGroup>
      <CardGroup
        title="Not here yet"
        words="What their authors publish, and how it is brought here. Numbers are the authors’."
      >
        {catalogued.map((dataset) => (
          <DatasetCard key={dataset.slug} dataset={dataset} tasks={[]} />
        ))}
      </CardGroup>
    </>
  );
}

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
    <div className="toolbar" role="group" aria-label="Datasets to show">
      <SearchField
        label="Search"
        placeholder="Name, tissue, stain …"
        value={search.q}
        onChange={(q) => {
          onChange({ q });
        }}
      />
      {facet('object', 'Outlines', 'Cells or nuclei')}
      {facet('modality', 'Imaging', 'Any')}
      {facet('licence', 'Files', 'Any licence')}
      {facet('here', 'Here', 'All')}
    </div>
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

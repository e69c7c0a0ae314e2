import type { Model, ModelResult } from '@cellboard/contract';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { CardGroup } from '../../ui/cards.tsx';
import { FacetSelect } from '../../ui/facet-select.tsx';
import { EmptyNotice } from '../../ui/notice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SortSelect } from '../../ui/sort-select.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { ModelCard } from './model-card.tsx';
import { filterModels, modelFacets, type SourceWords } from './model-filter.ts';
import { modelsSearchDefaults, type ModelsSearch } from './models-search.ts';

interface ModelListProps {
  readonly models: readonly Model[];
  readonly search: ModelsSearch;
  /** What the sources of training data show, for the search. */
  readonly sources: SourceWords;
  /** Places on the boards of models that have some, by slug; one that is missing is on its way. */
  readonly places: ReadonlyMap<string, readonly ModelResult[]>;
  readonly onChange: (change: Partial<ModelsSearch>) => void;
}

/** Every model as a card: those to be ranked, those built in, and those that are only listed. Its state is the search. */
export function ModelList({ models, search, sources, places, onChange }: ModelListProps): ReactNode {
  const found = filterModels(models, search, sources);
  const cards = (group: readonly Model[]): ReactNode[] =>
    group.map((model) => <ModelCard key={model.slug} model={model} places={places.get(model.slug)} />);
  const eligible = found.filter(({ ineligible }) => ineligible === null);
  return (
    <>
      <ModelFilter {...{ models, search, onChange }} />
      <p className="cards-summary" role="status">
        {found.length} of {models.length} {models.length === 1 ? 'model' : 'models'}
      </p>
      {found.length === 0 && (
        <EmptyNotice
          title="No model fits all of this"
          action={
            <Button
              variant="default"
              onClick={() => {
                onChange(modelsSearchDefaults);
              }}
            >
              Show all models
            </Button>
          }
        >
          Leave out a word or a choice. The search looks at names, developers, methods, licences, weights and training
          data.
        </EmptyNotice>
      )}
      <CardGroup title="Instance segmentation models" words="Run one and submit its masks to rank it.">
        {cards(eligible.filter(({ builtIn }) => !builtIn))}
      </CardGroup>
      <CardGroup
        title="Built-in baselines"
        words="Classical methods that this software runs itself, as a line to compare with."
      >
        {cards(eligible.filter(({ builtIn }) => builtIn))}
      </CardGroup>
      <CardGroup
        title="Not eligible for ranking"
        words="Each says why. A model can be ranked if it tells cells apart in two-dimensional images and others can run it."
      >
        {cards(found.filter(({ ineligible }) => ineligible !== null))}
      </CardGroup>
    </>
  );
}

const orders = { name: 'Name', year: 'Newest first' } as const;

type ModelFilterProps = Pick<ModelListProps, 'models' | 'search' | 'onChange'>;

function ModelFilter({ models, search, onChange }: ModelFilterProps): ReactNode {
  const facets = modelFacets(models);
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
      label="Models to show"
      more="Filters"
      first={
        <SearchField
          label="Search"
          placeholder="Name, stain, training data …"
          value={search.q}
          onChange={(q) => {
            onChange({ q });
          }}
        />
      }
    >
      {facet('results', 'Results', 'All')}
      {facet('object', 'Outlines', 'Cells or nuclei')}
      {facet('weights', 'Weights', 'Any')}
      {facet('ranked', 'Ranking', 'All')}
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

import type { Model } from '@cellboard/contract';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CardFacts, CardGroup, type CardFact } from '../../ui/cards.tsx';
import { FacetSelect } from '../../ui/facet-select.tsx';
import { EmptyNotice } from '../../ui/notice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { filterModels, modelFacets } from './model-filter.ts';
import { makerLine, outlinesLine, parametersLine, weightsLine } from './model-words.ts';
import { modelsSearchDefaults, type ModelsSearch } from './models-search.ts';

interface ModelListProps {
  readonly models: readonly Model[];
  readonly search: ModelsSearch;
  readonly onChange: (change: Partial<ModelsSearch>) => void;
}

/** Every model as a card: first those that can be ranked, then those that are only listed. Its state is the search. */
export function ModelList({ models, search, onChange }: ModelListProps): ReactNode {
  const found = filterModels(models, search);
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
          Leave out a word or a choice. The search looks at names, developers, methods, licences and training data.
        </EmptyNotice>
      )}
      <CardGroup
        title="Can be ranked"
        words="They outline each cell by itself. Whoever runs one can bring what it writes to a board."
      >
        {cards(found.filter(({ ineligible }) => ineligible === null))}
      </CardGroup>
      <CardGroup
        title="Listed, never ranked"
        words="Each says why. A model can be ranked when it tells cells apart in two-dimensional images and can be run by others."
      >
        {cards(found.filter(({ ineligible }) => ineligible !== null))}
      </CardGroup>
    </>
  );
}

const cards = (models: readonly Model[]): ReactNode[] =>
  models.map((model) => <ModelCard key={model.slug} model={model} />);

function ModelFilter({ models, search, onChange }: ModelListProps): ReactNode {
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
    <div className="toolbar" role="group" aria-label="Models to show">
      <SearchField
        label="Search"
        placeholder="Name, developer, backbone …"
        value={search.q}
        onChange={(q) => {
          onChange({ q });
        }}
      />
      {facet('object', 'Outlines', 'Cells or nuclei')}
      {facet('weights', 'Weights', 'Any')}
      {facet('ranked', 'Ranking', 'All')}
    </div>
  );
}

function ModelCard({ model }: { readonly model: Model }): ReactNode {
  const { slug, name, description, ineligible } = model;
  return (
    <li className="card">
      <div>
        <h3>
          <Link to="/models/$model" params={{ model: slug }}>
            {name}
          </Link>
        </h3>
        <p className="card-line">{makerLine(model)}</p>
      </div>
      {description !== '' && <p className="card-words">{description}</p>}
      <CardFacts facts={factsOf(model)} />
      {ineligible !== null && <p className="card-barred">{ineligible}</p>}
    </li>
  );
}

function factsOf(model: Model): CardFact[] {
  const { backbone, paramCount } = model;
  const parameters = paramCount === 0 ? null : parametersLine(paramCount);
  const size = [backbone, parameters && `${parameters} parameters`].filter((part) => part !== null);
  return [
    ['Outlines', outlinesLine(model)],
    ['Learns', model.learningMethod],
    ['Backbone', size.length > 0 ? size.join(', ') : null],
    ['Licence', model.licence],
    ['Weights', weightsLine(model)],
  ];
}

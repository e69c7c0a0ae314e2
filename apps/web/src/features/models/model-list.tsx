import type { Model, ModelResult } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { CardGroup } from '../../ui/cards.tsx';
import { ListToolbar, NothingFits, type Facet } from '../../ui/list-toolbar.tsx';
import { ModelCard } from './model-card.tsx';
import { filterModels, isMethod, modelFacets, type SourceWords } from './model-filter.ts';
import { modelsSearchDefaults, type ModelsSearch } from './models-search.ts';

interface ModelListProps {
  readonly models: readonly Model[];
  readonly search: ModelsSearch;
  /** What the sources of training data show, for the search. */
  readonly sources: SourceWords;
  /** Places on the boards of models that have some, by slug; a missing one is still loading. */
  readonly places: ReadonlyMap<string, readonly ModelResult[]>;
  readonly onChange: (change: Partial<ModelsSearch>) => void;
}

/**
 * Every model as a card: those to be ranked, those built in, those that are only listed, and apart from them and their
 * number what is no method. Its state is the search.
 */
export function ModelList({ models, search, sources, places, onChange }: ModelListProps): ReactNode {
  const methods = models.filter(isMethod);
  const found = filterModels(methods, search, sources);
  const others = filterModels(
    models.filter((model) => !isMethod(model)),
    search,
    sources,
  );
  const cards = (group: readonly Model[]): ReactNode[] =>
    group.map((model) => <ModelCard key={model.slug} model={model} places={places.get(model.slug)} />);
  const eligible = found.filter(({ ineligible }) => ineligible === null);
  return (
    <>
      <ListToolbar
        label="Models to show"
        placeholder="Name, stain, training data …"
        facets={facetsOf(methods)}
        {...{ search, orders, onChange }}
      />
      <p className="cards-summary" role="status">
        {found.length} of {methods.length} {methods.length === 1 ? 'model' : 'models'}
      </p>
      {found.length + others.length === 0 && (
        <NothingFits
          one="model"
          all="models"
          onClear={() => {
            onChange(modelsSearchDefaults);
          }}
        >
          The search looks at names, developers, methods, licences, weights and training data.
        </NothingFits>
      )}
      <CardGroup title="Instance segmentation models" words="Run one and submit its masks to have it ranked.">
        {cards(eligible.filter(({ builtIn }) => !builtIn))}
      </CardGroup>
      <CardGroup
        title="Built-in baselines"
        words="Classical methods that are part of this software. Use them as a reference."
      >
        {cards(eligible.filter(({ builtIn }) => builtIn))}
      </CardGroup>
      <CardGroup
        title="Not eligible for ranking"
        words="Each page gives the reason. A model can be ranked if it separates cells in two-dimensional images and others can run it."
      >
        {cards(found.filter(({ ineligible }) => ineligible !== null))}
      </CardGroup>
      <CardGroup
        title="Controls and second annotators"
        words="They show what a score means. They are never ranked and do not count as models."
      >
        {cards(others)}
      </CardGroup>
    </>
  );
}

const orders = { name: 'Name', year: 'Newest first' } as const;

function facetsOf(models: readonly Model[]): Facet<ModelsSearch>[] {
  const { results, object, weights, ranked } = modelFacets(models);
  return [
    { key: 'results', label: 'Results', all: 'All', choices: results },
    { key: 'object', label: 'Outlines', all: 'Cells or nuclei', choices: object },
    { key: 'weights', label: 'Weights', all: 'Any', choices: weights },
    { key: 'ranked', label: 'Ranking', all: 'All', choices: ranked },
  ];
}

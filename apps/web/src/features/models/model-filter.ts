import type { Dataset, Model } from '@cellboard/contract';
import { holdsWords } from '../../search/holds-words.ts';
import { countValues } from '../../ui/facet-select.tsx';
import { learnsNothing } from './model-words.ts';
import type { ModelsSearch } from './models-search.ts';

/** What is known of the sources that models were trained on, by their slugs. */
export type SourceWords = ReadonlyMap<string, string>;

const objectsOf = ({ facts }: Model): string[] => facts?.objects ?? [];
/** A method that learns nothing has all it needs. */
const weightsOf = (model: Model): string[] => {
  if (learnsNothing(model)) return ['yes'];
  return [model.weightsAvailable === null ? 'unknown' : model.weightsAvailable ? 'yes' : 'no'];
};
const rankedOf = ({ ineligible }: Model): string[] => [ineligible === null ? 'yes' : 'no'];
const resultsOf = ({ boardCount }: Model): string[] => [boardCount > 0 ? 'yes' : 'no'];

const wordsOf = (model: Model, sources: SourceWords): string => {
  const { slug, name, description, developer, learningMethod, backbone, licence, facts, candidates } = model;
  return [
    ...[slug, name, description, developer, learningMethod, backbone, licence],
    ...[facts?.year, facts?.writes, ...(facts?.objects ?? []), ...(facts?.notes ?? [])],
    ...candidates.flatMap((candidate) => [
      ...[candidate.slug, candidate.name, candidate.weights?.note],
      ...(candidate.weights?.sources ?? []).flatMap((source) => [source.name, sources.get(source.slug)]),
    ]),
  ].join(' ');
};

/** Imaging, stains and tissues of the datasets, by the source of their images. */
export function sourceWords(datasets: readonly Dataset[]): SourceWords {
  return new Map(
    datasets.map(({ source, facts }) => [
      source,
      [...(facts?.modalities ?? []), ...(facts?.stains ?? []), ...(facts?.tissues ?? [])].join(' '),
    ]),
  );
}

/** Whether a model has something to be ranked: others have only controls or second annotators. */
export function isMethod({ candidates }: Model): boolean {
  return candidates.length === 0 || candidates.some(({ kind }) => kind === 'method');
}

/** The models that match the search, in the chosen order. */
export function filterModels(models: readonly Model[], search: ModelsSearch, sources: SourceWords): Model[] {
  const { q, object, weights, ranked, results, sort } = search;
  const found = models.filter(
    (model) =>
      holdsWords(wordsOf(model, sources), q.trim()) &&
      (object === '' || objectsOf(model).includes(object)) &&
      (weights === '' || weightsOf(model).includes(weights)) &&
      (results === '' || resultsOf(model).includes(results)) &&
      (ranked === '' || rankedOf(model).includes(ranked)),
  );
  return sort === 'year' ? found.sort((a, b) => (b.facts?.year ?? 0) - (a.facts?.year ?? 0)) : found;
}

/** What the list can be narrowed to, each with the number of models in the whole list. */
export function modelFacets(models: readonly Model[]) {
  return {
    object: countValues(models, objectsOf, { cell: 'cells', nucleus: 'nuclei' }),
    weights: countValues(models, weightsOf, { yes: 'available', no: 'not published', unknown: 'not known' }),
    results: countValues(models, resultsOf, { yes: 'has results here', no: 'no results yet' }),
    ranked: countValues(models, rankedOf, { yes: 'eligible', no: 'not eligible' }),
  };
}

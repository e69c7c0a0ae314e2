import type { Model } from '@cellboard/contract';
import { holdsWords } from '../../search/holds-words.ts';
import { countValues } from '../../ui/facet-select.tsx';
import { learnsNothing } from './model-words.ts';
import type { ModelsSearch } from './models-search.ts';

const objectsOf = ({ facts }: Model): string[] => facts?.objects ?? [];
/** A method that learns nothing has all it needs. */
const weightsOf = (model: Model): string[] => {
  if (learnsNothing(model)) return ['yes'];
  return [model.weightsAvailable === null ? 'unknown' : model.weightsAvailable ? 'yes' : 'no'];
};
const rankedOf = ({ ineligible }: Model): string[] => [ineligible === null ? 'yes' : 'no'];

const wordsOf = (model: Model): string => {
  const { slug, name, description, developer, learningMethod, backbone, licence, facts, candidates } = model;
  return [
    ...[slug, name, description, developer, learningMethod, backbone, licence],
    ...[facts?.year, facts?.writes],
    ...candidates.flatMap((candidate) => [candidate.name, ...(candidate.trainingData ?? [])]),
  ].join(' ');
};

/** The models that are asked for, in their order. */
export function filterModels(models: readonly Model[], { q, object, weights, ranked }: ModelsSearch): Model[] {
  return models.filter(
    (model) =>
      holdsWords(wordsOf(model), q.trim()) &&
      (object === '' || objectsOf(model).includes(object)) &&
      (weights === '' || weightsOf(model).includes(weights)) &&
      (ranked === '' || rankedOf(model).includes(ranked)),
  );
}

/** What the list can be narrowed to, each with the number of models in the whole list. */
export function modelFacets(models: readonly Model[]) {
  return {
    object: countValues(models, objectsOf, { cell: 'cells', nucleus: 'nuclei' }),
    weights: countValues(models, weightsOf, { yes: 'can be had', no: 'not published', unknown: 'not known' }),
    ranked: countValues(models, rankedOf, { yes: 'can be ranked', no: 'listed only' }),
  };
}

import { datasetSizes, licenceClass, licenceClasses, type Dataset } from '@cellboard/contract';
import { holdsWords } from '../../search/holds-words.ts';
import { countValues } from '../../ui/facet-select.tsx';
import type { DatasetsSearch } from './datasets-search.ts';
import { objectWords, outlinedIn, sizeClass } from './dataset-words.ts';

const isBarred = ({ facts }: Dataset): boolean => facts !== null && facts.ineligible !== null;
const objectsOf = (dataset: Dataset): string[] => (isBarred(dataset) ? ['barred'] : outlinedIn(dataset));
const modalitiesOf = ({ facts }: Dataset): string[] => facts?.modalities ?? [];
const stainsOf = ({ facts }: Dataset): string[] => facts?.stains ?? [];
const licenceOf = (dataset: Dataset): string[] => [licenceClass(dataset)];
const sizeOf = (dataset: Dataset): string[] => [sizeClass(dataset) ?? []].flat();
const hereOf = ({ version }: Dataset): string[] => [version === null ? 'no' : 'yes'];

const wordsOf = ({ slug, name, description, licence, facts }: Dataset): string =>
  [
    slug,
    name,
    description,
    licence,
    ...(facts ? [...facts.objects, ...facts.modalities, ...facts.stains, ...facts.tissues] : []),
    facts?.year ?? '',
  ].join(' ');

const facets = ['object', 'modality', 'stain', 'licence', 'size', 'here'] as const;
const valuesOf: Readonly<Record<(typeof facets)[number], (dataset: Dataset) => string[]>> = {
  object: objectsOf,
  modality: modalitiesOf,
  stain: stainsOf,
  licence: licenceOf,
  size: sizeOf,
  here: hereOf,
};

/** Where a dataset stands in an order, the smallest number first; those with the same number keep the order of names. */
const placeIn: Readonly<Record<DatasetsSearch['sort'], (dataset: Dataset) => number>> = {
  name: ({ synthetic }) => Number(synthetic),
  images: ({ imageCount, facts }) => -(imageCount || (facts?.images ?? 0)),
  year: ({ facts }) => -(facts?.year ?? 0),
};

/**
 * The datasets that match the search, in the chosen order; by name, those drawn by software come after the others.
 * In every order those that cannot be used come last.
 */
export function filterDatasets(datasets: readonly Dataset[], search: DatasetsSearch): Dataset[] {
  const { q, sort } = search;
  const found = datasets.filter(
    (dataset) =>
      holdsWords(wordsOf(dataset), q.trim()) &&
      facets.every((facet) => search[facet] === '' || valuesOf[facet](dataset).includes(search[facet])),
  );
  const place = placeIn[sort];
  return found.sort((a, b) => Number(isBarred(a)) - Number(isBarred(b)) || place(a) - place(b));
}

/** What the list can be narrowed to, each with the number of datasets in the whole list. */
export function datasetFacets(datasets: readonly Dataset[]) {
  return {
    object: countValues(datasets, objectsOf, { ...objectWords, barred: 'cannot be used' }),
    modality: countValues(datasets, modalitiesOf),
    stain: countValues(datasets, stainsOf),
    licence: countValues(datasets, licenceOf, licenceClasses),
    size: countValues(datasets, sizeOf, datasetSizes),
    here: countValues(datasets, hereOf, { yes: 'on this site', no: 'not imported yet' }),
  };
}

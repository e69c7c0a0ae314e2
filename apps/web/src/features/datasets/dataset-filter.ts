import type { Dataset } from '@cellboard/contract';
import { holdsWords } from '../../search/holds-words.ts';
import { countValues } from '../../ui/facet-select.tsx';
import type { DatasetsSearch } from './datasets-search.ts';
import { datasetSizes, licenceClass, licenceClasses, objectWords, sizeClass } from './dataset-words.ts';

const objectsOf = ({ object, facts }: Dataset): string[] => {
  if (object !== null) return [object];
  if (!facts) return [];
  return facts.objects.length > 0 ? facts.objects : ['none'];
};
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

/** The datasets that match the search, in the chosen order; by name, those drawn by software come last. */
export function filterDatasets(datasets: readonly Dataset[], search: DatasetsSearch): Dataset[] {
  const { q, sort } = search;
  const found = datasets.filter(
    (dataset) =>
      holdsWords(wordsOf(dataset), q.trim()) &&
      facets.every((facet) => search[facet] === '' || valuesOf[facet](dataset).includes(search[facet])),
  );
  const most = (count: (dataset: Dataset) => number) => found.sort((a, b) => count(b) - count(a));
  if (sort === 'images') return most(({ imageCount, facts }) => imageCount || (facts?.images ?? 0));
  if (sort === 'year') return most(({ facts }) => facts?.year ?? 0);
  return found.sort((a, b) => Number(a.synthetic) - Number(b.synthetic));
}

/** What the list can be narrowed to, each with the number of datasets in the whole list. */
export function datasetFacets(datasets: readonly Dataset[]) {
  return {
    object: countValues(datasets, objectsOf, { ...objectWords, none: 'no cells' }),
    modality: countValues(datasets, modalitiesOf),
    stain: countValues(datasets, stainsOf),
    licence: countValues(datasets, licenceOf, licenceClasses),
    size: countValues(datasets, sizeOf, datasetSizes),
    here: countValues(datasets, hereOf, { yes: 'on this site', no: 'not imported yet' }),
  };
}

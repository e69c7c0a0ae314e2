import { measureClasses, type ClassedMeasure, type ImageFacet, type MeasureClass } from '@cellboard/contract';
import type { FacetChoice } from './facet-select.tsx';

const units: Readonly<Record<ClassedMeasure, string>> = { size: ' px', density: ' per megapixel', contrast: '' };

/** What people call a value of a facet; the classes of measures with their bounds, such as "small: under 16 px". */
export function facetLabel(facet: ImageFacet, value: string): string {
  if (!isClassed(facet)) return value;
  const classes: readonly MeasureClass[] = measureClasses[facet];
  const at = classes.findIndex(({ name }) => name === value);
  const [from, below] = [classes[at - 1]?.below, classes[at]?.below];
  if (below === undefined) return value;
  const unit = units[facet];
  if (from === undefined) return `${value}: under ${figure(below)}${unit}`;
  if (below === Infinity) return `${value}: ${figure(from)}${unit} or more`;
  return `${value}: ${figure(from)} to ${figure(below)}${unit}`;
}

function isClassed(facet: ImageFacet): facet is ImageFacet & ClassedMeasure {
  return Object.hasOwn(measureClasses, facet);
}

/** What people call the facets of images. */
export const facetNames: Readonly<Record<ImageFacet, string>> = {
  stain: 'Stain',
  tissue: 'Tissue',
  split: 'Split',
  size: 'Cell size',
  density: 'Density',
  contrast: 'Contrast',
};

/** What stands in a facet of which nothing is known. */
export const unknownFacet = (facet: ImageFacet): string => (isClassed(facet) ? 'Not measured' : 'Not stated');

/** The choices of a facet with their words; classes of measures in their own order, all others as they come. */
export function facetChoices(facet: ImageFacet, values: readonly Omit<FacetChoice, 'label'>[]): FacetChoice[] {
  const classes: readonly MeasureClass[] = isClassed(facet) ? measureClasses[facet] : [];
  const place = (value: string) => classes.findIndex(({ name }) => name === value);
  return [...values]
    .sort((a, b) => place(a.value) - place(b.value))
    .map(({ value, count }) => ({ value, label: facetLabel(facet, value), count }));
}

/** A number with three figures that count. */
export function figure(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: Math.abs(value) < 1000 ? 3 : 5 });
}

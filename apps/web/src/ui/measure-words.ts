import {
  measureClasses,
  type ClassedMeasure,
  type ImageFacet,
  type MeasureClass,
  type MeasureRange,
  type RangedMeasure,
} from '@cellboard/contract';
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

/** What people call the figures that images can be chosen by, with their units. */
export const rangedNames: Readonly<Record<RangedMeasure, { readonly name: string; readonly unit: string }>> = {
  diameter: { name: 'Cell diameter', unit: 'px' },
  density: { name: 'Density', unit: 'cells per megapixel' },
  cells: { name: 'Cells per image', unit: '' },
  side: { name: 'Longer side of the image', unit: 'px' },
  contrast: { name: 'Contrast', unit: '' },
  intensity: { name: 'Median intensity', unit: '' },
};

/** The bounds of a range with their unit, such as "10 to under 12 px". */
export function boundsWords({ measure, from, below }: MeasureRange): string {
  const { unit } = rangedNames[measure];
  const units = unit === '' ? '' : `\u00A0${unit}`;
  if (below === null) return `${figure(from ?? 0)}${units} or more`;
  // Whole numbers that stand alone are no range to people.
  if ((measure === 'cells' || measure === 'side') && below === (from ?? 0) + 1) return `${figure(from ?? 0)}${units}`;
  if (from === null || from === 0) return `under ${figure(below)}${units}`;
  return `${figure(from)} to under ${figure(below)}${units}`;
}

/** A range in words, such as "cell diameter 10 to under 12 px". */
export function rangeWords(range: MeasureRange): string {
  return `${rangedNames[range.measure].name.toLowerCase()} ${boundsWords(range)}`;
}

/** A number with three figures that count. */
export function figure(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: Math.abs(value) < 1000 ? 3 : 5 });
}

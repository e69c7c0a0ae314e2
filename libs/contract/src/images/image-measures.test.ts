import { classRange, measureClasses, type ClassedMeasure, type MeasureClass } from './image-classes.ts';
import { ContrastClass, DensityClass, SizeClass } from './image-measures.schema.ts';

it.each(Object.entries(measureClasses))('the classes of %s follow each other and have no end', (measure, list) => {
  const classes: readonly MeasureClass[] = list;
  const bounds = classes.map(({ below }) => below);
  expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
  expect(bounds.at(-1)).toBe(Infinity);
  for (const [i, { name, below }] of classes.entries())
    expect(classRange(measure as ClassedMeasure, name)).toEqual({ from: bounds[i - 1] ?? 0, below });
});

it('the classes have the names that can be asked for', () => {
  const names = (measure: ClassedMeasure) => measureClasses[measure].map(({ name }) => name);
  expect([names('size'), names('density'), names('contrast')]).toEqual([
    SizeClass.options,
    DensityClass.options,
    ContrastClass.options,
  ]);
  expect(classRange('size', 'huge')).toBeUndefined();
});

/** A part of a scale: from where the one before ends up to `below`, which no longer belongs to it. */
export interface MeasureClass<Name extends string = string> {
  readonly name: Name;
  readonly below: number;
}

/**
 * Words for measures, by which images are filtered: median diameter of the cells in pixels, cells per million pixels, and
 * contrast. The bounds are chosen so that public datasets fall into all of them: nuclei of fluorescence at low
 * magnification are small, those of tissue at 40× large.
 */
export const measureClasses = {
  size: [
    { name: 'small', below: 16 },
    { name: 'medium', below: 32 },
    { name: 'large', below: Infinity },
  ],
  density: [
    { name: 'sparse', below: 300 },
    { name: 'medium', below: 1000 },
    { name: 'dense', below: Infinity },
  ],
  contrast: [
    { name: 'low', below: 0.25 },
    { name: 'medium', below: 0.6 },
    { name: 'high', below: Infinity },
  ],
} as const satisfies Record<string, readonly MeasureClass[]>;
export type ClassedMeasure = keyof typeof measureClasses;

/** From where to where a class of a measure reaches; undefined for a name that it does not have. */
export function classRange(measure: ClassedMeasure, name: string): { from: number; below: number } | undefined {
  const classes: readonly MeasureClass[] = measureClasses[measure];
  const at = classes.findIndex((one) => one.name === name);
  const found = classes[at];
  return found && { from: classes[at - 1]?.below ?? 0, below: found.below };
}

import { FormatError, NoArea } from '../format-error.ts';
import type { ImageSize } from '../image-size.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import { paintCells, paintOutlines, type CellShape } from './paint-cells.ts';

/** An outlined object of a file, which may be a cell. */
export interface CellObject extends CellShape {
  /** Category or class, as far as the file names it. */
  readonly class?: string | undefined;
  /** How sure its maker is; the surest keeps a pixel that several claim. */
  readonly score?: number | undefined;
}

/** The objects of one image, and what was left out on the way. */
export interface FoundObjects {
  readonly objects: readonly CellObject[];
  readonly notes: readonly string[];
}

/** Reads objects one by one; one without an area is left out and noted, all others are used. */
export class ObjectReader {
  private readonly found: CellObject[] = [];
  private readonly leftOut: string[] = [];
  private readonly others: string[] = [];

  /**
   * Adds what `read` gives.
   *
   * @param name of the object, for messages, such as "Feature 3"
   * @throws FormatError for what is not a matter of one object, such as a coordinate that is no number
   */
  add(name: string, read: () => CellObject | readonly CellObject[]): void {
    try {
      const objects = read();
      this.found.push(...(Array.isArray(objects) ? (objects as readonly CellObject[]) : [objects as CellObject]));
    } catch (error) {
      if (!(error instanceof NoArea)) throw error;
      this.leftOut.push(`${name}: ${error.message}`);
    }
  }

  /** Notes something else. */
  note(message: string): void {
    this.others.push(message);
  }

  /** All that was read; empty files are images without cells. */
  end(): FoundObjects {
    const [first] = this.leftOut;
    if (first === undefined) return { objects: this.found, notes: this.others };
    const all = this.leftOut.length + this.found.length;
    if (this.found.length === 0)
      throw new FormatError('NOT_LABELS', `No object of the file has an area, so there is no cell. ${first}`);
    const were = this.leftOut.length === 1 ? 'was' : 'were';
    return {
      objects: this.found,
      notes: [...this.others, `${this.leftOut.length} of ${all} objects ${were} left out as no cell. ${first}`],
    };
  }
}

/**
 * Paints the objects of one image that are cells: those of the chosen class, the surest last.
 *
 * @throws FormatError SEVERAL_IMAGES if there is no such class, or objects of one class lie within those of another and
 *   none was chosen; and as {@link paintCells}
 */
export function paintObjects({ objects, notes }: FoundObjects, size: ImageSize, choice: LabelChoice): LabelRaster {
  const wanted = objectsOfClass(objects, size, choice);
  const { overlap = 'later' } = choice;
  const ordered = overlap === 'later' ? wanted.toSorted((a, b) => (a.score ?? 0) - (b.score ?? 0)) : wanted;
  const raster = paintOutlines(ordered, size, overlap);
  return { ...raster, notes: [...notes, ...(raster.notes ?? [])] };
}

/** The objects of the class that was chosen; all if none was and no class lies within another. */
export function objectsOfClass(
  objects: readonly CellObject[],
  size: ImageSize,
  { class: wanted }: LabelChoice,
): readonly CellObject[] {
  const classes = new Map<string, CellObject[]>();
  for (const object of objects) {
    const name = object.class ?? UNNAMED;
    const same = classes.get(name);
    if (same) same.push(object);
    else classes.set(name, [object]);
  }
  if (wanted === undefined) {
    refuseNested(classes, size);
    return objects;
  }
  const found = classes.get(wanted) ?? [...classes].find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1];
  if (found || objects.length === 0) return found ?? [];
  throw new FormatError(
    'SEVERAL_IMAGES',
    `The file holds the classes ${listed(classes)}, but not ${wanted}. Choose one of them with --class.`,
  );
}

const UNNAMED = 'without a class';

/** Classes that are compared: those with the most objects. */
const MOST_CLASSES = 6;

/** A class lies within another if this part of its pixels does. */
const NESTED = 0.5;

/** Cells and their nuclei are two label images. */
function refuseNested(classes: ReadonlyMap<string, readonly CellObject[]>, size: ImageSize): void {
  if (classes.size < 2) return;
  const largest = [...classes].sort(([, a], [, b]) => b.length - a.length).slice(0, MOST_CLASSES);
  const masks = largest.map(([name, objects]) => ({ name, mask: paintCells(objects, size).values }));
  for (const [i, one] of masks.entries()) {
    for (const other of masks.slice(i + 1)) {
      if (sharedPart(one.mask, other.mask) <= NESTED) continue;
      throw new FormatError(
        'SEVERAL_IMAGES',
        `The file holds objects of the classes ${listed(classes)}, and those of ${one.name} and ${other.name} lie within each other, ` +
          'as cells and nuclei do. Choose one class with --class.',
      );
    }
  }
}

/** Part of the smaller mask that lies within the larger, 0 … 1. */
function sharedPart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [inA, inB, inBoth] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== 0) inA++;
    if (b[i] !== 0) inB++;
    if (a[i] !== 0 && b[i] !== 0) inBoth++;
  }
  return inBoth / Math.max(1, Math.min(inA, inB));
}

function listed(classes: ReadonlyMap<string, unknown>): string {
  const names = [...classes.keys()];
  return `${names.slice(0, 12).join(', ')}${names.length > 12 ? ` and ${names.length - 12} more` : ''}`;
}

/**
 * Of objects on several planes, those of the chosen one; all where there is only one plane.
 *
 * @param planeOf the plane of each object, in the order of the planes; undefined for an object on all of them
 * @throws FormatError SEVERAL_IMAGES if there are several planes and none was chosen, or not the chosen one
 */
export function onChosenPlane<T>(
  objects: readonly T[],
  planeOf: (object: T) => number | undefined,
  { plane }: LabelChoice,
): readonly T[] {
  const planes = [...new Set(objects.map(planeOf))].filter((one) => one !== undefined).sort((a, b) => a - b);
  if (planes.length <= 1 && (plane === undefined || plane === 1)) return objects;
  if (plane === undefined) {
    throw new FormatError(
      'SEVERAL_IMAGES',
      `The objects of the file lie on ${planes.length} planes (slices or frames), but a label image is one. Choose one of 1 to ${planes.length} with --plane.`,
    );
  }
  const wanted = planes[plane - 1];
  if (wanted === undefined) {
    throw new FormatError(
      'SEVERAL_IMAGES',
      `The objects of the file lie on ${planes.length || 1} planes, so there is no plane ${plane}. Choose another with --plane.`,
    );
  }
  return objects.filter((object) => (planeOf(object) ?? wanted) === wanted);
}

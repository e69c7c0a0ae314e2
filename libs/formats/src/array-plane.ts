import { FormatError } from './format-error.ts';
import { checkSize } from './limits.ts';

/** An array that says what its axes are, or not. */
export interface NamedShape {
  /** Length of each axis; the last varies fastest. */
  readonly shape: readonly number[];
  /** Name of each axis: `x`, `y`, `c` (channels), and any others. */
  readonly axes?: readonly string[] | undefined;
}

/** The plane of an array that is one image. */
export interface ArrayPlane {
  readonly width: number;
  readonly height: number;
  /** Which axis is y. */
  readonly rows: number;
  /** Which axis is x. */
  readonly columns: number;
  /** The place of the plane along every axis; 0 along its own two. */
  readonly at: readonly number[];
}

/** Which plane is wanted, from 0. */
export interface PlaneChoice {
  readonly page?: number | undefined;
  readonly channel?: number | undefined;
}

/**
 * Finds the plane of an array that is one image. Axes of length 1 do not count; along all others but x and y a place
 * must be chosen: along channels by `channel`, along the rest together, the first slowest, by `page`. Where the axes
 * have no names, the last two are y and x; if a page is chosen, the first is the pages; if a channel, the last.
 *
 * @throws FormatError SEVERAL_IMAGES if a choice is missing or leads beyond, CORRUPT or TOO_LARGE for impossible sizes
 */
export function choosePlane({ shape, axes }: NamedShape, choice: PlaneChoice): ArrayPlane {
  if (shape.some((length) => length === 0)) {
    throw new FormatError('CORRUPT', `The array of shape (${shape.join(', ')}) is empty. Save it again.`);
  }
  const names = namesPlane(axes) ? axes : guessAxes(shape, choice);
  const rows = names.indexOf('y');
  const columns = names.indexOf('x');
  const channels = names.flatMap((name, axis) => (name === 'c' && shape[axis]! > 1 ? [axis] : []));
  const pages = names.flatMap((name, axis) => (!['x', 'y', 'c'].includes(name) && shape[axis]! > 1 ? [axis] : []));
  const missing =
    (channels.length > 0 && choice.channel === undefined) || (pages.length > 0 && choice.page === undefined);
  if (rows < 0 || columns < 0 || missing) throw several(shape, axes);
  const [width, height] = [shape[columns]!, shape[rows]!];
  checkSize(width, height);
  const at = shape.map(() => 0);
  place(at, { shape, axes: channels, index: choice.channel ?? 0 });
  place(at, { shape, axes: pages, index: choice.page ?? 0 });
  return { width, height, rows, columns, at };
}

/** Whether names of axes say which are x and y; those that do not are passed over. */
export function namesPlane(axes: readonly string[] | undefined): axes is readonly string[] {
  return axes !== undefined && ['x', 'y'].every((name) => axes.filter((axis) => axis === name).length === 1);
}

/** Names for axes without: all but those of length 1, in the order that NumPy arrays of images have. */
function guessAxes(shape: readonly number[], { page, channel }: PlaneChoice): string[] {
  const counted = [...shape.keys()].filter((axis) => shape.length <= 2 || shape[axis] !== 1);
  const names = shape.map(() => 'one');
  // A plane of one row or one column has lost an axis that belongs to it.
  for (let axis = shape.length - 1; counted.length < 2 && axis >= 0; axis--) {
    if (!counted.includes(axis)) counted.push(axis);
  }
  counted.sort((a, b) => a - b);
  if (counted.length > 2 && page !== undefined) names[counted.shift()!] = 'page';
  if (counted.length > 2 && channel !== undefined) names[counted.pop()!] = 'c';
  if (counted.length !== 2) return names;
  names[counted[0]!] = 'y';
  names[counted[1]!] = 'x';
  return names;
}

function several(shape: readonly number[], axes?: readonly string[]): FormatError {
  const named = axes ? ` (${axes.join(', ')})` : '';
  return new FormatError(
    'SEVERAL_IMAGES',
    `The array has the shape (${shape.join(', ')})${named}, but a label image has a height and a width. Save one image, or choose it.`,
  );
}

interface Place {
  readonly shape: readonly number[];
  readonly axes: readonly number[];
  readonly index: number;
}

/** Spreads one number over several axes, the last fastest. */
function place(at: number[], { shape, axes, index }: Place): void {
  const count = axes.reduce((product, axis) => product * shape[axis]!, 1);
  if (index >= count) {
    throw new FormatError(
      'SEVERAL_IMAGES',
      `The array has ${count} images along that axis, so there is no number ${index}.`,
    );
  }
  let rest = index;
  for (const axis of axes.toReversed()) {
    at[axis] = rest % shape[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
}

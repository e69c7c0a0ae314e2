import { FormatError } from './format-error.ts';
import type { ImageSize } from './image-size.ts';
import { checkSize } from './limits.ts';
import { noPlane } from './no-plane.ts';

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

/** Which plane is wanted. */
export interface PlaneChoice {
  /** From 0. */
  readonly page?: number | undefined;
  /** From 0. */
  readonly channel?: number | undefined;
  /** From 1, over all axes but x and y together, the first slowest. */
  readonly plane?: number | undefined;
  /** Every plane is wanted. */
  readonly objects?: boolean | undefined;
  /** Size of the image; it tells which axes are x and y. */
  readonly size?: ImageSize | undefined;
}

/**
 * Finds the plane of an array that is one image. Axes of length 1 do not count; along all others but x and y a place
 * must be chosen: by `plane` along all together, or along channels by `channel` and along the rest by `page`. Where the
 * axes have no names, the last two are y and x; if a page is chosen, the first is the pages; if a channel, the last.
 *
 * @throws FormatError SEVERAL_IMAGES if a choice is missing or leads beyond, CORRUPT or TOO_LARGE for impossible sizes
 */
export function choosePlane(array: NamedShape, choice: PlaneChoice): ArrayPlane {
  checkFilled(array);
  if (choice.plane !== undefined) return planeNumber(choice.plane, planesOf(array, choice));
  const { shape, axes } = array;
  const names = namesPlane(axes) ? axes : guessAxes(shape, choice);
  const rows = names.indexOf('y');
  const columns = names.indexOf('x');
  const channels = names.flatMap((name, axis) => (name === 'c' && shape[axis]! > 1 ? [axis] : []));
  const pages = names.flatMap((name, axis) => (!['x', 'y', 'c'].includes(name) && shape[axis]! > 1 ? [axis] : []));
  const missing =
    (channels.length > 0 && choice.channel === undefined) || (pages.length > 0 && choice.page === undefined);
  if (rows < 0 || columns < 0 || missing) throw several(array, choice);
  const [width, height] = [shape[columns]!, shape[rows]!];
  checkSize(width, height);
  const at = shape.map(() => 0);
  place(at, { shape, axes: channels, index: choice.channel ?? 0 });
  place(at, { shape, axes: pages, index: choice.page ?? 0 });
  return { width, height, rows, columns, at };
}

/** All planes of an array, the last of the other axes fastest. */
export interface ArrayPlanes {
  readonly count: number;
  /** From 0. */
  readonly plane: (index: number) => ArrayPlane;
}

/**
 * The planes of an array. Where the axes have no names, the size of the image tells which are y and x, else they are the
 * last two, or the first two where the last is the shortest.
 *
 * @throws FormatError SEVERAL_IMAGES for fewer than two axes, CORRUPT or TOO_LARGE for impossible sizes
 */
export function planesOf(array: NamedShape, choice: PlaneChoice): ArrayPlanes {
  checkFilled(array);
  const { shape, axes } = array;
  const pair = namesPlane(axes) ? [axes.indexOf('y'), axes.indexOf('x')] : guessPair(shape, choice.size);
  const [rows, columns] = pair;
  if (rows === undefined || columns === undefined) throw several(array, choice);
  const [width, height] = [shape[columns]!, shape[rows]!];
  checkSize(width, height);
  const others = [...shape.keys()].filter((axis) => axis !== rows && axis !== columns);
  return {
    count: others.reduce((product, axis) => product * shape[axis]!, 1),
    plane: (index) => {
      const at = shape.map(() => 0);
      place(at, { shape, axes: others, index });
      return { width, height, rows, columns, at };
    },
  };
}

function planeNumber(plane: number, { count, plane: at }: ArrayPlanes): ArrayPlane {
  if (plane > count) throw noPlane(plane, count);
  return at(plane - 1);
}

function checkFilled({ shape }: NamedShape): void {
  if (!shape.some((length) => length === 0)) return;
  throw new FormatError('CORRUPT', `The array of shape (${shape.join(', ')}) is empty. Save it again.`);
}

/** Which two neighbouring axes are y and x. */
function guessPair(shape: readonly number[], size: ImageSize | undefined): readonly number[] {
  const counted = countedAxes(shape);
  if (counted.length <= 2) return counted;
  const pairs = counted.slice(1).map((axis, i): [number, number] => [counted[i]!, axis]);
  const fitting = size && pairs.findLast(([y, x]) => shape[y] === size.height && shape[x] === size.width);
  if (fitting) return fitting;
  const [a = 1, b = 1, last = 1] = counted.slice(-3).map((axis) => shape[axis]!);
  return pairs.at(last < a && last < b ? -2 : -1)!;
}

/** All axes but those of length 1; an image of one row or column keeps both of its own. */
function countedAxes(shape: readonly number[]): number[] {
  const counted = [...shape.keys()].filter((axis) => shape.length <= 2 || shape[axis] !== 1);
  for (let axis = shape.length - 1; counted.length < 2 && axis >= 0; axis--) {
    if (!counted.includes(axis)) counted.push(axis);
  }
  return counted.sort((one, other) => one - other);
}

/** Whether names of axes say which are x and y; those that do not are passed over. */
export function namesPlane(axes: readonly string[] | undefined): axes is readonly string[] {
  return axes !== undefined && ['x', 'y'].every((name) => axes.filter((axis) => axis === name).length === 1);
}

/** Names for axes without: all but those of length 1, in the order that NumPy arrays of images have. */
function guessAxes(shape: readonly number[], { page, channel }: PlaneChoice): string[] {
  const counted = countedAxes(shape);
  const names = shape.map(() => 'one');
  if (counted.length > 2 && page !== undefined) names[counted.shift()!] = 'page';
  if (counted.length > 2 && channel !== undefined) names[counted.pop()!] = 'c';
  if (counted.length !== 2) return names;
  names[counted[0]!] = 'y';
  names[counted[1]!] = 'x';
  return names;
}

function several({ shape, axes }: NamedShape, choice: PlaneChoice): FormatError {
  const named = axes ? ` (${axes.join(', ')})` : '';
  const has = `The array has the shape (${shape.join(', ')})${named}, but a label image has a height and a width.`;
  if (shape.length < 2) return new FormatError('SEVERAL_IMAGES', `${has} Save the image with both.`);
  const { count } = planesOf({ shape, axes }, choice);
  return new FormatError(
    'SEVERAL_IMAGES',
    `${has} Choose one of its planes 1 to ${count} with --plane, or say with --objects that each is the mask of one cell.`,
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

import { toLabelImage, ndArray } from '@cellboard/labels';
import { FormatError } from './format-error.ts';
import type { ImageSize } from './image-size.ts';
import type { LabelRaster } from './label-raster.ts';
import { labelFigures } from './plausibility/label-figures.ts';

/** One of several arrays in a file. */
export interface NamedArray {
  /** With the names of the groups it is in, and `/` between. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Decodes it, if it is one plane of ids; throws a {@link FormatError} if not. */
  readonly read: () => LabelRaster;
}

/** Which array is wanted, and the size of the image that it belongs to. */
export interface ArrayChoice {
  readonly part?: string | undefined;
  readonly size?: ImageSize | undefined;
}

/** Names, or ends of names, that say that an array holds labels. */
const LABELS =
  /(?:^|[-_. ])(?:masks?|labels?|inst|instances?|inst_map|segmentations?|seg|annotations?|cells?|nucle(?:i|us)|exported_data|gt|y)$/i;

/** Arrays of so few rows or columns beside larger ones are tables, such as boxes and centres. */
const TABLE_SIDE = 4;

/**
 * Takes one of several named arrays: the one asked for; the only one that can be an image; the only one with a name that
 * says labels, if no other holds instances; or the only one of instances, if all others are of classes. Nothing else is
 * guessed.
 *
 * @throws FormatError SEVERAL_IMAGES if that is not clear
 */
export function chooseArray<T extends NamedArray>(arrays: readonly T[], choice: ArrayChoice): T {
  const { part } = choice;
  if (part !== undefined) {
    const chosen = named(arrays, part);
    if (chosen) return chosen;
    throw several(arrays, part);
  }
  const images = candidates(arrays, choice.size);
  const [only] = images;
  if (only && images.length === 1) return only;
  const likely = images.filter(({ name }) => name.split('/').some((word) => LABELS.test(word)));
  const chosen = byContent(images, likely);
  if (chosen) return chosen;
  throw several(images.length > 0 ? images : arrays, undefined);
}

/** The array that its name, or beside classes its content, makes the only one; undefined if none is. */
function byContent<T extends NamedArray>(images: readonly T[], likely: readonly T[]): T | undefined {
  const [first] = likely.length === 1 ? likely : [];
  const kinds = new Map(images.map((image) => [image, kindOf(image)]));
  const [instance, another] = images.filter((image) => kinds.get(image) === 'instances');
  // A file may hold the truth beside the prediction, or an early result beside the final one: a name is not enough.
  if (another || (instance && first && instance !== first && kinds.get(first) !== 'classes')) return undefined;
  if (first && kinds.get(first) !== 'classes') return first;
  // Beside one array of instances, the others may be of classes; those without a name for labels do not count.
  const rivals = (likely.length > 0 ? likely : images).filter((image) => image !== instance);
  return instance && rivals.every((image) => kinds.get(image) === 'classes') ? instance : first;
}

function named<T extends NamedArray>(arrays: readonly T[], part: string): T | undefined {
  const wanted = part.replace(/^\//, '');
  const exact = arrays.find(({ name }) => name === wanted);
  const [only, another] = arrays.filter(({ name }) => name.endsWith(`/${wanted}`));
  return exact ?? (another ? undefined : only);
}

/** The arrays that can be an image: of two axes or more, and of its size if any is. */
function candidates<T extends NamedArray>(arrays: readonly T[], size: ImageSize | undefined): readonly T[] {
  const images = arrays.filter(({ shape }) => shape.length >= 2);
  const large = images.filter(({ shape }) => Math.min(...sidesOf(shape)) > TABLE_SIDE);
  const fitting = images.filter(
    ({ shape }) => size && shape.some((side, axis) => side === size.height && shape[axis + 1] === size.width),
  );
  return [fitting, large, images].find((some) => some.length > 0) ?? arrays;
}

/** The two longest sides. */
function sidesOf(shape: readonly number[]): readonly number[] {
  return shape.toSorted((a, b) => b - a).slice(0, 2);
}

type Kind = 'instances' | 'classes' | 'other';

/** Few values in several parts each are classes; many, or in specks, are a picture, which is neither, as is what is no plane of ids. */
function kindOf(array: NamedArray): Kind {
  try {
    const { values, width, height } = array.read();
    const { cells, covered, allParts } = labelFigures(toLabelImage(ndArray(values, [height, width])));
    if (cells === 0 || covered < 4 * allParts) return 'other';
    if (allParts < 3 * cells) return 'instances';
    return cells <= 12 ? 'classes' : 'other';
  } catch (error) {
    if (error instanceof FormatError) return 'other';
    throw error;
  }
}

/** Names that a message lists. */
const MOST_NAMES = 20;

function several(arrays: readonly NamedArray[], part: string | undefined): FormatError {
  const names = arrays.map(({ name }) => name);
  const list = names.slice(0, MOST_NAMES).join(', ') || 'nothing';
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return new FormatError(
    'SEVERAL_IMAGES',
    `The file holds the arrays ${list}${more}${part === undefined ? '' : `, but not ${part}`}. Choose the one with the labels with --array.`,
  );
}

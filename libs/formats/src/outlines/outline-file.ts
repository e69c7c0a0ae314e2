import { FormatError, NoArea } from '../format-error.ts';
import type { ImageSize } from '../image-size.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import { ObjectReader, paintObjects, type CellObject, type FoundObjects } from '../shapes/cell-objects.ts';
import { extentOf } from '../shapes/paint-cells.ts';
import { checkInside, fillPolygon, toRing, type Ring } from '../shapes/polygon.ts';

/** One outlined object as an annotation tool keeps it. */
export interface OutlinedObject {
  readonly class: string | undefined;
  /**
   * Its outlines, parts of one cell, in pixels.
   *
   * @throws NoArea if it is a point, a line or a box
   */
  readonly rings: (size: ImageSize | undefined) => readonly Ring[];
}

/** One image of a file of outlines. */
export interface OutlinedImage {
  /** Undefined if the file does not name it. */
  readonly name: string | undefined;
  /** Undefined if the file does not say it. */
  readonly size: ImageSize | undefined;
  readonly objects: readonly OutlinedObject[];
}

/**
 * The label image of one of the images in a file of outlines.
 *
 * @throws FormatError SEVERAL_IMAGES if there are several and none was chosen, CORRUPT if it is of another size than
 *   the file says
 */
export function outlinedLabels(images: readonly OutlinedImage[], choice: LabelChoice): LabelRaster {
  const { size: stated, objects } = chooseImage(images, choice.part);
  const { size } = choice;
  checkStatedSize(stated, size);
  const known = size ?? stated;
  const drawn: Ring[] = [];
  const found = outlinedObjects(objects, known, (ring) => drawn.push(ring));
  return paintObjects(found, known ?? extentOf(drawn), choice);
}

/**
 * Outlined objects as shapes, numbered in the order of the file. Those that have no area or lie outside the image are
 * left out and noted; their numbers stay free.
 *
 * @param seen takes every outline that is used
 * @throws FormatError NOT_LABELS if all are left out, CORRUPT for a coordinate that is no number
 */
export function outlinedObjects(
  objects: readonly OutlinedObject[],
  size: ImageSize | undefined,
  seen: (ring: Ring) => void = () => undefined,
): FoundObjects {
  const reader = new ObjectReader();
  for (const [i, object] of objects.entries()) {
    reader.add(`Object ${i + 1}`, (): CellObject => {
      const rings = object.rings(size);
      if (size) checkInside(rings, size);
      rings.forEach(seen);
      return {
        id: i + 1,
        class: object.class,
        spans: (within, emit) => {
          for (const ring of rings) fillPolygon([ring], within, emit);
        },
      };
    });
  }
  return reader.end();
}

/**
 * Checks that an image is as large as its file of outlines says.
 *
 * @throws FormatError CORRUPT
 */
export function checkStatedSize(stated: ImageSize | undefined, size: ImageSize | undefined): void {
  if (!size || !stated || (size.width === stated.width && size.height === stated.height)) return;
  throw new FormatError(
    'CORRUPT',
    `The outlines are for ${stated.width}×${stated.height} pixels, but the image has ${size.width}×${size.height}. Check that they belong together.`,
  );
}

/** The image of a file that was chosen by its name, or the only one. */
export function chooseImage<T extends Pick<OutlinedImage, 'name'>>(images: readonly T[], part: string | undefined): T {
  const found = part === undefined ? images : images.filter(({ name }) => name === part);
  const [only, another] = found;
  if (only && !another) return only;
  if (!images[0])
    throw new FormatError('CORRUPT', 'The file holds no image with outlines. Export it again, with its images.');
  const names = images.map(({ name }) => name ?? 'one without a name');
  const list = `${names.slice(0, 5).join(', ')}${names.length > 5 ? ' …' : ''}`;
  throw new FormatError(
    'SEVERAL_IMAGES',
    part !== undefined && another
      ? `The file holds outlines of ${found.length} images named ${part}. Export those of one image alone.`
      : part === undefined
        ? `The file holds outlines of ${images.length} images (${list}). Choose one by its name with --array.`
        : `The file holds outlines of ${list}, but not of ${part}.`,
  );
}

/**
 * A polygon from a list of points.
 *
 * @throws FormatError CORRUPT for a point of other than two numbers, and as {@link toRing}
 */
export function ringOf(points: unknown): Ring {
  return toRing(numbersOf(points));
}

/**
 * The numbers of a list of points, x and y in turn.
 *
 * @throws FormatError CORRUPT for a point of other than two numbers
 */
export function numbersOf(points: unknown): unknown[] {
  const numbers: unknown[] = [];
  for (const point of Array.isArray(points) ? (points as readonly unknown[]) : []) {
    if (!Array.isArray(point) || point.length !== 2)
      throw new FormatError(
        'CORRUPT',
        `A point of an outline is ${JSON.stringify(point).slice(0, 40)}, but [x, y] was expected. Export it again.`,
      );
    numbers.push(...(point as readonly unknown[]));
  }
  return numbers;
}

/**
 * A rectangle from two corners, turned about its centre.
 *
 * @param turn in radians, clockwise
 */
export function rectangle(corners: readonly number[], turn = 0): Ring {
  const [left = NaN, top = NaN, right = NaN, bottom = NaN] = corners;
  const [x, y, rx, ry] = [(left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2];
  if (turn === 0) return toRing([left, top, right, top, right, bottom, left, bottom]);
  const turned = [
    [-rx, -ry],
    [rx, -ry],
    [rx, ry],
    [-rx, ry],
  ].map(([across = 0, down = 0]) => [
    x + across * Math.cos(turn) - down * Math.sin(turn),
    y + across * Math.sin(turn) + down * Math.cos(turn),
  ]);
  return toRing(turned.flat());
}

/** Corners of the polygon that stands for an ellipse: its border is off by less than a hundredth of the radius. */
const CORNERS = 64;

/** An ellipse from its centre, its radii and its rotation in radians, clockwise. */
export function ellipse({
  x,
  y,
  rx,
  ry,
  turn = 0,
}: Readonly<Record<'x' | 'y' | 'rx' | 'ry', number>> & { turn?: number }): Ring {
  const points = Array.from({ length: CORNERS }, (_, i) => {
    const angle = (2 * Math.PI * i) / CORNERS;
    const [across, down] = [rx * Math.cos(angle), ry * Math.sin(angle)];
    return [x + across * Math.cos(turn) - down * Math.sin(turn), y + across * Math.sin(turn) + down * Math.cos(turn)];
  });
  return toRing(points.flat());
}

/** The error for an object that is no outline. */
export function noOutline(kind: string): NoArea {
  return new NoArea(`It is a ${kind.slice(0, 40)}, but a cell is a polygon, rectangle or ellipse.`);
}

/** The last part of a path, of whatever system. */
export function lastPart(path: string): string {
  return path.replace(/^.*[/\\]/, '');
}

import { FormatError, NoArea } from '../format-error.ts';
import type { ImageSize } from '../image-size.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import { ObjectReader, paintObjects, type CellObject } from '../shapes/cell-objects.ts';
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
  if (size && stated && (size.width !== stated.width || size.height !== stated.height)) {
    throw new FormatError(
      'CORRUPT',
      `The outlines are for ${stated.width}×${stated.height} pixels, but the image has ${size.width}×${size.height}.`,
    );
  }
  const known = size ?? stated;
  const reader = new ObjectReader();
  const drawn: Ring[] = [];
  for (const [i, object] of objects.entries()) {
    reader.add(`Object ${i + 1}`, (): CellObject => {
      const rings = object.rings(known);
      if (known) checkInside(rings, known);
      drawn.push(...rings);
      return {
        id: i + 1,
        class: object.class,
        spans: (within, emit) => {
          for (const ring of rings) fillPolygon([ring], within, emit);
        },
      };
    });
  }
  return paintObjects(reader.end(), known ?? extentOf(drawn), choice);
}

/** The image of a file that was chosen by its name, or the only one. */
export function chooseImage<T extends Pick<OutlinedImage, 'name'>>(images: readonly T[], part: string | undefined): T {
  const found = part === undefined ? images : images.filter(({ name }) => name === part);
  const [only, another] = found;
  if (only && !another) return only;
  const names = images.map(({ name }) => name ?? 'one without a name');
  const list = `${names.slice(0, 5).join(', ')}${names.length > 5 ? ' …' : ''}`;
  throw new FormatError(
    'SEVERAL_IMAGES',
    part === undefined || another
      ? `The file holds outlines of ${images.length} images (${list}). Choose one by its name with --array.`
      : `The file holds outlines of ${list || 'no image'}, but not of ${part}.`,
  );
}

/** A polygon from a list of points, or of numbers. */
export function ringOf(points: unknown): Ring {
  const list: readonly unknown[] = Array.isArray(points) ? points : [];
  return toRing(list.flat());
}

/** A rectangle from two corners. */
export function rectangle([left, top, right, bottom]: readonly number[]): Ring {
  return toRing([left, top, right, top, right, bottom, left, bottom]);
}

/** Corners of the polygon that stands for an ellipse: its border is off by less than a hundredth of the radius. */
const CORNERS = 64;

/** An ellipse from its centre, its radii and its rotation in radians. */
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

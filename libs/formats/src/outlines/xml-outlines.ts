import { FormatError } from '../format-error.ts';
import type { ImageSize } from '../image-size.ts';
import type { FoundObjects } from '../shapes/cell-objects.ts';
import { toRing, type Ring } from '../shapes/polygon.ts';
import { toNumber, toSide } from './outline-numbers.ts';
import {
  ellipse,
  lastPart,
  noOutline,
  outlinedObjects,
  rectangle,
  type OutlinedImage,
  type OutlinedObject,
} from './outline-file.ts';
import { xmlTags, type XmlTag } from './xml-tags.ts';

/** CVAT for images: `<annotations>` with an `<image>` for each. */
export function isCvat(head: Uint8Array): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?<annotations[\s>]/.test(textOf(head));
}

/** Aperio ImageScope: `<Annotations>` with an `<Annotation>` for each layer. */
export function isImageScope(head: Uint8Array): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?<Annotations[\s>]/.test(textOf(head));
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replace(/^\uFEFF/, '');
}

/**
 * The images of a CVAT file.
 *
 * @throws FormatError UNSUPPORTED for the tracks of a video, and as {@link xmlTags}
 */
export function readCvat(bytes: Uint8Array): OutlinedImage[] {
  const images: (OutlinedImage & { objects: OutlinedObject[] })[] = [];
  for (const tag of xmlTags(textOf(bytes))) {
    if (tag.ends) continue;
    if (tag.name === 'track') throw tracks();
    if (tag.name === 'image')
      images.push({ name: lastPart(tag.attribute('name') ?? ''), size: sizeOf(tag), objects: [] });
    else if (CVAT_SHAPES.includes(tag.name))
      images.at(-1)?.objects.push({ class: tag.attribute('label'), rings: () => [cvatRing(tag)] });
  }
  return images;
}

const CVAT_SHAPES = ['polygon', 'box', 'ellipse', 'polyline', 'points', 'mask', 'cuboid'];

function sizeOf(tag: XmlTag): ImageSize | undefined {
  const [width, height] = ['width', 'height'].map((name) => toSide(tag.attribute(name)));
  return width !== undefined && height !== undefined ? { width, height } : undefined;
}

function tracks(): FormatError {
  return new FormatError(
    'UNSUPPORTED',
    'The CVAT file holds the tracks of a video, which are not read. Export it as "CVAT for images".',
  );
}

function cvatRing(tag: XmlTag): Ring {
  const number = (name: string) => toNumber(tag.attribute(name));
  const turn = (toNumber(tag.attribute('rotation') ?? '0') * Math.PI) / 180;
  switch (tag.name) {
    case 'polygon':
      return toRing((tag.attribute('points') ?? '').split(/[;,]/).map(toNumber));
    case 'box':
      return rectangle(['xtl', 'ytl', 'xbr', 'ybr'].map(number), turn);
    case 'ellipse':
      return ellipse({ x: number('cx'), y: number('cy'), rx: number('rx'), ry: number('ry'), turn });
    default:
      throw noOutline(tag.name);
  }
}

/** Enough bytes for what stands before the first tag. */
const HEAD_BYTES = 1024;

/**
 * The regions of an ImageScope file as shapes, numbered in the order of the file, of the class that their layer is
 * called by. Those that have no area or lie outside the image are left out and noted.
 *
 * @param size of the image
 * @throws FormatError UNKNOWN_FORMAT for another file, NOT_LABELS if all are left out, and as {@link xmlTags}
 */
export function imageScopeObjects(bytes: Uint8Array, size: ImageSize): FoundObjects {
  if (!isImageScope(bytes.subarray(0, HEAD_BYTES)))
    throw new FormatError(
      'UNKNOWN_FORMAT',
      'The file is not one of Aperio ImageScope, which begins with <Annotations>. Unpack it again.',
    );
  return outlinedObjects(
    readImageScope(bytes).flatMap(({ objects }) => objects),
    size,
  );
}

/** Numbers of the kinds of regions. */
const Kind = { ellipse: '2', ruler: '3', arrow: '4' } as const;

/** The image of an ImageScope file: every region is an object, of the class that its layer is called by. */
export function readImageScope(bytes: Uint8Array): OutlinedImage[] {
  const objects: OutlinedObject[] = [];
  let layer: string | undefined;
  let points: number[] = [];
  for (const tag of xmlTags(textOf(bytes))) {
    if (tag.ends) continue;
    if (tag.name === 'Annotation') layer = tag.attribute('Name') || undefined;
    else if (tag.name === 'Attribute') layer ??= tag.attribute('Value') ? undefined : tag.attribute('Name');
    else if (tag.name === 'Region') objects.push(regionOf(tag, { layer, points: (points = []) }));
    else if (tag.name === 'Vertex') points.push(toNumber(tag.attribute('X')), toNumber(tag.attribute('Y')));
  }
  return [{ name: undefined, size: undefined, objects }];
}

function regionOf(
  tag: XmlTag,
  { layer, points }: { layer: string | undefined; points: readonly number[] },
): OutlinedObject {
  const kind = tag.attribute('Type');
  const isHole = tag.attribute('NegativeROA') === '1';
  return {
    class: layer,
    rings: () => {
      if (isHole) throw noOutline('region to leave out');
      if (kind === Kind.ruler || kind === Kind.arrow) throw noOutline('ruler or arrow');
      const [left = 0, top = 0, right = 0, bottom = 0] = [points[0], points[1], points.at(-2), points.at(-1)];
      if (kind !== Kind.ellipse || points.length !== 4) return [toRing(points)];
      const [rx, ry] = [Math.abs(right - left) / 2, Math.abs(bottom - top) / 2];
      return [ellipse({ x: (left + right) / 2, y: (top + bottom) / 2, rx, ry })];
    },
  };
}

import { FormatError } from '../format-error.ts';
import type { ImageSize } from '../image-size.ts';
import { field, isObject, objectsOf, type JsonObject } from '../json/parse-json.ts';
import { toRing, type Ring } from '../shapes/polygon.ts';
import {
  ellipse,
  lastPart,
  noOutline,
  numbersOf,
  rectangle,
  ringOf,
  type OutlinedImage,
  type OutlinedObject,
} from './outline-file.ts';
import { toNumber, toSide } from './outline-numbers.ts';

/** labelme: `{"shapes": [{"label", "points", "shape_type"}], "imagePath", "imageWidth", "imageHeight"}`. */
export function isLabelme(json: unknown): json is JsonObject {
  return isObject(json) && Array.isArray(field(json, 'shapes'));
}

/** The image of a labelme file. Shapes of one label and group are parts of one cell, as labelme itself takes them. */
export function readLabelme(json: JsonObject): OutlinedImage[] {
  const groups = new Map<string, JsonObject[]>();
  for (const [i, shape] of objectsOf(json, 'shapes').entries()) {
    const id = field(shape, 'group_id') ?? null;
    const group = id === null ? `shape ${i}` : JSON.stringify([id, field(shape, 'label')]);
    const same = groups.get(group);
    if (same) same.push(shape);
    else groups.set(group, [shape]);
  }
  const objects = [...groups.values()].map((shapes): OutlinedObject => ({
    class: textOf(shapes[0]!, 'label'),
    rings: () => shapes.map(labelmeRing),
  }));
  const size = sizeOf(json, 'imageWidth', 'imageHeight');
  return [{ name: nameOf(textOf(json, 'imagePath')), size, objects }];
}

function labelmeRing(shape: JsonObject): Ring {
  const kind = textOf(shape, 'shape_type') ?? 'polygon';
  const points = field(shape, 'points');
  // Newer programs write all corners of a rectangle.
  const corners = Array.isArray(points) ? points.length : 0;
  if (kind === 'polygon' || (kind === 'rectangle' && corners > 2)) return ringOf(points);
  if (kind !== 'rectangle' && kind !== 'circle') throw noOutline(kind);
  const numbers = numbersOf(points).map(toNumber);
  return kind === 'rectangle' ? rectangle(numbers) : circle(numbers);
}

/** A circle from its centre and a point of its border. */
function circle([x = NaN, y = NaN, x2 = NaN, y2 = NaN]: readonly number[]): Ring {
  const radius = Math.hypot(x2 - x, y2 - y);
  return ellipse({ x, y, rx: radius, ry: radius });
}

/** VGG Image Annotator: images by a key, each with `filename` and `regions`, alone or in `_via_img_metadata`. */
export function isVia(json: unknown): json is JsonObject {
  const metadata = viaImages(json);
  return (
    metadata !== undefined && metadata.length > 0 && metadata.every((image) => field(image, 'regions') !== undefined)
  );
}

function viaImages(json: unknown): readonly JsonObject[] | undefined {
  if (!isObject(json)) return undefined;
  const metadata = field(json, '_via_img_metadata') ?? json;
  const images = isObject(metadata) ? Object.values(metadata) : [];
  return images.every(isObject) ? images : undefined;
}

/** The images of a VIA project. */
export function readVia(json: JsonObject): OutlinedImage[] {
  return (viaImages(json) ?? []).map((image) => ({
    name: nameOf(textOf(image, 'filename')),
    size: undefined,
    objects: objectsOf(image, 'regions').map((region): OutlinedObject => {
      const shape = field(region, 'shape_attributes');
      return {
        class: viaClass(field(region, 'region_attributes')),
        rings: () => [viaRing(isObject(shape) ? shape : {})],
      };
    }),
  }));
}

/** The first attribute that is a text. */
function viaClass(attributes: unknown): string | undefined {
  const [first] = isObject(attributes) ? Object.values(attributes).filter((value) => typeof value === 'string') : [];
  return first;
}

function viaRing(shape: JsonObject): Ring {
  const number = (name: string) => toNumber(field(shape, name));
  const kind = textOf(shape, 'name') ?? 'shape';
  if (kind === 'polygon') return viaPolygon(field(shape, 'all_points_x'), field(shape, 'all_points_y'));
  const [x, y] = [number('x'), number('y')];
  if (kind === 'rect') return rectangle([x, y, x + number('width'), y + number('height')]);
  const centre = { x: number('cx'), y: number('cy') };
  if (kind === 'circle') return ellipse({ ...centre, rx: number('r'), ry: number('r') });
  const turn = toNumber(field(shape, 'theta') ?? 0);
  if (kind === 'ellipse') return ellipse({ ...centre, rx: number('rx'), ry: number('ry'), turn });
  throw noOutline(kind);
}

function viaPolygon(xs: unknown, ys: unknown): Ring {
  if (Array.isArray(xs) && Array.isArray(ys) && xs.length === ys.length)
    return toRing(xs.flatMap((x: unknown, i): unknown[] => [x, ys[i]]));
  throw new FormatError(
    'CORRUPT',
    `A polygon of the VIA file has ${lengthOf(xs)} x and ${lengthOf(ys)} y, but as many of both were expected. Export it again.`,
  );
}

function lengthOf(list: unknown): number | string {
  return Array.isArray(list) ? list.length : 'no';
}

/** Label Studio: a list of tasks with `data` and `annotations` or `predictions`, each with a `result`. */
export function isLabelStudio(json: unknown): json is readonly JsonObject[] {
  const tasks: readonly unknown[] = Array.isArray(json) ? json : [];
  return tasks.length > 0 && tasks.every(isTask);
}

function isTask(task: unknown): boolean {
  return (
    isObject(task) &&
    isObject(field(task, 'data')) &&
    Array.isArray(field(task, 'annotations') ?? field(task, 'predictions'))
  );
}

/** The images of a Label Studio export. Where several people annotated one, each is an image of its own. */
export function readLabelStudio(json: readonly JsonObject[]): OutlinedImage[] {
  return json.flatMap((task) => {
    const data = field(task, 'data');
    const path = isObject(data) ? Object.values(data).find((value) => typeof value === 'string') : undefined;
    const name = studioName(path);
    const made = ['annotations', 'predictions'].map((list) =>
      Array.isArray(field(task, list)) ? objectsOf(task, list) : [],
    );
    const results = (made.find((list) => list.length > 0) ?? []).map((one) => objectsOf(one, 'result'));
    return results.map((result, i) => {
      const [first = {}] = result;
      const marked = results.length === 1 ? name : `${name ?? ''} (annotation ${i + 1})`;
      const shapes = result.filter((shape) => field(shape, 'type') !== 'choices');
      return {
        name: marked,
        size: sizeOf(first, 'original_width', 'original_height'),
        objects: shapes.map(studioObject),
      };
    });
  });
}

/** An upload gets letters or digits and a dash before its name; a file of the server is named in the query. */
function studioName(path: string | undefined): string | undefined {
  const name = nameOf(path)?.replace(/^\?d=/, '');
  return path?.includes('/upload/') ? name?.replace(/^[0-9a-f]{4,8}-/, '') : name;
}

function studioObject(shape: JsonObject): OutlinedObject {
  const value = field(shape, 'value');
  const kind = textOf(shape, 'type') ?? 'shape';
  const values = isObject(value) ? value : {};
  const labels = field(values, kind);
  const label: unknown = Array.isArray(labels) ? labels[0] : undefined;
  return {
    class: typeof label === 'string' ? label : undefined,
    rings: (size) => {
      if (!size) throw noSize();
      if (toNumber(field(shape, 'image_rotation') ?? 0) !== 0) throw turnedImage(field(shape, 'image_rotation'));
      return [studioRing(kind, values, size)];
    },
  };
}

/** Label Studio gives places in per cent of the image. */
function studioRing(kind: string, value: JsonObject, { width, height }: ImageSize): Ring {
  const [across, down] = [width / 100, height / 100];
  const number = (name: string) => toNumber(field(value, name));
  if (kind.startsWith('polygon'))
    return toRing(numbersOf(field(value, 'points')).map((part, i) => toNumber(part) * (i % 2 === 0 ? across : down)));
  const [x, y] = [number('x') * across, number('y') * down];
  const rotation = toNumber(field(value, 'rotation') ?? 0);
  if (kind.startsWith('rectangle') && rotation === 0)
    return rectangle([x, y, x + number('width') * across, y + number('height') * down]);
  if (kind.startsWith('ellipse'))
    return ellipse({
      x,
      y,
      rx: number('radiusX') * across,
      ry: number('radiusY') * down,
      turn: (rotation * Math.PI) / 180,
    });
  throw noOutline(rotation === 0 ? kind : `turned ${kind}`);
}

function turnedImage(rotation: unknown): FormatError {
  return new FormatError(
    'UNSUPPORTED',
    `The Label Studio file turns the image by ${String(rotation).slice(0, 20)} degrees, so the outlines fit no image. Turn it back and export it again.`,
  );
}

function noSize(): FormatError {
  return new FormatError(
    'UNSUPPORTED',
    'The Label Studio file does not say the size of the image (original_width, original_height), so it can only be read together with its image or truth.',
  );
}

function textOf(object: JsonObject, name: string): string | undefined {
  const value = field(object, name);
  return typeof value === 'string' ? value : undefined;
}

function nameOf(path: string | undefined): string | undefined {
  return path === undefined || path === '' ? undefined : lastPart(path);
}

function sizeOf(object: JsonObject, width: string, height: string): ImageSize | undefined {
  const [w, h] = [toSide(field(object, width)), toSide(field(object, height))];
  return w === undefined || h === undefined ? undefined : { width: w, height: h };
}

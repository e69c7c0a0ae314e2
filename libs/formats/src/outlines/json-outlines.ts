import type { ImageSize } from '../image-size.ts';
import { field, isObject, objectsOf, type JsonObject } from '../json/parse-json.ts';
import { toRing } from '../shapes/polygon.ts';
import {
  ellipse,
  lastPart,
  noOutline,
  rectangle,
  ringOf,
  type OutlinedImage,
  type OutlinedObject,
} from './outline-file.ts';

/** labelme: `{"shapes": [{"label", "points", "shape_type"}], "imagePath", "imageWidth", "imageHeight"}`. */
export function isLabelme(json: unknown): json is JsonObject {
  return isObject(json) && Array.isArray(field(json, 'shapes'));
}

/** The image of a labelme file. Shapes of one group are parts of one cell. */
export function readLabelme(json: JsonObject): OutlinedImage[] {
  const groups = new Map<unknown, JsonObject[]>();
  for (const [i, shape] of objectsOf(json, 'shapes').entries()) {
    const group = field(shape, 'group_id') ?? `shape ${i}`;
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

function labelmeRing(shape: JsonObject) {
  const kind = textOf(shape, 'shape_type') ?? 'polygon';
  const points = field(shape, 'points');
  const numbers = (Array.isArray(points) ? points.flat() : []).map(Number);
  const [x = 0, y = 0, x2 = 0, y2 = 0] = numbers;
  if (kind === 'polygon') return ringOf(points);
  if (kind === 'rectangle') return rectangle(numbers);
  const radius = Math.hypot(x2 - x, y2 - y);
  if (kind === 'circle') return ellipse({ x, y, rx: radius, ry: radius });
  throw noOutline(kind);
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

function viaRing(shape: JsonObject) {
  const number = (name: string) => Number(field(shape, name));
  const kind = textOf(shape, 'name') ?? 'shape';
  const [xs, ys] = [field(shape, 'all_points_x'), field(shape, 'all_points_y')];
  if (kind === 'polygon' && Array.isArray(xs) && Array.isArray(ys))
    return toRing(xs.flatMap((x: unknown, i): unknown[] => [x, ys[i]]));
  const [x, y] = [number('x'), number('y')];
  if (kind === 'rect') return rectangle([x, y, x + number('width'), y + number('height')]);
  const centre = { x: number('cx'), y: number('cy') };
  if (kind === 'circle') return ellipse({ ...centre, rx: number('r'), ry: number('r') });
  if (kind === 'ellipse') return ellipse({ ...centre, rx: number('rx'), ry: number('ry'), turn: number('theta') || 0 });
  throw noOutline(kind);
}

/** Label Studio: a list of tasks with `data` and `annotations` or `predictions`, each with a `result`. */
export function isLabelStudio(json: unknown): json is readonly JsonObject[] {
  const first: unknown = Array.isArray(json) ? json[0] : undefined;
  return (
    isObject(first) &&
    isObject(field(first, 'data')) &&
    Array.isArray(field(first, 'annotations') ?? field(first, 'predictions'))
  );
}

/** The images of a Label Studio export. Where several people annotated one, each is an image of its own. */
export function readLabelStudio(json: readonly JsonObject[]): OutlinedImage[] {
  return json.flatMap((task) => {
    const data = field(task, 'data');
    const path = isObject(data) ? Object.values(data).find((value) => typeof value === 'string') : undefined;
    // An upload gets eight letters or digits and a dash before its name.
    const name = nameOf(path)?.replace(/^[0-9a-f]{4,8}-/, '');
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

function studioObject(shape: JsonObject): OutlinedObject {
  const value = field(shape, 'value');
  const kind = textOf(shape, 'type') ?? 'shape';
  const values = isObject(value) ? value : {};
  const labels = field(values, kind);
  const label: unknown = Array.isArray(labels) ? labels[0] : undefined;
  return {
    class: typeof label === 'string' ? label : undefined,
    rings: (size) => [studioRing(kind, values, size ?? { width: 0, height: 0 })],
  };
}

/** Label Studio gives places in per cent of the image. */
function studioRing(kind: string, value: JsonObject, { width, height }: ImageSize) {
  const [across, down] = [width / 100, height / 100];
  const number = (name: string) => Number(field(value, name));
  const points = field(value, 'points');
  if (kind.startsWith('polygon') && Array.isArray(points))
    return toRing(points.flat().map((part: unknown, i) => Number(part) * (i % 2 === 0 ? across : down)));
  const [x, y] = [number('x') * across, number('y') * down];
  if (kind.startsWith('rectangle') && !number('rotation'))
    return rectangle([x, y, x + number('width') * across, y + number('height') * down]);
  if (kind.startsWith('ellipse'))
    return ellipse({
      x,
      y,
      rx: number('radiusX') * across,
      ry: number('radiusY') * down,
      turn: ((number('rotation') || 0) * Math.PI) / 180,
    });
  throw noOutline(kind);
}

function textOf(object: JsonObject, name: string): string | undefined {
  const value = field(object, name);
  return typeof value === 'string' ? value : undefined;
}

function nameOf(path: string | undefined): string | undefined {
  return path === undefined || path === '' ? undefined : lastPart(path);
}

function sizeOf(object: JsonObject, width: string, height: string): ImageSize | undefined {
  const sides = [field(object, width), field(object, height)];
  const [w, h] = sides.filter((side): side is number => Number.isInteger(side) && (side as number) > 0);
  return w === undefined || h === undefined ? undefined : { width: w, height: h };
}

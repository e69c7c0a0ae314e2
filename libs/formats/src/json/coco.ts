import { FormatError, NoArea } from '../format-error.ts';
import type { ImageSize } from '../image-size.ts';
import { ObjectReader, type CellObject, type FoundObjects } from '../shapes/cell-objects.ts';
import type { CellShape } from '../shapes/paint-cells.ts';
import { checkInside, fillPolygon, toRing } from '../shapes/polygon.ts';
import { checkCounts, fillCounts, unpackCounts } from './coco-rle.ts';
import { field, isObject, objectsOf, type JsonObject } from './parse-json.ts';

/** One image of a COCO file. */
export interface CocoImage extends ImageSize {
  readonly id: number;
  /** Undefined in a results file, which names images by number only. */
  readonly fileName: string | undefined;
}

/** A COCO file: its images, and the annotations of each image in the order of the file. */
export interface CocoFile {
  readonly images: readonly CocoImage[];
  readonly annotations: ReadonlyMap<number, readonly JsonObject[]>;
  /** Names of the categories by their ids, as far as the file has them. */
  readonly categories: ReadonlyMap<number, string>;
}

/** An instances file is an object with images and annotations, a results file a list of annotations. */
export function isCoco(json: unknown): boolean {
  if (isObject(json)) {
    const lists = [field(json, 'annotations'), field(json, 'images')];
    return lists.some((list) => Array.isArray(list)) || lists.every(isObject);
  }
  return isResult(json) || isMaskList(json);
}

function isResult(json: unknown): boolean {
  const first: unknown = Array.isArray(json) ? json[0] : undefined;
  return isObject(first) && field(first, 'image_id') !== undefined;
}

/** The masks that Segment Anything finds in one image, as a list without the number of the image. */
export function isMaskList(json: unknown): json is readonly JsonObject[] {
  const first: unknown = Array.isArray(json) ? json[0] : undefined;
  if (!isObject(first) || !isObject(field(first, 'segmentation'))) return false;
  return field(first, 'image_id') === undefined;
}

/**
 * Reads what a COCO file holds (https://cocodataset.org/#format-data), instances or results.
 *
 * @throws FormatError CORRUPT if an annotation belongs to no image, or an image has no usable name or size
 */
export function readCoco(json: unknown): CocoFile {
  const results = Array.isArray(json);
  const file: JsonObject = results ? { annotations: json } : (json as JsonObject);
  const stored = objectsOf(file, 'annotations');
  const list = isMaskList(json) ? stored.map((mask) => ({ ...mask, image_id: 1 })) : stored;
  const annotations = new Map<number, JsonObject[]>();
  const images = results ? list.map(imageOfResult) : objectsOf(file, 'images').map(readImage);
  const distinct = [...new Map(images.map((image) => [image.id, image])).values()];
  if (!results && distinct.length < images.length) {
    throw new FormatError('CORRUPT', 'Two images of the COCO file have the same id. Give each its own.');
  }
  for (const image of distinct) annotations.set(image.id, []);
  for (const annotation of list) {
    const imageId = field(annotation, 'image_id');
    const of = typeof imageId === 'number' ? annotations.get(imageId) : undefined;
    if (!of) {
      throw new FormatError(
        'CORRUPT',
        `An annotation belongs to image ${show(imageId)}, which the COCO file does not list.`,
      );
    }
    of.push(annotation);
  }
  return { images: distinct, annotations, categories: categoriesOf(file) };
}

function categoriesOf(file: JsonObject): Map<number, string> {
  const list = field(file, 'categories');
  const categories = new Map<number, string>();
  for (const category of Array.isArray(list) ? list : []) {
    const [id, name] = isObject(category) ? [field(category, 'id'), field(category, 'name')] : [];
    if (typeof id === 'number' && typeof name === 'string') categories.set(id, name);
  }
  return categories;
}

/**
 * The objects of one image that are cells, numbered in the order of the file: without crowds and objects without area,
 * which are noted.
 *
 * @throws FormatError CORRUPT if a segmentation is neither polygons nor run lengths of the image's size
 */
export function cocoObjects(file: CocoFile, image: CocoImage): FoundObjects {
  const reader = new ObjectReader();
  let crowds = 0;
  for (const [i, annotation] of (file.annotations.get(image.id) ?? []).entries()) {
    if (isCrowd(annotation)) crowds++;
    else reader.add(`Annotation ${i + 1}`, () => objectOf(annotation, { id: i + 1, size: image }, file));
  }
  if (crowds > 0) {
    const are = crowds === 1 ? 'annotation is a crowd' : 'annotations are crowds';
    reader.note(`${crowds} ${are}, a region of cells that were not told apart, and left out as no cell.`);
  }
  return reader.end();
}

/** The format says 0 or 1; some programs write truth values or texts. */
function isCrowd(annotation: JsonObject): boolean {
  const stated = field(annotation, 'iscrowd');
  return stated === true || Number(stated) > 0;
}

function objectOf(annotation: JsonObject, numbered: Numbered, { categories }: CocoFile): CellObject {
  const [category, score] = [field(annotation, 'category_id'), field(annotation, 'score')];
  const known = typeof category === 'number' ? (categories.get(category) ?? String(category)) : undefined;
  return {
    ...shapeOf(annotation, numbered),
    class: known,
    score: typeof score === 'number' ? score : undefined,
  };
}

function shapeOf(annotation: JsonObject, numbered: Numbered): CellShape {
  const segmentation = field(annotation, 'segmentation');
  if (Array.isArray(segmentation)) return polygonCell(segmentation, numbered);
  if (isObject(segmentation)) return runsCell(segmentation, numbered);
  throw new NoArea('It has no segmentation, so its cell has no shape.');
}

interface Numbered {
  readonly id: number;
  readonly size: ImageSize;
}

/** Several polygons are parts of one cell; each is filled by itself. */
function polygonCell(polygons: readonly unknown[], { id, size }: Numbered): CellShape {
  if (polygons.length === 0) throw new NoArea('It has a segmentation without polygons.');
  const rings = polygons.map((polygon) => toRing(Array.isArray(polygon) ? polygon : []));
  checkInside(rings, size);
  return {
    id,
    spans: (within, emit) => {
      for (const ring of rings) fillPolygon([ring], within, emit);
    },
  };
}

function runsCell(segmentation: JsonObject, { id, size }: Numbered): CellShape {
  const { width, height } = runsSize(segmentation);
  if (width !== size.width || height !== size.height) {
    throw new FormatError(
      'CORRUPT',
      `The run lengths of cell ${id} are for ${width}×${height} pixels, but the image has ${size.width}×${size.height}.`,
    );
  }
  const stored = field(segmentation, 'counts');
  const counts = typeof stored === 'string' ? unpackCounts(stored) : stored;
  if (!Array.isArray(counts)) throw new FormatError('CORRUPT', `Cell ${id} has no run lengths ("counts").`);
  const checked = checkCounts(counts, size);
  return {
    id,
    spans: (within, emit) => {
      fillCounts(checked, within, emit);
    },
  };
}

function runsSize(segmentation: JsonObject): ImageSize {
  const size = field(segmentation, 'size');
  if (!Array.isArray(size) || size.length !== 2) {
    throw new FormatError('CORRUPT', `The run lengths have the size ${show(size)}, but [height, width] was expected.`);
  }
  return { height: side(size[0], 'height'), width: side(size[1], 'width') };
}

function readImage(image: JsonObject): CocoImage {
  const id = field(image, 'id');
  if (typeof id !== 'number')
    throw new FormatError('CORRUPT', `An image of the COCO file has the id ${show(id)}, which is not a number.`);
  return {
    id,
    fileName: readFileName(image),
    width: side(field(image, 'width'), 'width'),
    height: side(field(image, 'height'), 'height'),
  };
}

function imageOfResult(annotation: JsonObject): CocoImage {
  const id = field(annotation, 'image_id');
  if (typeof id !== 'number')
    throw new FormatError('CORRUPT', `A result belongs to image ${show(id)}, which is not a number.`);
  const segmentation = field(annotation, 'segmentation');
  if (!isObject(segmentation)) {
    throw new FormatError(
      'CORRUPT',
      'A results file says the size of an image only with run lengths, but it has polygons.',
    );
  }
  return { id, fileName: undefined, ...runsSize(segmentation) };
}

/**
 * A plain name or relative path: never an address, an absolute path or a way up. Of paths that Windows writes, only the
 * last part is taken.
 */
function readFileName(image: JsonObject): string | undefined {
  const stored = field(image, 'file_name');
  if (stored === undefined) return undefined;
  const name = typeof stored === 'string' ? stored.replace(/^.*\\/, '') : stored;
  const unsafe = /^[/~]|^[A-Za-z]:|:\/\/|[<>\u0000-\u001f]|(^|\/)\.\.(\/|$)/;
  if (typeof name !== 'string' || name === '' || unsafe.test(name)) {
    throw new FormatError(
      'UNSAFE',
      `An image of the COCO file is named ${show(stored)}, but a plain file name was expected.`,
    );
  }
  return name;
}

function side(value: unknown, name: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
  throw new FormatError(
    'CORRUPT',
    `The COCO file gives an image the ${name} ${show(value)}, but a whole number from 1 was expected.`,
  );
}

/** A value from a file for a message: short, and never a surprise. */
function show(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value).slice(0, 60);
}

import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { FormatError, parseJson, readCoco, type CocoImage } from '@cellboard/formats';
import * as z from 'zod';
import { DatasetError } from '../entries/dataset-error.ts';
import { JsonObjects } from './json-objects.ts';
import { unreadable } from '../files/unreadable.ts';

/** An annotation of a COCO file, as it stands there. */
export type Annotation = Readonly<Record<string, unknown>>;

const LISTS = ['images', 'annotations', 'categories'];

/** Bytes that are read at once. */
const PIECE = 2 ** 20;

/** Annotations of an image that stand no further apart are read at once. */
const GAP = 2 ** 16;

const Categories = z.array(z.object({ id: z.number(), name: z.string() }));

/**
 * A COCO file of any size whose annotations are read image by image: only their places are held in memory, so that
 * LIVECell's million of outlines need no more than a hundred images. Close it when done.
 */
export class CocoIndex implements AsyncDisposable {
  readonly images: readonly CocoImage[];
  /** Names of the categories by their ids. */
  readonly categories: ReadonlyMap<number, string>;
  private readonly path: string;
  private readonly file: FileHandle;
  /** Of each image, where its annotations begin and end, in turn. */
  private readonly places: ReadonlyMap<number, readonly number[]>;

  private constructor(path: string, file: FileHandle, { images, categories, places }: Scan) {
    this.path = path;
    this.file = file;
    this.images = images;
    this.categories = categories;
    this.places = places;
  }

  /**
   * Opens a COCO file and reads it once.
   *
   * @throws DatasetError ANNOTATIONS_UNREADABLE if it is damaged or not a COCO file
   */
  static async open(root: string, name: string): Promise<CocoIndex> {
    const path = join(root, name);
    let file: FileHandle | undefined;
    try {
      file = await open(path);
      return new CocoIndex(path, file, await scan(file));
    } catch (error) {
      await file?.close();
      if (error instanceof z.ZodError)
        throw new DatasetError(
          'ANNOTATIONS_UNREADABLE',
          `${path} cannot be read: it has no list of categories with an id and a name.`,
          { cause: error },
        );
      throw unreadable(path, error);
    }
  }

  /** How many annotations an image has. */
  countOf(image: number): number {
    return (this.places.get(image)?.length ?? 0) / 2;
  }

  /**
   * The annotations of an image, in the order of the file.
   *
   * @throws DatasetError ANNOTATIONS_UNREADABLE if the file has changed since it was opened
   */
  async annotationsOf(image: number): Promise<Annotation[]> {
    const annotations: Annotation[] = [];
    try {
      for (const run of neighbours(this.places.get(image) ?? [])) {
        const [start = 0] = run;
        const bytes = await this.bytes(start, run.at(-1) ?? start);
        for (let i = 0; i + 1 < run.length; i += 2)
          annotations.push(parseJson(bytes.subarray((run[i] ?? 0) - start, (run[i + 1] ?? 0) - start)) as Annotation);
      }
    } catch (error) {
      throw unreadable(this.path, error);
    }
    return annotations;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.file.close();
  }

  private async bytes(from: number, to: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(to - from);
    const { bytesRead } = await this.file.read(bytes, 0, bytes.length, from);
    if (bytesRead === bytes.length) return bytes;
    throw new FormatError('TRUNCATED', `The file ends before byte ${to}: it has changed. Begin again.`);
  }
}

/** Beginnings and ends in turn, split where more than {@link GAP} lies between two. */
function* neighbours(places: readonly number[]): Generator<readonly number[]> {
  let first = 0;
  for (let i = 2; i <= places.length; i += 2) {
    if (i < places.length && (places[i] ?? 0) - (places[i - 1] ?? 0) <= GAP) continue;
    yield places.slice(first, i);
    first = i;
  }
}

interface Scan {
  readonly images: readonly CocoImage[];
  readonly categories: ReadonlyMap<number, string>;
  readonly places: ReadonlyMap<number, readonly number[]>;
}

async function scan(file: FileHandle): Promise<Scan> {
  const objects = new JsonObjects(LISTS);
  const found = { images: [] as unknown[], categories: [] as unknown[] };
  const places = new Map<number, number[]>();
  const lost: unknown[] = [];
  let annotations = 0;
  const piece = new Uint8Array(PIECE);
  for (let length = 1; length > 0;) {
    length = (await file.read(piece)).bytesRead;
    for (const { list, object, from, to } of objects.read(piece.subarray(0, length))) {
      if (list === 'images') found.images.push(object);
      else if (list === 'categories') found.categories.push(object);
      else {
        annotations++;
        place(object, { from, to, places, lost });
      }
    }
  }
  const rest = Lists.parse(objects.end());
  const known = [...places.keys()].map((image_id) => ({ image_id }));
  const indexed = listOf(rest.annotations, annotations);
  const { images } = readCoco({
    images: listOf(rest.images, found.images.length) ? found.images : rest.images,
    annotations: indexed ? [...lost, ...known] : rest.annotations,
  });
  // Sound, but not where it was looked for, such as behind a name with escapes: else no image would have a cell.
  if (!indexed)
    throw new FormatError('CORRUPT', 'Its list "annotations" is written in a way that is not read. Write it again.');
  const categories = Categories.parse(
    rest.categories === undefined || listOf(rest.categories, found.categories.length)
      ? found.categories
      : rest.categories,
  );
  return { images, categories: new Map(categories.map(({ id, name }) => [id, name])), places };
}

const Lists = z.object({
  images: z.unknown().optional(),
  annotations: z.unknown().optional(),
  categories: z.unknown().optional(),
});

interface Placing {
  readonly from: number;
  readonly to: number;
  readonly places: Map<number, number[]>;
  /** Gets the annotations that name no image by number. */
  readonly lost: unknown[];
}

function place(annotation: unknown, { from, to, places, lost }: Placing): void {
  const image = (annotation as Annotation)['image_id'];
  if (typeof image !== 'number') {
    if (lost.length === 0) lost.push({ image_id: image });
    return;
  }
  const of = places.get(image);
  if (of) of.push(from, to);
  else places.set(image, [from, to]);
}

/** Whether a list held nothing but the objects that were taken out of it. */
function listOf(rest: unknown, objects: number): boolean {
  const values: unknown = typeof rest === 'object' && rest !== null ? Object.values(rest) : undefined;
  return Array.isArray(values) && values.length === objects && values.every((value) => value === 0);
}

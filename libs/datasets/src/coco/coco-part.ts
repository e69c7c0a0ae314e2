import { basename, join } from 'node:path';
import { cocoObjects, objectsOfClass, type CellShape, type CocoImage, type OverlapRule } from '@cellboard/formats';
import { CocoIndex, type Annotation } from './coco-index.ts';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import { DatasetError } from '../entries/dataset-error.ts';
import { looksLikeImage, stemOf } from '../files/file-names.ts';
import { groupBy } from '../group-by.ts';
import { defect, note, type LayoutEntry } from '../entries/layout-entry.ts';
import { readImage } from '../images/read-image.ts';
import { paintTruth, type Truth } from '../images/truth.ts';

/** One COCO file of a dataset, and how its images are found and named. */
export interface CocoPart {
  readonly root: string;
  /** Path of the annotations from the root. */
  readonly file: string;
  /** Image files by their names, see {@link imagesByName}. */
  readonly images: ReadonlyMap<string, readonly string[]>;
  /** Names of the categories that are cells; all if left out. */
  readonly category?: RegExp;
  /** Name of the one category whose objects are cells, if that was chosen. */
  readonly class?: string | undefined;
  readonly overlap: OverlapRule;
  readonly nameOf: (stem: string) => string;
  readonly tagsOf: (stem: string) => DatasetTags;
  /** Looks at the whole first, and then says why an image with so many cells is not to be used. */
  readonly suspect?: (coco: CocoIndex) => Suspect;
}

type Suspect = (stem: string, cells: number) => string | undefined;

/** Image files by their names without folders. */
export function imagesByName(files: readonly string[]): Map<string, string[]> {
  return groupBy(
    files.filter((file) => looksLikeImage(basename(file))),
    (file) => basename(file).normalize('NFC'),
  );
}

/**
 * Reads the images of a COCO file, in the order of their file names. An image that is listed under several ids is
 * taken once if its cells are the same each time, else not at all.
 *
 * @throws DatasetError ANNOTATIONS_UNREADABLE
 */
export async function* readCocoPart(part: CocoPart): AsyncGenerator<LayoutEntry> {
  await using coco = await CocoIndex.open(part.root, part.file);
  checkCategories(coco, part);
  const wanted = (annotation: Annotation) => isWanted(annotation, coco.categories, part.category);
  const suspect = part.suspect?.(coco);
  const listed = groupBy(coco.images, ({ fileName }) => basename(fileName ?? '').normalize('NFC'));
  for (const [fileName, same] of [...listed].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const annotations: Annotation[][] = [];
    for (const { id } of same) annotations.push((await coco.annotationsOf(id)).filter(wanted));
    yield* readListed({ part, fileName, same, annotations, suspect, categories: coco.categories });
  }
}

/** Without the categories that are asked for, every truth would be without cells. */
function checkCategories({ categories }: CocoIndex, { root, file, category }: CocoPart): void {
  const names = [...categories.values()];
  if (category === undefined || names.some((name) => category.test(name))) return;
  throw new DatasetError(
    'ANNOTATIONS_UNREADABLE',
    `${join(root, file)} has the categories ${names.join(', ') || 'none'}, but not what was asked for. Check that it is the file you mean.`,
  );
}

function isWanted(
  annotation: Annotation,
  categories: ReadonlyMap<number, string>,
  category: RegExp | undefined,
): boolean {
  if (category === undefined) return true;
  const name = categories.get(Number(annotation['category_id']));
  return name !== undefined && category.test(name);
}

interface Listed {
  readonly part: CocoPart;
  readonly fileName: string;
  readonly same: readonly CocoImage[];
  /** Of each id. */
  readonly annotations: readonly (readonly Annotation[])[];
  readonly suspect: Suspect | undefined;
  readonly categories: ReadonlyMap<number, string>;
}

async function* readListed({
  part,
  fileName,
  same,
  annotations,
  suspect,
  categories,
}: Listed): AsyncGenerator<LayoutEntry> {
  const stem = stemOf(fileName);
  const name = part.nameOf(stem);
  const [image] = same;
  const [own = []] = annotations;
  const files = part.images.get(fileName) ?? [];
  const [path] = files;
  if (image === undefined || path === undefined) {
    yield defect(
      name,
      `${part.file} lists ${fileName}, but there is no such image in ${part.root}. Unpack the images there.`,
    );
    return;
  }
  if (files.length > 1) {
    yield defect(name, `There are several images of that name: ${files.join(', ')}. Keep one.`);
    return;
  }
  if (same.length > 1) {
    const ids = same.map(({ id }) => String(id)).join(', ');
    if (new Set(annotations.map(outlinesOf)).size > 1) {
      yield defect(name, `${part.file} lists it under the ids ${ids} with different cells, so its truth is unclear.`);
      return;
    }
    yield note(name, `${part.file} lists it under the ids ${ids} with the same cells; it is taken once.`);
  }
  const reason = suspect?.(stem, own.length);
  if (reason !== undefined) {
    yield defect(name, reason);
    return;
  }
  yield* readAnnotated({ part, name, stem, path, image, annotations: own, categories });
}

function outlinesOf(annotations: readonly Annotation[]): string {
  return JSON.stringify(annotations.map((annotation) => annotation['segmentation']));
}

interface Annotated {
  readonly part: CocoPart;
  readonly name: string;
  readonly stem: string;
  readonly path: string;
  readonly image: CocoImage;
  readonly annotations: readonly Annotation[];
  readonly categories: ReadonlyMap<number, string>;
}

async function* readAnnotated(annotated: Annotated): AsyncGenerator<LayoutEntry> {
  const { part, name, stem, path, annotations } = annotated;
  const { once, notes } = withoutRepeats(annotations);
  for (const message of notes) yield note(name, message);
  yield* readImage({
    name,
    imagePath: join(part.root, path),
    tags: part.tagsOf(stem),
    truth: () => Promise.resolve(truthFrom(once, annotated)),
  });
}

/** The cells among the annotations, by the same rules as everywhere: crowds, points and lines are left out and noted. */
function truthFrom(annotations: readonly Annotation[], { part, image, categories }: Annotated): Truth {
  const file = { images: [image], annotations: new Map([[image.id, annotations]]), categories };
  const { objects, notes } = cocoObjects(file, image);
  const size = { width: image.width, height: image.height };
  const cells = objectsOfClass(objects, size, { class: part.class });
  const numbered = cells.map(({ spans }, i): CellShape => ({ id: i + 1, spans }));
  const truth = paintTruth(numbered, size, part.overlap);
  return { ...truth, notes: [...notes, ...truth.notes] };
}

/** Annotations with the outline of an earlier one are left out and noted. */
function withoutRepeats(annotations: readonly Annotation[]): { once: Annotation[]; notes: string[] } {
  const once: Annotation[] = [];
  const notes: string[] = [];
  const outlines = new Set<string>();
  for (const annotation of annotations) {
    const outline = outlinesOf([annotation]);
    if (outlines.has(outline))
      notes.push(`Annotation ${String(annotation['id'])} repeats the outline of another. It is left out.`);
    else once.push(annotation);
    outlines.add(outline);
  }
  return { once, notes };
}

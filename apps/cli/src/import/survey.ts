import { Readable } from 'node:stream';
import { ImageName } from '@cellboard/contract';
import { NOT_STATED } from '@cellboard/contract/vocabulary';
import {
  examineImage,
  ExaminingThreads,
  release,
  type Defect,
  type ExaminedImage,
  type FileHashes,
  type ImageFiles,
  type ImageMeasures,
  type LayoutImage,
  type Note,
} from '@cellboard/datasets';
import { sharedIdAdvice } from '@cellboard/formats';
import { sameFiles } from './files-there.ts';
import { ReadingRoom } from './reading-room.ts';
import { count, showCount, tellList, tellSome, type Counted } from '../terminal.ts';

/** An image to import; its files are read when its turn comes. */
export type ImportImage = Pick<LayoutImage, 'kind' | 'name' | 'tags' | 'ownKind' | 'files'>;

/** What the reader of a dataset yields. */
export type ImportEntry = ImportImage | Defect | Note;

/** A dataset that was read to the last pixel, without its files. */
export interface Survey {
  /** In the order of names. */
  readonly images: readonly ExaminedImage[];
  readonly defects: readonly Defect[];
  readonly notes: readonly Note[];
}

/** Images decoded at once: the files of one are read while the pixels of another are counted. */
const CONCURRENCY = 4;

/**
 * What is done with truths that look like binary masks or maps of classes. `trust`: their ids are cells. `published`: so
 * are those in the arrays of a public dataset, but files may have been replaced. `choose` and `refuse`: they are defects,
 * and there are options that say otherwise, or not.
 */
export type IdRule = 'trust' | 'published' | 'choose' | 'refuse';

/** How a dataset is read. */
export interface SurveyOptions extends Pick<Counted, 'total' | 'isAbout'> {
  readonly ids?: IdRule;
  /** Whether the command has an option for the plane of an image. */
  readonly hasPlanes?: boolean;
  /** Files of the images that a server has already, by their names. */
  readonly known?: ReadonlyMap<string, FileHashes> | undefined;
  /** Keeps the files of an image without a defect, so that they need not be made again. */
  readonly keep?: ((image: ImportImage, files: ImageFiles) => Promise<void>) | undefined;
}

/** Reads every image of a dataset and remembers what the import needs to know of it. */
export async function surveyAll(
  entries: AsyncIterable<ImportEntry>,
  signal: AbortSignal,
  { ids = 'refuse', hasPlanes = false, known, keep, ...counted }: SurveyOptions = {},
): Promise<Survey> {
  await using threads = new ExaminingThreads();
  const room = new ReadingRoom();
  const images: ExaminedImage[] = [];
  const defects: Defect[] = [];
  const notes: Note[] = [];
  const progress = showCount('Checking', { things: 'images', ...counted });
  const take = async (entry: ImportEntry) => {
    if (entry.kind === 'note') {
      notes.push(entry);
      return;
    }
    const found =
      entry.kind === 'image'
        ? (nameDefect(entry) ??
          (await room.within((hold) => examine(entry, { ids, hasPlanes, known, keep, threads, hold }))))
        : entry;
    if (found.kind === 'image') {
      images.push(found);
      notes.push(...found.notes.map((message) => ({ kind: 'note' as const, name: found.name, message })));
    } else defects.push(found);
    progress.step();
  };
  try {
    // A few entries at a time: each may hold the pixels of its truth.
    await Readable.from(entries, { highWaterMark: 1 }).forEach(take, { concurrency: CONCURRENCY, signal });
  } finally {
    progress.end();
  }
  return { images: images.sort((a, b) => (a.name < b.name ? -1 : 1)), defects, notes };
}

interface Examining extends Required<Pick<SurveyOptions, 'ids' | 'hasPlanes'>>, Pick<SurveyOptions, 'known' | 'keep'> {
  readonly threads: ExaminingThreads;
  /** Is called with the bytes of its files, as soon as they are read. */
  readonly hold: (bytes: number) => void;
}

async function examine(
  image: ImportImage,
  { ids, hasPlanes, known, keep, threads, hold }: Examining,
): Promise<ExaminedImage | Defect> {
  let read: ImageFiles | undefined;
  const files = async () => {
    read = await image.files();
    hold(arraysOf(read).reduce((sum, { byteLength }) => sum + byteLength, 0));
    const trusted = ids === 'trust' || (ids === 'published' && read.truthPath === undefined);
    return trusted ? { ...read, idsAreCells: true as const } : read;
  };
  const before = known?.get(image.name);
  const found = await examineImage({ ...image, files }, before, (one) => threads.examine(one));
  if (read && found.kind !== 'defect' && !(before && sameFiles(before, found.sha256))) await keep?.(image, read);
  // They were made for this, and the entry has been read for the last time.
  if (read) release(...arraysOf(read));
  if (found.kind !== 'defect') return found;
  const { isStack, ...defect } = found;
  const message = withOptions(found.message, ids);
  return { ...defect, message: hasPlanes && isStack ? `${message} ${IMAGE_PLANE}` : message };
}

/** What the files of an image are in memory. */
function arraysOf({ image, truth, ignore, labels }: ImageFiles): ArrayBufferView[] {
  return [image, truth, ignore, labels?.pixels.data].filter((one) => one !== null && one !== undefined);
}

const IMAGE_PLANE = 'Or choose the same plane of all images with --image-plane.';

/** What to do about a truth whose cells share an id, as far as the command has the options. */
function withOptions(message: string, ids: IdRule): string {
  if (!message.includes(sharedIdAdvice.option)) return message;
  if (ids !== 'choose') return message.replace(sharedIdAdvice.option, sharedIdAdvice.plain);
  return `${message} If each id really is one cell, say so with --no-components.`;
}

/** A name that the server would refuse is reported before anything is sent. */
function nameDefect({ name }: ImportImage): Defect | undefined {
  const [issue] = ImageName.safeParse(name).error?.issues ?? [];
  return issue && { kind: 'defect', name, message: `The name cannot be used: ${issue.message}` };
}

/** Prints what is odd about a dataset and what excludes images. */
export function tellSurvey(survey: Survey): void {
  const { defects, notes } = survey;
  const line = ({ name, message }: Defect | Note) => `${name}: ${message}`;
  const images = new Set(survey.images.map(({ name }) => name));
  // What is said of the whole dataset comes first and in full, such as a tag that is dropped.
  const onWhole = notes.filter(({ name }) => !images.has(name));
  tellList(`${count(onWhole.length, 'note')} on the dataset; they exclude no image:`, onWhole.map(line));
  const onImages = notes.filter(({ name }) => images.has(name));
  tellSome(`${count(onImages.length, 'note')} on images, which are imported all the same:`, onImages.map(line));
  tellList(`${count(defects.length, 'defect')} of the dataset:`, defects.map(line));
}

/** Cells in the truth of an image; 0 where it has none. */
export function cellsOf({ cells }: ImageMeasures): number {
  return cells?.areas.length ?? 0;
}

/** How many images and cells there are of each kind, by name, as `  12  HeLa, fluorescence: 345 cells`. */
export function kindLines(images: readonly ExaminedImage[]): string[] {
  const kinds = new Map<string, { images: number; cells: number }>();
  for (const { measures } of images) {
    const { cellType, modality, stain, tissue } = measures.tags;
    const words = [cellType, modality, stain, tissue].filter((word) => word !== null && word !== NOT_STATED);
    const kind = words.join(', ') || NOT_STATED;
    const sum = kinds.get(kind) ?? { images: 0, cells: 0 };
    kinds.set(kind, { images: sum.images + 1, cells: sum.cells + cellsOf(measures) });
  }
  const byName = [...kinds].sort(([a], [b]) => (a < b ? -1 : 1));
  return byName.map(([kind, { images, cells }]) => `  ${String(images).padStart(6)}  ${kind}: ${count(cells, 'cell')}`);
}

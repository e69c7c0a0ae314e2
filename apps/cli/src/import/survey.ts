import { Readable } from 'node:stream';
import { ImageName } from '@cellboard/contract';
import {
  examineImage,
  type Defect,
  type ExaminedImage,
  type ImageMeasures,
  type LayoutImage,
  type Note,
} from '@cellboard/datasets';
import { count, showCount, tellList, tellSome } from '../terminal.ts';

/** An image to import; its files are read when its turn comes. */
export type ImportImage = Pick<LayoutImage, 'kind' | 'name' | 'tags' | 'files'>;

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

/** Reads every image of a dataset and remembers what the import needs to know of it. */
export async function surveyAll(entries: AsyncIterable<ImportEntry>, signal: AbortSignal): Promise<Survey> {
  const images: ExaminedImage[] = [];
  const defects: Defect[] = [];
  const notes: Note[] = [];
  const progress = showCount('Checking', 'images');
  const take = async (entry: ImportEntry) => {
    if (entry.kind === 'note') {
      notes.push(entry);
      return;
    }
    const found = entry.kind === 'image' ? (nameDefect(entry) ?? (await examineImage(entry))) : entry;
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

/** A name that the server would refuse is reported before anything is sent. */
function nameDefect({ name }: ImportImage): Defect | undefined {
  const [issue] = ImageName.safeParse(name).error?.issues ?? [];
  return issue && { kind: 'defect', name, message: `The name cannot be used: ${issue.message}` };
}

/** Prints what is odd about a dataset and what excludes images. */
export function tellSurvey({ defects, notes }: Survey): void {
  const line = ({ name, message }: Defect | Note) => `${name}: ${message}`;
  tellSome(`${count(notes.length, 'note')} on the dataset; they exclude no image:`, notes.map(line));
  tellList(`${count(defects.length, 'defect')} of the dataset:`, defects.map(line));
}

/** Cells in the truth of an image; 0 where it has none. */
export function cellsOf({ cells }: ImageMeasures): number {
  return cells?.areas.length ?? 0;
}

/** How many images and cells there are of each kind, by name, as `  12  nucleus, fluorescence: 345 cells`. */
export function kindLines(images: readonly ExaminedImage[]): string[] {
  const kinds = new Map<string, { images: number; cells: number }>();
  for (const { measures } of images) {
    const { cellType, modality, stain, tissue } = measures.tags;
    const kind = [cellType, modality, stain, tissue].filter((word) => word !== null).join(', ');
    const sum = kinds.get(kind) ?? { images: 0, cells: 0 };
    kinds.set(kind, { images: sum.images + 1, cells: sum.cells + cellsOf(measures) });
  }
  const byName = [...kinds].sort(([a], [b]) => (a < b ? -1 : 1));
  return byName.map(([kind, { images, cells }]) => `  ${String(images).padStart(6)}  ${kind}: ${count(cells, 'cell')}`);
}

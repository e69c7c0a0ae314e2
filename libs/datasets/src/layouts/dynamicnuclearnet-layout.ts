import { basename, join } from 'node:path';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import { DatasetError } from '../entries/dataset-error.ts';
import { note, tagsFor, type LayoutEntry, type LayoutSource } from '../entries/layout-entry.ts';
import { formOf, openNpz } from '../npz/npz-array-pair.ts';
import { placeName, readNpzPart } from '../npz/npz-part.ts';
import { pixelSizeIn, readMeta, tagIn, textIn, type TableRows } from '../deepcell/deepcell-table.ts';
import { onceEach, onePerPart, partsOf } from '../entries/parts.ts';
import { orUnreadable } from '../files/unreadable.ts';
import { walkFolder } from '../files/walk-folder.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';

const archive = /^(?:DynamicNuclearNet-segmentation-v1[._][01]_)?(train|val|test)\.npz$/i;

/**
 * The archives of DynamicNuclearNet that hold what was asked for.
 *
 * @throws DatasetError LAYOUT_NOT_FOUND
 */
async function dynamicNuclearNetFiles(source: LayoutSource): Promise<readonly string[]> {
  const files = (await walkFolder(source.root)).filter((file) => archive.test(basename(file)));
  const chosen = partsOf(source, {
    files,
    partOf,
    missing: `${source.root} holds no archive of DynamicNuclearNet, such as test.npz. Unpack the dataset for segmentation there.`,
  });
  return onePerPart(chosen, partOf);
}

function partOf(file: string): string {
  return archive.exec(basename(file))?.[1]?.toLowerCase() ?? '';
}

/**
 * Reads the segmentation part of DynamicNuclearNet (Schwartz et al., bioRxiv 803205): for each part an archive of
 * single frames of movies. An image is named by its movie and its place among the frames of that movie, from 0.
 *
 * @throws DatasetError if there is no archive, not the part that was asked for, or the archive is damaged
 */
async function* readDynamicNuclearNet(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const files = await dynamicNuclearNetFiles(source);
  yield* onceEach(files.map((file) => readPart(source, file)));
}

async function* readPart(source: LayoutSource, file: string): AsyncGenerator<LayoutEntry> {
  const path = join(source.root, file);
  await using npz = await openNpz(source.root, file);
  const arrays = { path, npz, images: 'X', labels: 'y' };
  const { count, imageChannels, labelChannels } = await formOf(arrays);
  if (imageChannels !== 1 || labelChannels !== 1)
    throw new DatasetError(
      'ANNOTATIONS_UNREADABLE',
      `${path} holds images of ${imageChannels} and truths of ${labelChannels} channels, but DynamicNuclearNet has 1 and 1. Check that it is its archive.`,
    );
  const rows = await orUnreadable(path, () => readMeta(npz, count));
  if (typeof rows === 'string')
    yield note(file, `${rows} Movie, cell line and pixel size are not stated; images are named by their place.`);
  const names = typeof rows === 'string' ? undefined : frameNames(rows, partOf(file));
  if (names) yield note(file, moviesNote(names));
  yield* readNpzPart({
    ...arrays,
    labelChannel: 0,
    imageAt: (index) => {
      const row = typeof rows === 'string' ? undefined : rows[index];
      const known = { modality: 'fluorescence', stain: 'nuclear marker', pixelSizeUm: pixelSizeIn(row) };
      const frame = names?.[index];
      return {
        name: frame?.name ?? `${partOf(file)}_${placeName(index, count)}`,
        tags: tagsFor({ ...known, ...groupOf(frame), cellType: tagIn(row, 'specimen') ?? 'not stated' }, source),
      };
    },
  });
}

interface FrameName {
  readonly name: string;
  /** Null where the table does not name it. */
  readonly movie: string | null;
  /** Its place among the frames of that movie, from 0. */
  readonly frame: number;
}

/** Frames of a movie depend on each other. */
function groupOf(frame: FrameName | undefined): Partial<DatasetTags> {
  if (!frame || frame.movie === null) return {};
  return { cluster: { kind: 'movie', key: frame.movie }, planeT: frame.frame };
}

/**
 * Movies are distinguished by their whole file names; those that end alike are named by more of it. Frames without the
 * name of a movie are named by their part, since other parts have such frames too.
 */
function frameNames(rows: TableRows, part: string): FrameName[] {
  const named = rows.map((row) => textIn(row, 'filename'));
  const files = named.map((file) => file ?? part);
  const stems = new Map([...new Set(files)].map((file) => [file, plain(basename(file))]));
  const uses = new Map<string, number>();
  for (const stem of stems.values()) uses.set(stem, (uses.get(stem) ?? 0) + 1);
  const frames = new Map<string, number>();
  return files.map((file, index) => {
    const stem = stems.get(file) ?? plain(file);
    const movie = uses.get(stem) === 1 ? stem : plain(file);
    const frame = frames.get(movie) ?? 0;
    frames.set(movie, frame + 1);
    const name = `${movie}_${String(frame).padStart(3, '0')}`;
    return { name, movie: named[index] === null ? null : movie, frame };
  });
}

/** Characters of a movie's name; with the frame's number, an image may be called so. */
const LONGEST_NAME = 180;

/** Without its ending, and in letters that every file system knows. */
function plain(file: string): string {
  const stem = file.replace(/\.[A-Za-z]\w{1,4}$/, '');
  return stem.replace(/[^\w.-]+/g, '_').slice(-LONGEST_NAME);
}

function moviesNote(names: readonly FrameName[]): string {
  const movies = new Set(names.map(({ movie }) => movie)).size;
  return (
    `Its ${names.length} images are frames of ${movies} ${movies === 1 ? 'movie' : 'movies'}, named by the movie and the frame's number. ` +
    'Frames of a movie look nearly the same, so they are one group.'
  );
}

/** The layout of DynamicNuclearNet; see {@link readDynamicNuclearNet}. */
export const dynamicNuclearNetLayout: PublishedLayout = {
  name: 'DynamicNuclearNet',
  description: 'train.npz, val.npz and test.npz of DynamicNuclearNet-segmentation.',
  outlines: ['nucleus'],
  parts: 'train, val or test',
  read: readDynamicNuclearNet,
  truthFiles: async (source) => ({ annotations: await dynamicNuclearNetFiles(source), labels: [] }),
};

import { basename, join } from 'node:path';
import { DatasetError } from './dataset-error.ts';
import { note, tagsFor, type LayoutEntry, type LayoutSource } from './layout-entry.ts';
import { formOf, openNpz } from './npz-array-pair.ts';
import { placeName, readNpzPart } from './npz-part.ts';
import { pixelSizeIn, readMeta, wordIn, type TableRows } from './npz-table.ts';
import { onceEach, onePerPart, partsOf } from './parts.ts';
import { orUnreadable } from './unreadable.ts';
import { walkFolder } from './walk-folder.ts';

const archive = /^(?:DynamicNuclearNet-segmentation-v1[._][01]_)?(train|val|test)\.npz$/i;

/**
 * The archives of DynamicNuclearNet that hold what was asked for.
 *
 * @throws DatasetError LAYOUT_NOT_FOUND
 */
export async function dynamicNuclearNetFiles(source: LayoutSource): Promise<readonly string[]> {
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
export async function* readDynamicNuclearNet(source: LayoutSource): AsyncGenerator<LayoutEntry> {
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
      return {
        name: names?.[index]?.name ?? `${partOf(file)}_${placeName(index, count)}`,
        tags: tagsFor({ ...known, cellType: wordIn(row, 'specimen') ?? 'nucleus' }, source),
      };
    },
  });
}

interface FrameName {
  readonly name: string;
  readonly movie: string;
}

/**
 * Movies are told apart by their whole file names; those that end alike are named by more of it. Frames whose movie
 * nobody names are named by their part, since other parts have such frames too.
 */
function frameNames(rows: TableRows, part: string): FrameName[] {
  const files = rows.map((row) => wordIn(row, 'filename') ?? part);
  const stems = new Map([...new Set(files)].map((file) => [file, plain(basename(file))]));
  const uses = new Map<string, number>();
  for (const stem of stems.values()) uses.set(stem, (uses.get(stem) ?? 0) + 1);
  const frames = new Map<string, number>();
  return files.map((file) => {
    const stem = stems.get(file) ?? plain(file);
    const movie = uses.get(stem) === 1 ? stem : plain(file);
    const frame = frames.get(movie) ?? 0;
    frames.set(movie, frame + 1);
    return { name: `${movie}_${String(frame).padStart(3, '0')}`, movie };
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
    'Frames of a movie are nearly alike, so that their scores are not independent.'
  );
}

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { doubtAsTruth, FormatError, type ImageSize, type LabelChoice } from '@cellboard/formats';
import {
  decodeLabelPixels,
  isN5Folder,
  isZarrFolder,
  masksIn,
  openFile,
  openFileSource,
  openPath,
  readCheckedLabels,
  readHeader,
  type OpenedPath,
} from '@cellboard/formats/node';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import { fileFault } from '../files/file-fault.ts';
import { readBytes } from '../files/read-bytes.ts';
import { ignoreMask, type IgnoreMask } from './ignore-mask.ts';
import { gapsAsCells } from './gaps-as-cells.ts';
import { defect, note, type ImageContent, type ImageFiles, type LayoutEntry } from '../entries/layout-entry.ts';
import { backgroundAsCell } from './truth-fault.ts';
import { truthIn, type Truth } from './truth.ts';

/** An image's file and where its truth comes from. */
export interface ImagePlan {
  readonly name: string;
  readonly imagePath: string;
  readonly tags: DatasetTags;
  /**
   * Reads its truth; null where it has none.
   *
   * @throws FormatError or an error of the file system; either makes the image a defect
   */
  readonly truth: ((size: ImageSize) => Promise<Truth>) | null;
  /** File of a mask whose pixels other than 0 are not scored. */
  readonly ignorePath?: string | undefined;
  /**
   * Reads an image that is not sent as it is.
   *
   * @returns what writes it, and what was done; null where it is sent as it is
   * @throws FormatError or an error of the file system; either makes the image a defect
   */
  readonly image?: (() => Promise<MadeImage | null>) | undefined;
}

/** An image that is made of its files. */
export interface MadeImage {
  readonly write: FileWriter;
  /** Its file, where it is sent as it is. */
  readonly path?: string;
  /** What was done, where the curator should know. */
  readonly note?: string;
}

/** Writes a file. */
export type FileWriter = () => Promise<Uint8Array<ArrayBuffer>>;

/** Reads one image with its truth. What is wrong with it becomes a defect, what is odd a note. */
export async function* readImage(plan: ImagePlan): AsyncGenerator<LayoutEntry> {
  const { name, imagePath, tags, ignorePath } = plan;
  let truth: Truth | null;
  let ignore: IgnoreMask | null;
  let content: ImageContent;
  let made: MadeImage;
  try {
    const { width, height, bytes } = await headerOf(imagePath);
    content = { bytes, sha256: hashOfFile(imagePath) };
    truth = (await plan.truth?.({ width, height })) ?? null;
    if (truth && (truth.width !== width || truth.height !== height)) {
      yield defect(
        name,
        `The image is ${width}×${height} pixels (width × height), but its truth is ${truth.width}×${truth.height}. Check that they belong together.`,
      );
      return;
    }
    ignore = await ignoredIn(ignorePath, truth, { width, height });
    made = await madeImage(plan);
  } catch (error) {
    yield defect(name, faultOf(error));
    return;
  }
  if (made.note !== undefined) yield note(name, made.note);
  yield* imageEntry({ name, tags, truth, ignore, content, image: made.write, imagePath: made.path });
}

/** The image that is made of its files; its file as it is where none is. */
async function madeImage({ image, imagePath }: ImagePlan): Promise<MadeImage> {
  return (await image?.()) ?? { write: () => readBytes(imagePath), path: imagePath };
}

/** The pixels that a file or the truth itself leaves out of the scores. */
async function ignoredIn(path: string | undefined, truth: Truth | null, size: ImageSize): Promise<IgnoreMask | null> {
  // A mask in colours is read too: only black counts as 0.
  if (path !== undefined) return ignoreMask(await idsOf(path, { colours: 'packed' }), size);
  return truth?.ignored ? ignoreMask({ ...size, values: truth.ignored }, size) : null;
}

/** An image that has been read. */
export interface ReadImage {
  readonly name: string;
  readonly tags: DatasetTags;
  readonly truth: Truth | null;
  readonly ignore: IgnoreMask | null;
  readonly content: ImageContent;
  /** The bytes of its file. */
  readonly image: FileWriter;
  /** Its file, where it is sent as it is. */
  readonly imagePath?: string | undefined;
}

/** Yields an image, after the notes on it; a defect where its truth cannot be right. */
export function* imageEntry(read: ReadImage): Generator<LayoutEntry> {
  const { name, tags, truth, ignore, content, image, imagePath } = read;
  if (truth?.fault !== undefined) {
    yield defect(name, truth.path === undefined ? truth.fault : `${truth.path}: ${truth.fault}`);
    return;
  }
  if (truth) yield* truthNotes(name, truth);
  const ignoredPixels = ignore?.pixels ?? 0;
  if (ignoredPixels > 0)
    yield note(name, `${ignoredPixels} ${ignoredPixels === 1 ? 'pixel is' : 'pixels are'} ambiguous and not scored.`);
  const files = async () => ({
    image: await image(),
    ...(imagePath !== undefined && { imagePath }),
    truth: (await truth?.encode()) ?? null,
    ignore: (await ignore?.encode()) ?? null,
    ...(truth && saidOf(truth)),
  });
  yield { kind: 'image', name, tags, cells: truth?.cells ?? null, ignoredPixels, content, files };
}

/** What is known of a truth beside its file. */
function saidOf({ labels, path, doubt, outlined }: Truth): Omit<ImageFiles, 'image' | 'truth' | 'ignore'> {
  return {
    labels,
    ...(path !== undefined && { truthPath: path }),
    ...(doubt !== undefined && { doubt }),
    ...(outlined && { idsAreCells: true as const }),
  };
}

/** What a curator should know about a truth. */
function* truthNotes(name: string, { cells, overlap, covered, tiny, notes, doubt }: Truth): Generator<LayoutEntry> {
  for (const message of notes.filter((one) => one !== doubt)) yield note(name, message);
  if (cells === 0) yield note(name, 'Its truth has no cells.');
  if (overlap > 0) yield note(name, `Cells overlap in ${overlap} ${overlap === 1 ? 'pixel' : 'pixels'}.`);
  if (covered > 0)
    yield note(name, `${covered} of its cells ${covered === 1 ? 'has' : 'have'} no pixel left under the others.`);
  if (tiny > 0)
    yield note(
      name,
      `${tiny} of its outlines ${tiny === 1 ? 'holds' : 'hold'} no pixel and ${tiny === 1 ? 'is' : 'are'} left out.`,
    );
}

async function headerOf(path: string): Promise<ImageSize & { bytes: number }> {
  await using source = await openFileSource(path);
  const { width, height } = await named(path, () => readHeader(source));
  return { width, height, bytes: source.byteLength };
}

/** Stands alone, so that it holds nothing else of the image. */
function hashOfFile(path: string): () => Promise<string> {
  return async () =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
}

/**
 * The truth in a label image of any format, also a folder that is one.
 *
 * @param choice how it is read where the file leaves something open; its size is that of the image
 * @throws FormatError naming the file
 */
export async function truthFile(path: string, choice: LabelChoice = {}): Promise<Truth> {
  return named(path, async () => {
    await using file = await openTruth(path);
    const { labels, notes } = await readCheckedLabels(file, choice);
    // A doubt is for the user to settle, who may say that each id is a cell.
    const swapped = choice.components ? gapsAsCells(labels) : undefined;
    const said = swapped === undefined ? notes : [...notes, swapped];
    return { ...truthIn(labels), notes: said, path, doubt: doubtAsTruth(labels), fault: backgroundAsCell(labels) };
  });
}

/** A folder is opened only if it is one image; links to files are followed, since they are the curator's own. */
async function openTruth(path: string): Promise<OpenedPath> {
  if ((await isZarrFolder(path)) || (await isN5Folder(path)) || (await masksIn(path))) return openPath(path);
  return { ...(await openFile(await readFile(path))), [Symbol.asyncDispose]: () => Promise.resolve() };
}

/** Names the file in the errors of its reader. */
export async function named<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof FormatError
      ? new FormatError(error.code, `${path}: ${error.message}`, { cause: error })
      : error;
  }
}

/**
 * The ids in a label image's file.
 *
 * @throws FormatError naming the file
 */
export async function idsOf(
  path: string,
  choice: LabelChoice = {},
): Promise<ImageSize & { values: Uint8Array | Uint16Array | Uint32Array }> {
  const bytes = await readFile(path);
  return named(path, async () => {
    const { data, shape } = await decodeLabelPixels(bytes, choice);
    const [height = 0, width = 0] = shape;
    return { values: data, width, height };
  });
}

/** Says why a file of an image cannot be used; any other error is thrown again. */
export function faultOf(error: unknown): string {
  if (error instanceof FormatError) return error.message;
  const fault = fileFault(error);
  if (fault === undefined) throw error;
  const path = typeof error === 'object' && error !== null && 'path' in error ? String(error.path) : 'A file';
  return `${path} cannot be read: ${fault}`;
}

/** What the decoding processes do. Each task reads one file at a time, so that the limits hold for one. */
import {
  encodeNpySamples,
  type DisplayRange,
  type Inspection,
  type LabelChoice,
  type LabelWriting,
} from '@cellboard/formats';
import {
  decodeLabelPixels,
  encodeLabels,
  inspect as inspectFile,
  openImage,
  openPath,
  readCheckedLabels,
  readLabelFile,
  readPlanes,
  writeLabelFile,
  writeLabels,
} from '@cellboard/formats/node';
import { cellShapes, ndArray, toLabelImage, type Colour, type LabelImage } from '@cellboard/labels';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { zstdCompress } from 'node:zlib';
import { decodeImage, decodeMeasured } from '../display/decode-image.ts';
import { fingerprintOf, type Fingerprint } from '../display/fingerprint.ts';
import { cellFigures, type CellFigures } from '../measures/cell-figures.ts';
import type { PictureFigures } from '../measures/picture-figures.ts';
import { encodeOverlay, shrinkMask } from '../display/overlay.ts';
import { encodeThumbnail } from '../display/thumbnail.ts';
import { setTasks } from './set-tasks.ts';

/** What the header of an image says. */
export interface ImageHead {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** Channels or colours, transparency not counted. */
  readonly channels: number;
  /** Focal planes and times, which are images of their own; all else is of the first. */
  readonly pages: number;
}

/** What is found in an image. */
export interface ImageFacts extends ImageHead, Fingerprint, PictureFigures {}

/** What is found in a label image. */
export interface LabelFacts extends CellFigures {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  readonly cells: number;
}

/** What is found in a mask of pixels. */
export interface MaskFacts {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** Pixels other than 0. */
  readonly marked: number;
}

/** A label file that was made from a file, see docs/label-files.md. */
export interface Converted {
  readonly labelFile: Uint8Array;
}

/** The file that a label file is made from, and how it is read. */
export interface Conversion {
  /** Of its bytes. */
  readonly sha256: string;
  readonly choice?: LabelChoice | undefined;
}

/** What an image file says of a channel; null where it does not say. */
export interface ChannelFacts {
  readonly name: string | null;
  readonly colour: Colour | null;
  /** The samples that were shown darkest and brightest when the file was saved. */
  readonly display: DisplayRange | null;
}

/** What an image file says of itself, as a message that passes between processes. */
export interface SampleFacts {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** Type of a sample, such as `uint16`. */
  readonly dtype: string;
  /** In their order. */
  readonly channels: readonly ChannelFacts[];
  /** Whether the channels are the red, green and blue of one picture. */
  readonly colours: boolean;
  /** Bits of a sample: 12 bits come in 16. */
  readonly bitDepth: number;
  /** Whether 0 is the brightest value. */
  readonly whiteIsZero: boolean;
}

async function inspect(path: string, choice: LabelChoice): Promise<Inspection> {
  await using file = await openPath(path);
  return await inspectFile(file, choice);
}

/** Decodes the image to the last pixel. */
async function readImage(path: string): Promise<ImageFacts> {
  await using file = await openPath(path);
  const { channels, z, t } = await readPlanes(file);
  const { picture, figures } = await decodeMeasured(file);
  const { width, height } = picture;
  return { width, height, channels, pages: z * t, ...fingerprintOf(picture), ...figures };
}

/** The size of an image, from its header alone. */
async function readSize(path: string): Promise<ImageHead> {
  await using file = await openPath(path);
  const { width, height, planes } = (await openImage(file)).description;
  return { width, height, channels: planes.channels, pages: planes.z * planes.t };
}

/** What the samples of an image are, from its header alone. */
async function describe(path: string): Promise<SampleFacts> {
  await using file = await openPath(path);
  const { width, height, dtype, channels, meaning } = (await openImage(file)).description;
  const { colours, bitDepth, whiteIsZero } = meaning;
  const named = channels.map(({ name = null, colour = null, display = null }) => ({ name, colour, display }));
  return { width, height, dtype, channels: named, colours, bitDepth, whiteIsZero };
}

/** The samples of an image as .npy, packed with zstd: as fast as the disk, and about half as large. */
async function samples(path: string): Promise<Uint8Array> {
  await using file = await openPath(path);
  const decoded = await (await openImage(file)).read();
  return await zstd(encodeNpySamples(decoded.samples));
}

const zstd = promisify(zstdCompress);

/** A label file, see docs/label-files.md, in a format for other programs. */
async function exportLabels(path: string, writing: LabelWriting): Promise<Uint8Array> {
  const { labels } = await readLabelFile(await readFile(path));
  return await writeLabels(labels, writing);
}

/** Refuses a file that is no label image, or one whose scores would be meaningless. */
async function readLabels(path: string, choice: LabelChoice): Promise<LabelFacts> {
  await using file = await openPath(path);
  return factsOf((await readCheckedLabels(file, choice)).labels);
}

function factsOf(labels: LabelImage): LabelFacts {
  const [height = 0, width = 0] = labels.pixels.shape;
  const figures = cellFigures(cellShapes(labels).area.slice(1), width * height);
  return { width, height, cells: labels.cellCount, ...figures };
}

async function convertLabels(path: string, { sha256, choice }: Conversion): Promise<LabelFacts & Converted> {
  await using file = await openPath(path);
  const { labels } = await readCheckedLabels(file, choice);
  return { ...factsOf(labels), labelFile: await writeLabelFile(labels, sha256) };
}

/** The label image that a file leaves open, as a plain one: its cells in the order of their ids. */
async function labelImage(path: string, choice: LabelChoice): Promise<Uint8Array> {
  await using file = await openPath(path);
  const { labels } = await readCheckedLabels(file, choice);
  return await encodeLabels(labels.pixels);
}

async function convertMask(path: string, { sha256, choice }: Conversion): Promise<MaskFacts & Converted> {
  await using file = await openPath(path);
  const { data, shape } = await decodeLabelPixels(file, choice);
  const [height = 0, width = 0] = shape;
  const mask = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) mask[i] = 1;
  const labels = toLabelImage(ndArray(mask, [height, width]));
  return { width, height, marked: cellShapes(labels).area[1] ?? 0, labelFile: await writeLabelFile(labels, sha256) };
}

/** Draws an image small in several sizes; it is decoded once. */
async function thumbnails(path: string, maxSides: readonly number[]): Promise<Uint8Array[]> {
  await using file = await openPath(path);
  const image = await decodeImage(file);
  return await Promise.all(maxSides.map((maxSide) => encodeThumbnail(image, maxSide)));
}

/**
 * Draws the cells of a label file small in several sizes.
 *
 * @param ignore path of the label file of a mask, whose pixels are hatched in grey
 */
async function overlays(path: string, maxSides: readonly number[], ignore?: string): Promise<Uint8Array[]> {
  const { labels } = await readLabelFile(await readFile(path));
  const mask = ignore === undefined ? null : (await readLabelFile(await readFile(ignore))).labels.pixels;
  const styles = maxSides.map((maxSide) => ({ maxSide, ...(mask && { ignored: shrinkMask(mask, maxSide) }) }));
  return await Promise.all(styles.map((style) => encodeOverlay(labels, style)));
}

/** The tasks by the names under which they are asked for. */
export const tasks = {
  ...setTasks,
  inspect,
  readImage,
  readSize,
  describe,
  samples,
  readLabels,
  convertLabels,
  convertMask,
  labelImage,
  exportLabels,
  thumbnails,
  overlays,
};

/** What can be asked of a decoding process. */
export type Tasks = typeof tasks;

/** What the decoding processes do. Each task reads one file at a time, so that the limits hold for one. */
import type { ImageSize, Inspection, LabelChoice } from '@cellboard/formats';
import {
  decodeLabelPixels,
  decodeLabels,
  encodeLabels,
  inspect as inspectFile,
  openPath,
  readCheckedLabels,
  readPlanes,
  writeLabelFile,
} from '@cellboard/formats/node';
import { cellShapes, ndArray, toLabelImage, type LabelImage } from '@cellboard/labels';
import { decodeImage, decodeMeasured } from '../display/decode-image.ts';
import { fingerprintOf, type Fingerprint } from '../display/fingerprint.ts';
import { cellFigures, type CellFigures } from '../measures/cell-figures.ts';
import type { PictureFigures } from '../measures/picture-figures.ts';
import { encodeOverlay, shrinkMask, type SmallMask } from '../display/overlay.ts';
import { encodeThumbnail } from '../display/thumbnail.ts';

/** What is found in an image. */
export interface ImageFacts extends Fingerprint, PictureFigures {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** Channels or colours, transparency not counted. */
  readonly channels: number;
  /** Focal planes and times, which are images of their own; all else is of the first. */
  readonly pages: number;
}

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

/** The image over which cells are drawn. */
export interface OverlayOf {
  /** That of the image, which cells given by outlines do not tell. */
  readonly size?: ImageSize | undefined;
  /** Path of a mask of the same size, whose pixels other than 0 are hatched in grey. */
  readonly ignore?: string | undefined;
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

async function thumbnail(path: string, maxSide: number): Promise<Uint8Array> {
  await using file = await openPath(path);
  return await encodeThumbnail(await decodeImage(file), maxSide);
}

async function overlay(path: string, maxSide: number, { size, ignore }: OverlayOf = {}): Promise<Uint8Array> {
  const ignored = ignore === undefined ? {} : { ignored: await smallMask(ignore, maxSide) };
  await using file = await openPath(path);
  return await encodeOverlay(await decodeLabels(file, { size }), { maxSide, ...ignored });
}

/** Gives the memory of the whole mask back before the label image is read. */
async function smallMask(path: string, maxSide: number): Promise<SmallMask> {
  await using file = await openPath(path);
  return shrinkMask(await decodeLabelPixels(file), maxSide);
}

/** The tasks by the names under which they are asked for. */
export const tasks = { inspect, readImage, readLabels, convertLabels, convertMask, labelImage, thumbnail, overlay };

/** What can be asked of a decoding process. */
export type Tasks = typeof tasks;

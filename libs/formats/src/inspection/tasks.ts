/** What the decoding processes do. Each task reads one file at a time, so that the limits hold for one. */
import { decodeLabelPixels, decodeLabels } from '../decode-labels.ts';
import { decodeImage, readPlanes } from '../display/display-image.ts';
import { fingerprintOf, type Fingerprint } from '../display/fingerprint.ts';
import { encodeOverlay, shrinkMask, type SmallMask } from '../display/overlay.ts';
import { encodeThumbnail } from '../display/thumbnail.ts';
import { FormatError, type FormatErrorCode } from '../format-error.ts';
import { inspect as inspectBytes, type Inspection } from '../inspect.ts';
import type { LabelChoice } from '../label-raster.ts';
import { openPath } from '../open-path.ts';
import type { ImageSize } from '../shapes/paint-cells.ts';
import { readRegularFile } from './read-regular-file.ts';

/** What is found in an image for the eye. */
export interface ImageFacts extends Fingerprint {
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
export interface LabelFacts {
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

/** The image over which cells are drawn. */
export interface OverlayOf {
  /** That of the image, which cells given by outlines do not tell. */
  readonly size?: ImageSize | undefined;
  /** Path of a mask of the same size, whose pixels other than 0 are hatched in grey. */
  readonly ignore?: string | undefined;
}

async function inspect(path: string, choice: LabelChoice): Promise<Inspection> {
  return inspectBytes(await openPath(path), choice);
}

/** Decodes the image to the last pixel. */
async function readImage(path: string): Promise<ImageFacts> {
  const file = await openPath(path);
  const { channels, z, t } = await readPlanes(file);
  const image = await decodeImage(file);
  return { width: image.width, height: image.height, channels, pages: z * t, ...fingerprintOf(image) };
}

/** The very check of `inspect`, with the words of the decoder where the file is sound but no label image. */
async function readLabels(path: string, choice: LabelChoice): Promise<LabelFacts> {
  const bytes = await readRegularFile(path);
  const { error, sha1, width, height, cells } = await inspectBytes(bytes, choice);
  if (error) throw new FormatError(error.code as FormatErrorCode, error.message); // of bytes it tells no other codes
  if (sha1 !== null && width !== null && height !== null && cells !== null) return { width, height, cells };
  await decodeLabelPixels(bytes, choice);
  throw new Error('A file that decodes to labels was inspected as something else.');
}

async function readMask(path: string): Promise<MaskFacts> {
  const { data, shape } = await decodeLabelPixels(await readRegularFile(path));
  const [height = 0, width = 0] = shape;
  let marked = 0;
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) marked++;
  return { width, height, marked };
}

async function thumbnail(path: string, maxSide: number): Promise<Uint8Array> {
  return encodeThumbnail(await decodeImage(await readRegularFile(path)), maxSide);
}

async function overlay(path: string, maxSide: number, { size, ignore }: OverlayOf = {}): Promise<Uint8Array> {
  const ignored = ignore === undefined ? {} : { ignored: await smallMask(ignore, maxSide) };
  return encodeOverlay(await decodeLabels(await readRegularFile(path), { size }), { maxSide, ...ignored });
}

/** Gives the memory of the whole mask back before the label image is read. */
async function smallMask(path: string, maxSide: number): Promise<SmallMask> {
  return shrinkMask(await decodeLabelPixels(await readRegularFile(path)), maxSide);
}

/** The tasks by the names under which they are asked for. */
export const tasks = { inspect, readImage, readLabels, readMask, thumbnail, overlay };

/** What can be asked of a decoding process. */
export type Tasks = typeof tasks;

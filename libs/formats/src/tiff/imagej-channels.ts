import type { Colour } from '@cellboard/labels';
import type { DisplayRange, ImageChannel } from '../samples/image-planes.ts';
import { chosenColour } from './chosen-colour.ts';
import { imageJMetadata, type ImageJEntry } from './imagej-metadata.ts';
import type { TiffDirectory } from './tiff-directory.ts';
import type { TiffPage } from './tiff-page.ts';

/** `luts`, the mark of the tables of colours. */
const LUTS = 0x6c757473;

/** `rang`, the mark of the display ranges. */
const RANGES = 0x72616e67;

/** Red, green and blue of 256 grey values. */
const LUT_BYTES = 768;

/** Two numbers of 64 bits. */
const RANGE_BYTES = 16;

/**
 * How ImageJ shows the channels of an image. The colours are those of the brightest grey value in its tables ("lookup
 * tables"), of which the palette of a page is only a copy of the first. The display ranges are those of the metadata,
 * one for each channel, or else that of the description for all.
 *
 * The ranges count in samples as stored. Of an image whose values are calibrated (`cf=`), that of the description is
 * left out: not all programs that write it count in samples.
 *
 * @param description of the first page, which begins with `ImageJ=`
 * @param count of channels, each in a page of its own
 * @see https://github.com/imagej/ImageJ/blob/master/ij/io/FileOpener.java `setCalibration`
 */
export async function imageJChannels(
  page: TiffDirectory,
  description: string,
  count: number,
): Promise<readonly ImageChannel[]> {
  const entries = await imageJMetadata(page);
  // A single channel is shown in grey.
  const colours = count > 1 ? coloursOf(entries) : [];
  const ranges = rangesOf(entries, page.littleEndian);
  const common = ranges.length > 0 ? undefined : describedRange(description);
  return Array.from({ length: count }, (_, i) => ({
    name: undefined,
    colour: colours[i],
    display: ranges[i] ?? common,
  }));
}

function coloursOf(entries: readonly ImageJEntry[]): (Colour | undefined)[] {
  return entries
    .filter(({ kind, bytes }) => kind === LUTS && bytes.length === LUT_BYTES)
    .map(({ bytes }) => chosenColour([bytes[255]!, bytes[511]!, bytes[767]!]));
}

function rangesOf(entries: readonly ImageJEntry[], littleEndian: boolean): DisplayRange[] {
  const bytes = entries.find(({ kind }) => kind === RANGES)?.bytes ?? new Uint8Array();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: Math.floor(bytes.length / RANGE_BYTES) }, (_, i) => [
    view.getFloat64(i * RANGE_BYTES, littleEndian),
    view.getFloat64(i * RANGE_BYTES + RANGE_BYTES / 2, littleEndian),
  ]);
}

function describedRange(description: string): DisplayRange | undefined {
  if (/^cf=/m.test(description)) return undefined;
  const value = (name: string) => Number(new RegExp(`^${name}=([-+.\\dEe]{1,40})\\s*$`, 'm').exec(description)?.[1]);
  return [value('min'), value('max')];
}

/** Greatest numbers of floating point samples, by their bits. */
const GREATEST: Readonly<Record<number, number>> = { 16: 65_504, 32: (2 - 2 ** -23) * 2 ** 127 };

/**
 * A channel without a display range that makes no sense: one that is empty, turned round, not finite, or beyond what
 * the samples can hold. Signed whole numbers have none: ImageJ counts theirs from another zero.
 */
export function withSoundRange(channel: ImageChannel, page: TiffPage): ImageChannel {
  const { display, ...others } = channel;
  return display && isSound(display, page) ? channel : others;
}

function isSound([low, high]: DisplayRange, { sampleFormat, bitDepth }: TiffPage): boolean {
  if (!(high > low && Number.isFinite(high - low))) return false;
  if (sampleFormat === 'uint') return low >= 0 && high <= 2 ** bitDepth - 1;
  const greatest = GREATEST[bitDepth] ?? Number.MAX_VALUE;
  return sampleFormat === 'float' && low >= -greatest && high <= greatest;
}

import { checkSize } from '../limits.ts';
import type { Platform } from '../platform.ts';
import { TiffTag } from './tiff-directory.ts';
import { assembleTiff, rowsOfStrip } from './tiff-file.ts';
import { applyDifferences, applyFloatingPoint } from './tiff-predictor.ts';

/** A microscopy image to be written: any number of channels of the same size. */
export interface TiffImage {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** 1 or more. */
  readonly channels: number;
  /** Shape [channels, height, width]: one channel after the other, each row by row. */
  readonly data: Uint8Array | Uint16Array | Float32Array;
  /** Its three channels are red, green and blue. */
  readonly colours?: boolean;
}

const SHORT = 3;
const LONG = 4;

/**
 * Writes a microscopy image exactly as it is: 8 or 16 bits unsigned or 32 bits floating point, channels
 * interleaved (libvips 8.18 misreads two grey planes), in strips compressed with deflate; with a predictor (2, for
 * floating point 3) where that makes the file smaller. Every channel is grey ("black is zero"), those after the first are unspecified extra
 * samples, unless three are said to be colours.
 *
 * @throws RangeError if `data` does not have channels × height × width samples
 * @throws FormatError TOO_LARGE or CORRUPT if no image of that size would be read, see `checkSize`
 */
export async function encodeTiffImage(image: TiffImage, platform: Platform): Promise<Uint8Array> {
  const { width, height, channels, data, colours = false } = image;
  checkSize(width, height);
  if (channels < 1 || channels > MAX_CHANNELS || data.length !== width * height * channels) {
    throw new RangeError(
      `The image has ${data.length} samples, but ${channels} channels (1 to ${MAX_CHANNELS}) of ${width}×${height} pixels need ${width * height * channels}.`,
    );
  }
  if (colours && channels !== 3)
    throw new RangeError(`The image has ${channels} channels, but red, green and blue are three.`);
  const bytesPerSample = data.BYTES_PER_ELEMENT;
  const floating = data instanceof Float32Array;
  const rows = rowsOfStrip(width * channels * bytesPerSample, height);
  const { predictor, middle, packed } = await chosenPredictor(image, rows, platform);
  const strips: Uint8Array[] = [];
  for (let top = 0; top < height; top += rows) {
    strips.push(top === middle ? packed : await platform.deflate(stripBytes(image, { top, rows, predictor })));
  }
  const forEach = (value: number) => Array.from({ length: channels }, () => value);
  return assembleTiff({
    strips,
    entries: (offsets) => [
      [TiffTag.imageWidth, LONG, [width]],
      [TiffTag.imageLength, LONG, [height]],
      [TiffTag.bitsPerSample, SHORT, forEach(bytesPerSample * 8)],
      [TiffTag.compression, SHORT, [8]],
      [TiffTag.photometric, SHORT, [colours ? 2 : 1]],
      [TiffTag.stripOffsets, LONG, offsets],
      [TiffTag.samplesPerPixel, SHORT, [channels]],
      [TiffTag.rowsPerStrip, LONG, [rows]],
      [TiffTag.stripByteCounts, LONG, strips.map((strip) => strip.length)],
      [TiffTag.planarConfiguration, SHORT, [1]],
      [TiffTag.predictor, SHORT, [predictor]],
      ...(channels > 1 && !colours ? [[TiffTag.extraSamples, SHORT, forEach(0).slice(1)] as const] : []),
      [TiffTag.sampleFormat, SHORT, forEach(floating ? 3 : 1)],
    ],
  });
}

/** The number of channels stands in 16 bits. */
const MAX_CHANNELS = 65_535;

interface Strip {
  readonly top: number;
  /** Of a full strip. */
  readonly rows: number;
  readonly predictor: number;
}

/** What was found out from one strip. */
interface Chosen {
  readonly predictor: number;
  /** Where that strip begins, and its bytes with that predictor: packing takes most of the time of writing. */
  readonly middle: number;
  readonly packed: Uint8Array;
}

/** The strip in the middle decides for all. */
async function chosenPredictor(image: TiffImage, rows: number, { deflate }: Platform): Promise<Chosen> {
  const middle = Math.floor(image.height / rows / 2) * rows;
  const strip = { top: Math.min(middle, image.height - 1), rows };
  const predictor = image.data instanceof Float32Array ? 3 : 2;
  const plain = await deflate(stripBytes(image, { ...strip, predictor: 1 }));
  const predicted = await deflate(stripBytes(image, { ...strip, predictor }));
  return predicted.length < plain.length
    ? { predictor, middle, packed: predicted }
    : { predictor: 1, middle, packed: plain };
}

function stripBytes(image: TiffImage, { top, rows, predictor }: Strip): Uint8Array {
  const { width, height, channels, data } = image;
  const sampleBytes = data.BYTES_PER_ELEMENT;
  const samples = interleaved(image, top, Math.min(rows, height - top));
  const block = { bytes: littleEndian(samples), rowBytes: width * channels * sampleBytes, channels, sampleBytes };
  if (predictor === 2) applyDifferences(block);
  if (predictor === 3) applyFloatingPoint(block);
  return block.bytes;
}

/** Some rows of all channels, pixel by pixel. */
function interleaved({ width, height, channels, data }: TiffImage, top: number, rows: number): TiffImage['data'] {
  if (channels === 1) return data.subarray(top * width, (top + rows) * width);
  const samples = data.slice(0, rows * width * channels);
  for (let channel = 0; channel < channels; channel++) {
    const start = (channel * height + top) * width;
    for (let i = 0; i < rows * width; i++) samples[i * channels + channel] = data[start + i]!;
  }
  return samples;
}

function littleEndian(samples: TiffImage['data']): Uint8Array {
  const bytes = new Uint8Array(samples.length * samples.BYTES_PER_ELEMENT);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < samples.length; i++) {
    if (samples instanceof Uint8Array) bytes[i] = samples[i]!;
    else if (samples instanceof Uint16Array) view.setUint16(i * 2, samples[i]!, true);
    else view.setFloat32(i * 4, samples[i]!, true);
  }
  return bytes;
}

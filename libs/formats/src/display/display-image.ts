import { FormatError } from '../format-error.ts';
import { readHeader, type ImageHeader } from '../image-header.ts';
import { nodePlatform } from '../node-platform.ts';
import { decodeRaw, type RawImage } from '../sharp.ts';
import { readPage, tiffDirectories } from '../tiff/tiff-page.ts';
import { readSamples } from '../tiff/tiff-samples.ts';
import { stretch } from './stretch.ts';

/** An image for the eye: 8 bits a sample, grey or colour. */
export interface DisplayImage {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  readonly channels: 1 | 3;
  /** Row by row, channels interleaved. */
  readonly data: Uint8Array;
}

/**
 * Decodes a microscopy image for display: PNG, JPEG or TIFF, grey or colour, 1 to 64 bits. Images of more than 8
 * bits and dark images are stretched, see {@link stretch}; transparency is dropped.
 *
 * @param page of a stack, from 0
 * @throws FormatError if the file is damaged, too large or of another format
 */
export async function decodeImage(bytes: Uint8Array, { page = 0 }: { page?: number } = {}): Promise<DisplayImage> {
  const header = readHeader(bytes, page);
  return stretch(await decodeAny(bytes, { header, page }));
}

interface Chosen {
  readonly header: ImageHeader;
  readonly page: number;
}

async function decodeAny(bytes: Uint8Array, { header, page }: Chosen): Promise<RawImage> {
  if (header.kind === 'tiff' && isScientific(header)) return readNumbers(bytes, page);
  const colour = header.palette || header.channels >= 3;
  const deep = header.bitDepth > 8;
  if (deep) return decodeRaw(bytes, { space: colour ? 'rgb16' : 'grey16', depth: 'ushort', page });
  return decodeRaw(bytes, { space: colour ? 'srgb' : 'b-w', depth: 'uchar', page });
}

/** Libvips refuses such samples, or takes them for colours of a fixed range; they are read as numbers instead. */
function isScientific({ palette, channels, bitDepth, sampleFormat }: ImageHeader): boolean {
  return !palette && (channels > 4 || sampleFormat !== 'uint' || ![1, 8, 16].includes(bitDepth));
}

const RGB = 2;

/** The three colours of a colour image, else the first channel. */
function readNumbers(bytes: Uint8Array, index: number): RawImage {
  const directory = tiffDirectories(bytes)[index];
  if (!directory) throw new FormatError('SEVERAL_IMAGES', `The TIFF has no page ${index}.`);
  const page = readPage(directory);
  const { width, height } = page;
  const channels = page.photometric === RGB && page.channels >= 3 ? 3 : 1;
  const data = new Float32Array(width * height * channels);
  for (let channel = 0; channel < channels; channel++) {
    const samples = readSamples({ bytes, page, channel }, nodePlatform);
    for (let i = 0; i < samples.length; i++) data[i * channels + channel] = Number(samples[i]);
  }
  return { data, width, height, channels };
}

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

async function decodeAny(
  bytes: Uint8Array,
  { header, page }: { header: ImageHeader; page: number },
): Promise<RawImage> {
  if (header.kind === 'tiff' && isScientific(header)) return readPlane(bytes, { header, page });
  const colour = header.palette || header.channels >= 3;
  const deep = header.bitDepth > 8;
  if (deep) return decodeRaw(bytes, { space: colour ? 'rgb16' : 'grey16', depth: 'ushort', page });
  return decodeRaw(bytes, { space: colour ? 'srgb' : 'b-w', depth: 'uchar', page });
}

/** Libvips takes such samples for colours of a fixed range; they are read as numbers instead. */
function isScientific({ palette, channels, bitDepth, sampleFormat }: ImageHeader): boolean {
  const odd = sampleFormat !== 'uint' || bitDepth > 16 || ![1, 8, 16].includes(bitDepth);
  return !palette && (channels > 4 || (odd && channels === 1));
}

function readPlane(bytes: Uint8Array, { header, page }: { header: ImageHeader; page: number }): RawImage {
  const directory = tiffDirectories(bytes)[page];
  if (!directory) throw new FormatError('SEVERAL_IMAGES', `The TIFF has no page ${page}.`);
  const samples = readSamples({ bytes, page: readPage(directory), channel: 0 }, nodePlatform);
  return { data: Float32Array.from(samples, Number), width: header.width, height: header.height, channels: 1 };
}

import { readWhole, type ByteSource } from '../bytes/byte-source.ts';
import type { Picture, Platform } from '../platform.ts';
import { isReadCompression } from '../tiff/tiff-blocks.ts';
import type { TiffPage } from '../tiff/tiff-page.ts';
import type { ImageChannel, ImagePlanes } from './image-planes.ts';

/** The pages of a TIFF file that make the chosen plane. */
export interface TiffPlane {
  readonly source: ByteSource;
  readonly platform: Platform;
  readonly planes: ImagePlanes;
  /** Pages of one size; channels of the plane follow each other page by page. */
  readonly pages: readonly [TiffPage, ...TiffPage[]];
  /** What the file says of its channels, as far as it says anything. */
  readonly named: readonly ImageChannel[];
}

/**
 * Whether the samples of a page are of a kind that libvips decodes and takes for colours of a fixed range. It refuses
 * others, or scales them.
 */
export function isPictureDepth({ bitDepth, sampleFormat }: TiffPage): boolean {
  return sampleFormat === 'uint' && [1, 8, 16].includes(bitDepth);
}

/** Whether a page is decoded as a picture: it is compressed in a way that is not read here, such as JPEG. */
export function isPicture(page: TiffPage): boolean {
  return !isReadCompression(page.compression) && isPictureDepth(page) && page.channels <= 4;
}

/**
 * Decodes a page as a picture.
 *
 * @throws FormatError CORRUPT, or UNSUPPORTED where the platform does not decode TIFF
 */
export async function decodePage(
  { source, platform }: Pick<TiffPlane, 'source' | 'platform'>,
  page: TiffPage,
  colours: boolean,
): Promise<Picture> {
  const bytes = await readWhole(source, 'TIFF');
  return platform.decodePicture({ bytes, kind: 'tiff', page: page.index, colours, deep: page.bitDepth > 8 });
}

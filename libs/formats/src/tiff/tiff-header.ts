import type { ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../format-error.ts';
import type { ImageHeader } from '../image-header.ts';
import { readPage, tiffDirectories } from './tiff-page.ts';

const PALETTE = 3;

/**
 * Reads the header of one page of a TIFF file.
 *
 * @param index of the page, from 0
 * @throws FormatError TRUNCATED, CORRUPT, or SEVERAL_IMAGES if there is no such page
 */
export async function readTiffHeader(source: ByteSource, index: number): Promise<ImageHeader> {
  const directories = await tiffDirectories(source);
  const directory = directories[index];
  if (!directory) {
    throw new FormatError('SEVERAL_IMAGES', `The TIFF has ${directories.length} pages, so there is no page ${index}.`);
  }
  const { width, height, channels, bitDepth, sampleFormat, photometric } = await readPage(directory);
  const palette = photometric === PALETTE;
  return { kind: 'tiff', width, height, channels, bitDepth, sampleFormat, palette, pages: directories.length };
}

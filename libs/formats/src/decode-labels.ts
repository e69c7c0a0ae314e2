import { toLabelImage, type LabelImage } from '@cellboard/labels';
import ndarray, { type NdArray } from 'ndarray';
import { FormatError } from './format-error.ts';
import { imageKind, readHeader } from './image-header.ts';
import type { ImageChoice, LabelRaster } from './label-raster.ts';
import { nodePlatform } from './node-platform.ts';
import { readPngLabels } from './png/png-labels.ts';
import { readTiffLabels } from './tiff/tiff-labels.ts';

/**
 * Decodes a label image, told by its content: PNG of 1 to 16 bits (palettes by index) or TIFF of any usual
 * layout. Every id up to 2^32 − 1 comes out exactly as the file has it.
 *
 * @returns ids of shape [height, width], row by row
 * @throws FormatError if the file is damaged, too large, or no label image
 */
export function decodeLabelPixels(
  bytes: Uint8Array,
  choice: ImageChoice = {},
): Promise<NdArray<Uint8Array | Uint16Array | Uint32Array>> {
  return new Promise((resolve) => {
    const { values, width, height } = readLabels(bytes, choice);
    resolve(ndarray(values, [height, width]));
  });
}

/**
 * Decodes a label image and numbers its cells 1..n, see {@link decodeLabelPixels}.
 *
 * @throws FormatError if the file is damaged, too large, or no label image
 */
export async function decodeLabels(bytes: Uint8Array, choice: ImageChoice = {}): Promise<LabelImage> {
  return toLabelImage(await decodeLabelPixels(bytes, choice));
}

function readLabels(bytes: Uint8Array, choice: ImageChoice): LabelRaster {
  switch (imageKind(bytes)) {
    case 'png':
      return readPngLabels(bytes, choice, nodePlatform);
    case 'tiff':
      return readTiffLabels(bytes, choice, nodePlatform);
    case 'jpeg':
      throw new FormatError(
        'NOT_LABELS',
        'The file is a JPEG, which changes the ids of cells. Save the label image as PNG or TIFF.',
      );
    case undefined:
      readHeader(bytes); // refuses it, saying how it begins
      throw new FormatError('UNKNOWN_FORMAT', 'The file is no label image.');
  }
}

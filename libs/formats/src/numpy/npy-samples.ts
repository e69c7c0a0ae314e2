import { ndArray } from '@cellboard/labels';
import type { NdArray } from 'ndarray';
import { FormatError } from '../format-error.ts';
import { checkSize } from '../limits.ts';
import type { ImageNumbers } from '../samples/image-reader.ts';
import { toNumpyArray } from './array.ts';
import { isNpy, splitNpy } from './npy-header.ts';

/** Most channels of an image. */
const MOST_CHANNELS = 4096;

/** Types of samples: whole numbers of at most 32 bits, and floating point of 32 and 64. */
const SAMPLE = /^[<>|=](?:[ui][124]|f[48])$/;

/**
 * Reads the samples of an image from a .npy file, as `encodeNpySamples` writes it and Cellboard serves it.
 *
 * @returns shape [height, width, channels], row by row
 * @throws FormatError CORRUPT, TRUNCATED, UNSUPPORTED for another type, order or number of axes, TOO_LARGE beyond the
 *   limits of an image
 */
export function readNpySamples(bytes: Uint8Array): NdArray<ImageNumbers> {
  if (!isNpy(bytes)) throw new FormatError('CORRUPT', 'This is not an NPY file: it does not begin with \\x93NUMPY.');
  const { layout, data } = splitNpy(bytes);
  const { descr, shape, fortran } = layout;
  if (!SAMPLE.test(descr))
    throw new FormatError(
      'UNSUPPORTED',
      `The array has the type ${descr.slice(0, 40)}; samples are whole numbers of 8 to 32 bits or floating point of 32 or 64.`,
    );
  const [height = 0, width = 0, channels = 0] = shape;
  if (shape.length !== 3 || fortran)
    throw new FormatError(
      'UNSUPPORTED',
      `The array has the shape (${shape.join(', ')})${fortran ? ' in Fortran order' : ''}; samples are (height, width, channels) in C order.`,
    );
  checkSize(width, height);
  if (!(channels >= 1 && channels <= MOST_CHANNELS))
    throw new FormatError('CORRUPT', `The image has ${channels} channels; 1 to ${MOST_CHANNELS} are read.`);
  const { samples } = toNumpyArray(layout, data);
  return ndArray(samples as ImageNumbers, [height, width, channels]);
}

import { readWhole } from '../bytes/byte-source.ts';
import { imageKind } from '../image-kind.ts';
import type { OpenedFile } from '../opened-file.ts';
import { readBmp } from '../raster/bmp.ts';
import { readGif } from '../raster/gif.ts';
import { unknownImage } from '../read-header.ts';
import type { ImageChoice, ImagePlanes } from './image-planes.ts';
import type { ImageReader, ImageSamples } from './image-reader.ts';
import { openJpegImage } from './jpeg-image.ts';
import { openPngImage } from './png-image.ts';
import { openRasterImage } from './raster-image.ts';
import { openTiffImage } from './tiff-image.ts';
import { openWebpImage } from './webp-image.ts';
import { openZarrImage } from './zarr-image.ts';

/**
 * Opens a microscopy image: PNG, JPEG, TIFF, OME-TIFF, ImageJ hyperstack or OME-Zarr, of 1 to 64 bits and any number of
 * channels. Its header is read and checked now, its samples when they are asked for.
 *
 * Of several focal planes and times the first is taken, unless another is chosen.
 *
 * @throws FormatError if the file is damaged, too large or of another format, SEVERAL_IMAGES if it has no such plane
 */
export async function openImage(file: OpenedFile, choice: ImageChoice = {}): Promise<ImageReader> {
  const { source, platform, head, zarr } = file;
  if (zarr) return openZarrImage(zarr, choice, platform);
  switch (imageKind(head)) {
    case 'png':
      return openPngImage(source, choice, platform);
    case 'jpeg':
      return openJpegImage(source, choice, platform);
    case 'tiff':
      return openTiffImage(source, choice, platform);
    case 'bmp':
      return openRasterImage('bmp', readBmp(await readWhole(source, 'BMP')), choice);
    case 'gif':
      return openRasterImage('gif', readGif(await readWhole(source, 'GIF')), choice);
    case 'webp':
      return openWebpImage(source, choice, platform);
    case undefined:
      throw unknownImage(head);
  }
}

/**
 * Decodes the samples of a microscopy image as the file stores them: nothing is stretched, so that what is computed
 * from them does not depend on how a picture is shown. See {@link openImage} and `ImageSamples`.
 *
 * @throws FormatError as {@link openImage}, TOO_LARGE if the channels have more than 512 MiB together, UNSUPPORTED for
 *   what is not decoded on this platform
 */
export async function decodeSamples(file: OpenedFile, choice: ImageChoice = {}): Promise<ImageSamples> {
  return (await openImage(file, choice)).read(choice.channel);
}

/**
 * Tells which planes an image has, from its header alone: what an upload asks before it takes the file for one image.
 * Channels belong together, so a file with `z` × `t` of 1 is one image, however many pages its channels take; of
 * another, one plane must be chosen.
 *
 * @throws FormatError if the file is damaged, too large or of another format
 */
export async function readPlanes(file: OpenedFile): Promise<ImagePlanes> {
  return (await openImage(file)).description.planes;
}

import { isZip } from '../archive/read-archive.ts';
import { imageKind, readHeader } from '../image-header.ts';
import { openFile, type OpenedFile } from '../opened-file.ts';
import { decodeRaw } from '../sharp.ts';
import { checkIndex, pickChannel, type ImageChoice, type ImagePlanes } from './image-planes.ts';
import { stretch } from './stretch.ts';
import { showTiff, tiffImagePlanes } from './tiff-image.ts';
import { readZarrHeader, showZarr } from './zarr-image.ts';

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
 * Decodes a microscopy image for display: PNG, JPEG, TIFF, OME-TIFF, ImageJ hyperstack or OME-Zarr, of 1 to 64 bits and any
 * number of channels. Of several focal planes and times the first is shown, unless another is chosen.
 *
 * A single channel is grey, and colour images keep their colours; those of more than 8 bits and dark ones are
 * stretched, see `stretch`. Several channels that are no colours are each stretched by themselves and added in the
 * colours that the file states, else in a fixed order of colours that people with any colour vision tell apart: blue,
 * orange, green, pink, yellow, light blue, vermilion, see `showChannels`. Transparency is dropped.
 *
 * @throws FormatError if the file is damaged, too large or of another format, SEVERAL_IMAGES if it has no such plane
 */
export async function decodeImage(file: Uint8Array | OpenedFile, choice: ImageChoice = {}): Promise<DisplayImage> {
  const { bytes, zarr } = await opened(file);
  if (zarr) return showZarr(zarr, choice);
  return imageKind(bytes) === 'tiff' ? showTiff(bytes, choice) : showColours(bytes, choice);
}

/**
 * Tells which planes an image has, from its header alone: what an upload asks before it takes the file for one image.
 * Channels are shown together, so a file with `z` × `t` of 1 is one image, however many pages it has for its
 * channels; of another one plane must be chosen, see {@link decodeImage}.
 *
 * @throws FormatError if the file is damaged, too large or of another format
 */
export async function readPlanes(file: Uint8Array | OpenedFile): Promise<ImagePlanes> {
  const { bytes, zarr } = await opened(file);
  if (zarr) return (await readZarrHeader(zarr)).planes;
  const header = readHeader(bytes);
  if (header.kind === 'tiff') return tiffImagePlanes(bytes);
  return { channels: header.channels >= 3 ? 3 : 1, z: 1, t: 1 };
}

/** Images but Zarr in an archive are told by their first bytes alone. */
async function opened(file: Uint8Array | OpenedFile): Promise<OpenedFile> {
  if ('bytes' in file) return file;
  return isZip(file) ? openFile(file) : { bytes: file };
}

/** PNG and JPEG, which are one plane. */
async function showColours(bytes: Uint8Array, { page = 0, channel, z = 0, t = 0 }: ImageChoice): Promise<DisplayImage> {
  checkIndex(page, 1, 'pages');
  checkIndex(z, 1, 'focal planes');
  checkIndex(t, 1, 'times');
  const { palette, channels, bitDepth } = readHeader(bytes);
  const colour = palette || channels >= 3;
  const image = await decodeRaw(
    bytes,
    bitDepth > 8
      ? { space: colour ? 'rgb16' : 'grey16', depth: 'ushort' }
      : { space: colour ? 'srgb' : 'b-w', depth: 'uchar' },
  );
  return stretch(channel === undefined ? image : pickChannel(image, channel));
}

import { readWhole, type ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../format-error.ts';
import type { ImageSize } from '../image-size.ts';
import { jpegOrientation, readJpegHeader } from '../jpeg-header.ts';
import { checkSize } from '../limits.ts';
import { checkUpright } from '../orientation.ts';
import type { Picture, Platform } from '../platform.ts';
import { oneChannel, RED_GREEN_BLUE, UNNAMED } from './channels.ts';
import { interleaved } from './image-numbers.ts';
import { checkOnePlane, type ImageChannel, type ImageChoice } from './image-planes.ts';
import type { ImageReader, ImageSamples, SampleMeaning } from './image-reader.ts';

/** Opens a JPEG file, which is one plane, see `openImage`. */
export async function openJpegImage(source: ByteSource, choice: ImageChoice, platform: Platform): Promise<ImageReader> {
  checkOnePlane(choice);
  const bytes = await readWhole(source, 'JPEG');
  const header = readJpegHeader(bytes);
  const { width, height } = header;
  checkSize(width, height);
  checkUpright('JPEG', jpegOrientation(bytes));
  const colours = header.channels >= 3;
  const meaning: SampleMeaning = { colours, bitDepth: 8, whiteIsZero: false, exact: false };
  const channels = colours ? RED_GREEN_BLUE : [UNNAMED];
  return {
    description: {
      kind: 'jpeg',
      width,
      height,
      dtype: 'uint8',
      planes: { channels: channels.length, z: 1, t: 1 },
      channels,
      meaning,
    },
    read: async (channel) => {
      const picture = await platform.decodePicture({ bytes, kind: 'jpeg', page: 0, colours, deep: false });
      checkDecodedSize(picture, header);
      const all = pictureSamples(picture, channels, meaning);
      return channel === undefined ? all : oneChannel(all, channel);
    },
  };
}

/**
 * Checks that a picture has the size that its header says.
 *
 * @throws FormatError CORRUPT
 */
export function checkDecodedSize(picture: ImageSize, header: ImageSize): void {
  if (picture.width === header.width && picture.height === header.height) return;
  throw new FormatError(
    'CORRUPT',
    `The image holds ${picture.width}×${picture.height} pixels, but its header says ${header.width}×${header.height}. Save it again.`,
  );
}

/** The samples of a decoded picture, without its transparency. */
export function pictureSamples(
  { data, width, height, channels: stored }: Picture,
  channels: readonly ImageChannel[],
  meaning: SampleMeaning,
): ImageSamples {
  const samples = interleaved(data, { width, height }, { stored, kept: channels.length });
  return { ...meaning, samples, channels, bitDepth: data.BYTES_PER_ELEMENT * 8, exact: false };
}

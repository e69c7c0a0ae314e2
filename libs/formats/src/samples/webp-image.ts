import { readWhole, type ByteSource } from '../bytes/byte-source.ts';
import type { Platform } from '../platform.ts';
import { checkSize } from '../limits.ts';
import { checkUpright } from '../orientation.ts';
import { readWebpHeader, webpOrientation } from '../raster/webp-header.ts';
import { oneChannel, RED_GREEN_BLUE } from './channels.ts';
import { checkOnePlane, type ImageChoice } from './image-planes.ts';
import type { ImageReader, SampleMeaning } from './image-reader.ts';
import { checkDecodedSize, pictureSamples } from './jpeg-image.ts';

/** Opens a WebP file, which is one plane of colours, see `openImage`. */
export async function openWebpImage(source: ByteSource, choice: ImageChoice, platform: Platform): Promise<ImageReader> {
  checkOnePlane(choice);
  const bytes = await readWhole(source, 'WebP');
  const size = readWebpHeader(bytes);
  const { width, height } = size;
  checkSize(width, height);
  checkUpright('WebP', webpOrientation(bytes));
  const meaning: SampleMeaning = { colours: true, bitDepth: 8, whiteIsZero: false, exact: false };
  const channels = RED_GREEN_BLUE;
  return {
    description: {
      kind: 'webp',
      width,
      height,
      dtype: 'uint8',
      planes: { channels: 3, z: 1, t: 1 },
      channels,
      meaning,
    },
    read: async (channel) => {
      const picture = await platform.decodePicture({ bytes, kind: 'webp', page: 0, colours: true, deep: false });
      checkDecodedSize(picture, size);
      const all = pictureSamples(picture, channels, meaning);
      return channel === undefined ? all : oneChannel(all, channel);
    },
  };
}

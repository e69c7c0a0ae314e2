import { FormatError } from '../format-error.ts';
import { isGreyPalette, type RasterPicture } from '../raster/raster-picture.ts';
import { oneChannel, RED_GREEN_BLUE, UNNAMED } from './channels.ts';
import { interleaved } from './image-numbers.ts';
import { checkOnePlane, type ImageChoice } from './image-planes.ts';
import type { ImageReader, ImageSamples, SampleMeaning } from './image-reader.ts';

/**
 * Opens a decoded picture, which is one plane, see `openImage`: a palette comes as its colours, or as grey if all are.
 *
 * @throws FormatError CORRUPT if a pixel has a colour that the palette lacks
 */
export function openRasterImage(kind: 'bmp' | 'gif', picture: RasterPicture, choice: ImageChoice): ImageReader {
  checkOnePlane(choice);
  const { width, height, indices, palette = new Uint8Array(), colours } = picture;
  const grey = colours === undefined && isGreyPalette(palette);
  const channels = grey ? [UNNAMED] : RED_GREEN_BLUE;
  const meaning: SampleMeaning = { colours: !grey, bitDepth: 8, whiteIsZero: false, exact: true };
  const pixels = colours ?? paletteColours(indices ?? new Uint8Array(), palette, grey ? 1 : 3);
  return {
    description: {
      kind,
      width,
      height,
      dtype: 'uint8',
      planes: { channels: grey ? 1 : 3, z: 1, t: 1 },
      channels,
      meaning,
    },
    read: (channel) => {
      const samples = interleaved(pixels, { width, height }, { stored: channels.length, kept: channels.length });
      const all: ImageSamples = { ...meaning, samples, channels };
      return Promise.resolve(channel === undefined ? all : oneChannel(all, channel));
    },
  };
}

/** @throws FormatError CORRUPT if an index has no colour */
function paletteColours(indices: Uint8Array, palette: Uint8Array, channels: number): Uint8Array {
  const pixels = new Uint8Array(indices.length * channels);
  for (let i = 0; i < indices.length; i++) {
    const at = indices[i]! * 3;
    if (at + 3 > palette.length)
      throw new FormatError(
        'CORRUPT',
        `The image uses colour ${indices[i]} of a palette of ${Math.floor(palette.length / 3)}. Save it again.`,
      );
    for (let channel = 0; channel < channels; channel++) pixels[i * channels + channel] = palette[at + channel]!;
  }
  return pixels;
}

import { type FileInput, type ImageChoice, type ImageReader } from '@cellboard/formats';
import { openImage } from '@cellboard/formats/node';
import { MOST_COLOURS, showChannels, type ShownChannel } from './composite.ts';
import type { DisplayImage } from './display-image.ts';
import { levelsOf } from './levels.ts';
import { stretch } from './stretch.ts';

/** Samples up to here are decoded once for all channels, others once for each, so that one is in memory. */
const TOGETHER = 2 ** 25;

/**
 * Decodes a microscopy image for display: PNG, JPEG, TIFF, OME-TIFF, ImageJ hyperstack or OME-Zarr, of 1 to 64 bits and any
 * number of channels. Of several focal planes and times the first is shown, unless another is chosen.
 *
 * A single channel is grey, and colour images keep their colours; those of more than 8 bits and dark ones are
 * stretched, see `stretch`. Several channels that are not colours are each stretched by themselves and added in the
 * colours that the file states, else in a fixed order of colours that people with any colour vision tell apart: blue,
 * orange, green, pink, yellow, light blue, vermilion, see `showChannels`. Transparency is dropped.
 *
 * What is computed from an image is computed from its samples (`decodeSamples` of formats), never from this picture.
 *
 * @throws FormatError if the file is damaged, too large or of another format, SEVERAL_IMAGES if it has no such plane
 */
export async function decodeImage(file: FileInput, choice: ImageChoice = {}): Promise<DisplayImage> {
  const reader = await openImage(file, choice);
  const { channels, meaning, ...size } = reader.description;
  if (meaning.colours || channels.length === 1 || choice.channel !== undefined) {
    return stretch(levelsOf(await reader.read(choice.channel)));
  }
  return showChannels(await shownChannels(reader), size);
}

async function shownChannels({ description, read }: ImageReader): Promise<ShownChannel[]> {
  const { width, height, channels } = description;
  const shown = channels.slice(0, MOST_COLOURS);
  if (channels.length > MOST_COLOURS || width * height * channels.length > TOGETHER) {
    return shown.map(({ colour }, i) => ({ levels: async () => levelsOf(await read(i)), colour }));
  }
  const all = levelsOf(await read());
  return shown.map(({ colour }, i) => ({ levels: () => Promise.resolve(all.channel(i)), colour }));
}

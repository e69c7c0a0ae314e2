import { type FileInput, type ImageChoice, type ImageReader } from '@cellboard/formats';
import { openImage } from '@cellboard/formats/node';
import { MOST_COLOURS, showChannels, type ShownChannel } from './composite.ts';
import type { DisplayImage } from './display-image.ts';
import { intensitiesOf, pictureFigures, type Intensities, type PictureFigures } from '../measures/picture-figures.ts';
import { levelsOf, type Levels } from './levels.ts';
import { stretch } from './stretch.ts';

/** Samples up to here are decoded once for all channels, others once for each, so that one is in memory. */
const TOGETHER = 2 ** 25;

/** Red, green and blue. */
const COLOURS = 3;

/**
 * Decodes a microscopy image for display: PNG, JPEG, TIFF, OME-TIFF, ImageJ hyperstack or OME-Zarr, of 1 to 64 bits and any
 * number of channels. Of several focal planes and times the first is shown, unless another is chosen.
 *
 * A single channel is grey, and colour images keep their colours; those of more than 8 bits and dark ones are
 * stretched, see `stretch`. A channel whose file states a display range is shown in it. Several channels that are not colours are each stretched by themselves and added in the
 * colours that the file states if people with any colour vision tell them apart, else in a fixed order of such colours:
 * blue, orange, green, pink, yellow, light blue, vermilion, see `showChannels`. Transparency is dropped.
 *
 * What is computed from an image is computed from its samples (`decodeSamples` of formats), never from this picture.
 *
 * @throws FormatError if the file is damaged, too large or of another format, SEVERAL_IMAGES if it has no such plane
 */
export async function decodeImage(file: FileInput, choice: ImageChoice = {}): Promise<DisplayImage> {
  return decodeFrom(await openImage(file, choice), { channel: choice.channel });
}

/**
 * Decodes an image as {@link decodeImage} does, and measures its samples on the way, so that they are decoded once.
 * Display ranges do not count here: a copy that was saved with another contrast is still the same picture.
 *
 * @throws FormatError as `decodeImage`
 */
export async function decodeMeasured(file: FileInput): Promise<{ picture: DisplayImage; figures: PictureFigures }> {
  const intensities: Intensities[] = [];
  const look = (channel: Levels) => intensities.push(intensitiesOf(channel));
  const picture = await decodeFrom(withoutRanges(await openImage(file)), { look });
  return { picture, figures: pictureFigures(picture, intensities) };
}

/** The same image whose file says nothing of how its channels were shown. */
function withoutRanges({ description, read }: ImageReader): ImageReader {
  return {
    description,
    read: async (channel) => {
      const decoded = await read(channel);
      return { ...decoded, channels: decoded.channels.map(({ name, colour }) => ({ name, colour })) };
    },
  };
}

interface Decoding {
  /** Shown alone; all channels if left out. */
  readonly channel?: number | undefined;
  /** Is called with each channel that is shown, in their order. */
  readonly look?: (channel: Levels) => void;
}

async function decodeFrom(reader: ImageReader, { channel, look = () => undefined }: Decoding): Promise<DisplayImage> {
  const { channels, meaning, ...size } = reader.description;
  if (meaning.colours || channels.length === 1 || channel !== undefined) {
    const levels = levelsOf(await reader.read(channel));
    for (let i = 0; i < Math.min(levels.channels, COLOURS); i++) look(levels.channel(i));
    return stretch(levels);
  }
  const shown = await shownChannels(reader);
  const seen = shown.map(({ levels, colour }) => ({
    levels: async () => {
      const decoded = await levels();
      look(decoded);
      return decoded;
    },
    colour,
  }));
  return showChannels(seen, size);
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

import { checkIndex, type ImageChannel } from './image-planes.ts';
import type { ImageSamples } from './image-reader.ts';

/** A channel of which the file says nothing. */
export const UNNAMED: ImageChannel = { name: undefined, colour: undefined };

/** The channels of a colour image. */
export const RED_GREEN_BLUE: readonly ImageChannel[] = [
  { name: 'red', colour: [255, 0, 0] },
  { name: 'green', colour: [0, 255, 0] },
  { name: 'blue', colour: [0, 0, 255] },
];

/** One channel of decoded samples, as grey. */
export function oneChannel({ samples, channels, ...meaning }: ImageSamples, channel: number): ImageSamples {
  checkIndex(channel, channels.length, 'channels');
  return {
    ...meaning,
    samples: samples.lo(0, 0, channel).hi(samples.shape[0] ?? 0, samples.shape[1] ?? 0, 1),
    channels: [channels[channel] ?? UNNAMED],
    colours: false,
  };
}

import type { ImageNumbers, ImageSamples, SampleMeaning } from '@cellboard/formats';

/** Samples that can be shown: brighter is more, and of few types. */
export interface Levels {
  /** 8 and 16 bits as they are, all others as floating point, of which the eye needs no more than 24 bits. */
  readonly data: Uint8Array | Uint16Array | Float32Array;
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  readonly channels: number;
  /** Where the first sample of the first pixel stands. */
  readonly offset: number;
  /** From one pixel to the next; rows follow each other without gaps. */
  readonly pixelStep: number;
  readonly channelStep: number;
  /** What its file says to show of each channel; undefined where it does not say. */
  readonly ranges: readonly (LevelRange | undefined)[];
  /** One channel of it. */
  readonly channel: (channel: number) => Levels;
}

/** Levels that are shown as black and as white; white is the greater one. */
export interface LevelRange {
  readonly black: number;
  readonly white: number;
}

/** Takes decoded samples for levels: white is made more than black, and samples below 8 bits are spread to 255. */
export function levelsOf({ samples, channels: named, ...meaning }: ImageSamples): Levels {
  const { data, shape, stride, offset } = samples;
  const [height = 0, width = 0, channels = 0] = shape;
  const [rowStep = 0, pixelStep = 0, channelStep = 0] = stride;
  if (rowStep !== width * pixelStep) throw new RangeError('The rows of the samples do not follow each other.');
  const plain = toDisplayType(data);
  const toLevel = plain instanceof Float32Array ? undefined : levelOf(meaning);
  const shown = toLevel ? plain.map(toLevel) : plain;
  const ranges = named.map(({ display }) => display && rangeOf(toLevel ? display.map(toLevel) : display));
  return levels({ data: shown, width, height, channels, offset, pixelStep, channelStep, ranges });
}

function levels(of: Omit<Levels, 'channel'>): Levels {
  return {
    ...of,
    channel: (channel) =>
      levels({ ...of, channels: 1, offset: of.offset + channel * of.channelStep, ranges: [of.ranges[channel]] }),
  };
}

function toDisplayType(data: ImageNumbers): Levels['data'] {
  if (data instanceof Uint8Array || data instanceof Uint16Array || data instanceof Float32Array) return data;
  return new Float32Array(data);
}

/** The level of a sample of at most 16 bits; undefined where it is the sample. */
function levelOf({ bitDepth, whiteIsZero }: SampleMeaning): ((sample: number) => number) | undefined {
  if (!whiteIsZero && bitDepth >= 8) return undefined;
  const most = 2 ** bitDepth - 1;
  const factor = bitDepth < 8 ? 255 / most : 1;
  return (sample) => (whiteIsZero ? most - sample : sample) * factor;
}

function rangeOf(limits: readonly number[]): LevelRange {
  return { black: Math.min(...limits), white: Math.max(...limits) };
}

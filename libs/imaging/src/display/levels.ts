import type { ImageNumbers, ImageSamples } from '@cellboard/formats';

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
  /** One channel of it. */
  readonly channel: (channel: number) => Levels;
}

/** Takes decoded samples for levels: white is made more than black, and samples below 8 bits are spread to 255. */
export function levelsOf({ samples, bitDepth, whiteIsZero }: ImageSamples): Levels {
  const { data, shape, stride, offset } = samples;
  const [height = 0, width = 0, channels = 0] = shape;
  const [rowStep = 0, pixelStep = 0, channelStep = 0] = stride;
  if (rowStep !== width * pixelStep) throw new RangeError('The rows of the samples do not follow each other.');
  const plain = toDisplayType(data);
  const shown =
    (whiteIsZero || bitDepth < 8) && !(plain instanceof Float32Array) ? adapt(plain, bitDepth, whiteIsZero) : plain;
  return levels({ data: shown, width, height, channels, offset, pixelStep, channelStep });
}

function levels(of: Omit<Levels, 'channel'>): Levels {
  return {
    ...of,
    channel: (channel) => levels({ ...of, channels: 1, offset: of.offset + channel * of.channelStep }),
  };
}

function toDisplayType(data: ImageNumbers): Levels['data'] {
  if (data instanceof Uint8Array || data instanceof Uint16Array || data instanceof Float32Array) return data;
  return new Float32Array(data);
}

function adapt(data: Uint8Array | Uint16Array, bitDepth: number, whiteIsZero: boolean): Uint8Array | Uint16Array {
  const most = 2 ** bitDepth - 1;
  const factor = bitDepth < 8 ? 255 / most : 1;
  return data.map((value) => (whiteIsZero ? most - value : value) * factor);
}

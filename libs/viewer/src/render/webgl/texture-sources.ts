import type { LabelImage } from '@cellboard/labels';
import { sizeOf } from '@cellboard/labels';

import { histogramOf } from '../../image/histogram.ts';
import { layoutOf, type ImageSamples, type SampleArray, type SampleLayout } from '../../image/image-samples.ts';
import type { SampleKind } from './shaders.ts';
import type { Box, TextureFormat, TextureSource } from './tiled-texture.ts';

/** The cells of a label image as they are: 16 or 32 bits. */
export function cellSource(gl: WebGL2RenderingContext, { pixels, ...labels }: LabelImage): TextureSource {
  const [height, width] = sizeOf({ pixels, ...labels });
  const { data } = pixels;
  const layout = { data, width, height, channels: 1, offset: 0, down: width, right: 1, deep: 0 };
  const format = data instanceof Uint16Array ? whole16(gl) : whole32(gl);
  return { width, height, channels: 1, format, read: (box) => boxOf(layout, box, copiers.plain) };
}

/** How an image is kept on the graphics card. */
export interface ImageSource extends TextureSource {
  readonly kind: Exclude<SampleKind, 'none'>;
  /** What was taken from the samples of each channel, so that 32 bits hold their differences. */
  readonly base: (channel: number) => number;
}

/**
 * The samples of an image: 8 and 16 bits without a sign as they are, others as floating point numbers of 32 bits, from
 * the smallest sample of the channel on. What is not a number is far below all others, which is dark.
 */
export function imageSource(gl: WebGL2RenderingContext, samples: ImageSamples): ImageSource {
  const layout = layoutOf(samples);
  const { data, width, height, channels } = layout;
  const format = formatOf(gl, data);
  if (format) {
    const read = (box: Box) => boxOf(layout, box, copiers.plain);
    return { width, height, channels, format, read, kind: 'whole', base: () => 0 };
  }
  const base = (channel: number) => histogramOf(samples, channel).low;
  const read = (box: Box) => boxOf(layout, box, copiers.floating(base(box.channel)));
  const floating = { internal: gl.R32F, format: gl.RED, type: gl.FLOAT, bytes: 4 };
  return { width, height, channels, format: floating, read, kind: 'floating', base };
}

function formatOf(gl: WebGL2RenderingContext, data: SampleArray): TextureFormat | undefined {
  if (data instanceof Uint8Array || data instanceof Uint8ClampedArray) {
    return { internal: gl.R8UI, format: gl.RED_INTEGER, type: gl.UNSIGNED_BYTE, bytes: 1 };
  }
  return data instanceof Uint16Array ? whole16(gl) : undefined;
}

function whole16(gl: WebGL2RenderingContext): TextureFormat {
  return { internal: gl.R16UI, format: gl.RED_INTEGER, type: gl.UNSIGNED_SHORT, bytes: 2 };
}

function whole32(gl: WebGL2RenderingContext): TextureFormat {
  return { internal: gl.R32UI, format: gl.RED_INTEGER, type: gl.UNSIGNED_INT, bytes: 4 };
}

/** Makes room for the values of a box, and what to take from them. */
interface Copier {
  readonly make: (data: SampleArray, count: number) => SampleArray;
  readonly base: number;
  /** Whether values that lie together may be sent without a copy. */
  readonly asIs: boolean;
}

const copiers = {
  plain: {
    make: (data: SampleArray, count: number) =>
      data instanceof Uint32Array
        ? new Uint32Array(count)
        : data instanceof Uint16Array
          ? new Uint16Array(count)
          : new Uint8Array(count),
    base: 0,
    asIs: true,
  },
  floating: (base: number) => ({ make: (_: SampleArray, count: number) => new Float32Array(count), base, asIs: false }),
};

/** A value that is below every limit. */
const DARK = -3e38;

function boxOf(layout: SampleLayout, { channel, x, y, width, height }: Box, copier: Copier): ArrayBufferView {
  const { data, offset, down, right, deep } = layout;
  const start = offset + channel * deep + y * down + x * right;
  if (copier.asIs && right === 1 && down === width) {
    const plain = data.subarray(start, start + width * height);
    return plain instanceof Uint8ClampedArray ? new Uint8Array(plain.buffer, plain.byteOffset, plain.length) : plain;
  }
  const box = copier.make(data, width * height);
  for (let row = 0, to = 0; row < height; row++) {
    for (let column = 0, at = start + row * down; column < width; column++, at += right) {
      const value = data[at]! - copier.base;
      box[to++] = Number.isNaN(value) ? DARK : value;
    }
  }
  return box;
}

import { readFile } from 'node:fs/promises';
import { FormatError, splitParts, type ImageSize } from '@cellboard/formats';
import { decodeSamples, readPlanes } from '@cellboard/formats/node';
import { ndArray, toLabelImage } from '@cellboard/labels';
import { named } from './read-image.ts';
import { truthOf, type Truth } from './truth.ts';

/**
 * The truth in the first channel of an image, whatever its others hold: each connected part of one value other than 0 is
 * a cell. Parts that meet at a corner are connected.
 *
 * @throws FormatError naming the file
 */
export function channelParts(path: string): Promise<Truth> {
  return named(path, async () => {
    const { values, width, height } = await firstChannel(path);
    const parts = splitParts(toLabelImage(ndArray(values, [height, width])));
    return { ...truthOf(parts.values, { width, height }), path };
  });
}

/**
 * The first channel of an image of whole numbers.
 *
 * @throws FormatError NOT_LABELS if it holds other numbers, or nothing although another channel does; SEVERAL_IMAGES if
 *   the file holds several images
 */
export async function firstChannel(path: string): Promise<ImageSize & { values: Uint32Array }> {
  const bytes = await readFile(path);
  const { z, t } = await readPlanes(bytes);
  if (z * t > 1)
    throw new FormatError(
      'SEVERAL_IMAGES',
      `The file holds ${z * t} pages, but one truth was expected. Save each page as a file of its own.`,
    );
  const { samples } = await decodeSamples(bytes, { channel: 0 });
  const [height = 0, width = 0] = samples.shape;
  const [down = 0, right = 0] = samples.stride;
  const { data, offset } = samples;
  const values = new Uint32Array(width * height);
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++, to++) {
      const value = data[offset + y * down + x * right] ?? 0;
      values[to] = value;
      if (values[to] !== value)
        throw new FormatError(
          'NOT_LABELS',
          `The mask holds the value ${value}, but whole numbers from 0 were expected.`,
        );
    }
  await refuseHidden(bytes, values);
  return { values, width, height };
}

/**
 * Checks that a truth without any cell is from a file that holds nothing.
 *
 * @throws FormatError NOT_LABELS if another channel does
 */
export async function refuseHidden(bytes: Uint8Array, ids: Uint8Array | Uint16Array | Uint32Array): Promise<void> {
  if (ids.some((id) => id !== 0)) return;
  const { samples } = await decodeSamples(bytes);
  const [height = 0, width = 0, channels = 1] = samples.shape;
  const [down = 0, right = 0, deep = 0] = samples.stride;
  const holds = (channel: number) => {
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        if ((samples.data[samples.offset + y * down + x * right + channel * deep] ?? 0) !== 0) return true;
    return false;
  };
  for (let channel = 0; channel < channels; channel++)
    if (holds(channel))
      throw new FormatError(
        'NOT_LABELS',
        `Its truth would have no cells, although channel ${channel + 1} of ${channels} is not empty. Save the mask in all channels, without transparency.`,
      );
}

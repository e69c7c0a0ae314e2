import { readFile } from 'node:fs/promises';
import { FormatError, splitParts, type ImageSize } from '@cellboard/formats';
import { decodeSamples } from '@cellboard/formats/node';
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
 * @throws FormatError NOT_LABELS if it holds other numbers
 */
export async function firstChannel(path: string): Promise<ImageSize & { values: Uint32Array }> {
  const { samples } = await decodeSamples(await readFile(path), { channel: 0 });
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
  return { values, width, height };
}

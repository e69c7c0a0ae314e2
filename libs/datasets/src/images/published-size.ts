import { FormatError, type ImageSize } from '@cellboard/formats';

/**
 * Refuses an image of another size than it was published in: a tile, or a copy that was made larger or smaller.
 *
 * @param published size of all images of the dataset; undefined where they vary, so that any is taken
 * @throws FormatError CORRUPT
 */
export function checkPublishedSize({ width, height }: ImageSize, published: ImageSize | undefined, dataset: string) {
  if (!published || (width === published.width && height === published.height)) return;
  throw new FormatError(
    'CORRUPT',
    `The image is ${width}×${height} pixels (width × height), but the images of ${dataset} are ${published.width}×${published.height}. ` +
      'Tiles and resized copies cut or shift the outlines. Use the image as it was published.',
  );
}

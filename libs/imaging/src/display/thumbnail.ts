import type { DisplayImage } from './display-image.ts';
import { fromRaw } from './from-raw.ts';

/**
 * Writes an image as WebP, scaled down until its longer side fits; it is never enlarged.
 *
 * @param maxSide in pixels
 */
export async function encodeThumbnail(image: DisplayImage, maxSide: number): Promise<Uint8Array> {
  const picture = await fromRaw(image);
  return picture.resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true }).webp({ quality: 82 }).toBuffer();
}

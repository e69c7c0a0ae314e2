import { fromRaw } from '../sharp.ts';
import type { DisplayImage } from './display-image.ts';

/**
 * Writes an image as WebP, scaled down until its longer side fits; it is never enlarged.
 *
 * @param maxSide in pixels
 */
export async function encodeThumbnail(image: DisplayImage, maxSide: number): Promise<Uint8Array> {
  return fromRaw(image)
    .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82 })
    .toBuffer();
}

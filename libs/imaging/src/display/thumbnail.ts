import type { DisplayImage } from './display-image.ts';
import { fromRaw } from './from-raw.ts';

/** The best quality whose file stays this small is taken: a page shows a hundred of them. */
const SMALL = { side: 160, bytes: 12_000 };
const QUALITIES = [82, 70, 55, 40];

/**
 * Writes an image as WebP, scaled down until its longer side fits; it is never enlarged. Of 160 px and less it has at
 * most 12 kB, unless it is noise.
 *
 * @param maxSide in pixels
 */
export async function encodeThumbnail(image: DisplayImage, maxSide: number): Promise<Uint8Array> {
  const small = (await fromRaw(image)).resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true });
  let bytes = new Uint8Array();
  for (const quality of QUALITIES) {
    bytes = await small.clone().webp({ quality }).toBuffer();
    if (maxSide > SMALL.side || bytes.length <= SMALL.bytes) break;
  }
  return bytes;
}

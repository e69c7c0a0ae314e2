import { FormatError, ServerDecodes } from '../format-error.ts';
import { withoutProfiles } from '../jpeg-header.ts';
import type { Picture, PictureFile } from '../platform.ts';

/**
 * Decodes a JPEG or WebP with the decoder of the browser, whose values may differ from those of another by a shade. What the
 * file says of its colours and of turning it is taken out before, so that nothing is converted.
 *
 * @throws FormatError CORRUPT if the browser finds it damaged, UNSUPPORTED for TIFF
 */
export async function decodePicture({ bytes, kind, colours }: PictureFile): Promise<Picture> {
  if (kind === 'tiff') {
    throw new ServerDecodes(
      'The TIFF is compressed or coloured in a way that browsers do not read, such as JPEG. Upload it: the server reads it.',
    );
  }
  const { data, width, height } = await decodePixels(kind === 'jpeg' ? withoutProfiles(bytes) : bytes, `image/${kind}`);
  return { data: colours ? new Uint8Array(data.buffer) : everyFourth(data), width, height, channels: colours ? 4 : 1 };
}

async function decodePixels(bytes: Uint8Array, type: string): Promise<ImageData> {
  const file = new Blob([new Uint8Array(bytes)], { type });
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError('CORRUPT', `The image is damaged (${reason}). Save it again.`, { cause });
  }
  try {
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!context)
      throw new FormatError('TOO_LARGE', `The browser has no room for ${width}×${height} pixels. Cut it into tiles.`);
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, width, height);
  } finally {
    bitmap.close();
  }
}

/** Grey comes as three equal colours and full opacity. */
function everyFourth(data: Uint8ClampedArray): Uint8Array {
  const grey = new Uint8Array(data.length / 4);
  for (let i = 0; i < grey.length; i++) grey[i] = data[i * 4]!;
  return grey;
}

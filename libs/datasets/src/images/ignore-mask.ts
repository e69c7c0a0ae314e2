import { FormatError, type ImageSize } from '@cellboard/formats';
import { encodeLabels } from '@cellboard/formats/node';
import { emptyLabelImage } from '@cellboard/labels';

/** Pixels of an image that are left out of the scores; at least one. */
export interface IgnoreMask {
  readonly pixels: number;
  /** Writes it as a mask, 1 where a pixel is left out. */
  readonly encode: () => Promise<Uint8Array<ArrayBuffer>>;
}

interface Mask extends ImageSize {
  readonly values: Uint8Array | Uint16Array | Uint32Array;
}

/**
 * The pixels of a mask that are not 0, or null where there is none.
 *
 * @throws FormatError CORRUPT if the image is of another size
 */
export function ignoreMask({ values, width, height }: Mask, image: ImageSize): IgnoreMask | null {
  if (width !== image.width || height !== image.height) {
    throw new FormatError(
      'CORRUPT',
      `The mask of its vague areas is ${width}×${height} pixels (width × height), but the image is ${image.width}×${image.height}. Check that they belong together.`,
    );
  }
  let pixels = 0;
  for (const value of values) if (value !== 0) pixels++;
  if (pixels === 0) return null;
  return {
    pixels,
    encode: async () => {
      const { pixels: mask } = emptyLabelImage(height, width);
      for (let i = 0; i < values.length; i++) if (values[i] !== 0) mask.data[i] = 1;
      return new Uint8Array(await encodeLabels(mask));
    },
  };
}

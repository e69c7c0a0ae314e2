import type { CellImage } from './baseline.ts';
import type { GreyPlane, Plane } from './plane.ts';

/** Red, green and blue of each pixel, 0–255. */
export interface ColourPlanes {
  readonly red: Plane<Uint8Array>;
  readonly green: Plane<Uint8Array>;
  readonly blue: Plane<Uint8Array>;
}

/**
 * Reads an image of any strides into planes: one where it is grey, three where it has colour.
 *
 * @throws RangeError if the shape is neither [height, width] nor [height, width, 3], or a side is 0
 */
export function readPixels(image: CellImage): Plane<Uint8Array> | ColourPlanes {
  const [height = 0, width = 0, channels = 1] = image.shape;
  const known = image.dimension === 2 || (image.dimension === 3 && channels === 3);
  if (!known || height === 0 || width === 0) {
    throw new RangeError(
      `Expected an image of shape [height, width] or [height, width, 3] with at least one pixel ` +
        `but found [${image.shape.join(', ')}]. Drop the alpha channel and pass one image at a time.`,
    );
  }
  if (image.dimension === 2) return readPlane(image);
  return {
    red: readPlane(image.pick(null, null, 0)),
    green: readPlane(image.pick(null, null, 1)),
    blue: readPlane(image.pick(null, null, 2)),
  };
}

function readPlane({ data, shape, stride, offset }: CellImage): Plane<Uint8Array> {
  const [height = 0, width = 0] = shape;
  const [down = 0, right = 0] = stride;
  const values = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      values[row * width + column] = data[offset + row * down + column * right]!;
    }
  }
  return { width, height, data: values };
}

/** Luma of the colours, 0–255: ITU-R BT.601-7, section 2.5.1. */
export function luma({ red, green, blue }: ColourPlanes): GreyPlane {
  const data = new Float32Array(red.data.length);
  for (let i = 0; i < data.length; i++) {
    data[i] = 0.299 * red.data[i]! + 0.587 * green.data[i]! + 0.114 * blue.data[i]!;
  }
  return { width: red.width, height: red.height, data };
}

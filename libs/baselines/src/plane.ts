/**
 * One value per pixel, row by row: pixel (row, column) is `data[row * width + column]`.
 *
 * The doors of this library take and give ndarrays; between them the kernels pass planes.
 */
export interface Plane<Data> {
  readonly width: number;
  readonly height: number;
  /** Length width × height. */
  readonly data: Data;
}

/** Which pixels belong to some cell: 1 yes, 0 no. */
export type Mask = Plane<Uint8Array>;

/** Grey values; unit and range are named where a plane is made. */
export type GreyPlane = Plane<Float32Array>;

/** The object that owns each pixel, numbered 1..count; 0 is none. */
export interface Objects extends Plane<Uint32Array> {
  readonly count: number;
}

/** The mask of every value greater than the threshold (in the unit of the plane). */
export function above({ width, height, data }: GreyPlane, threshold: number): Mask {
  const mask = new Uint8Array(data.length);
  for (let i = 0; i < mask.length; i++) mask[i] = data[i]! > threshold ? 1 : 0;
  return { width, height, data: mask };
}

import { deflateSync } from 'node:zlib';
import type { Area } from '../layouts/pictures.fixture.ts';

/** A plane of whole numbers of 32 bits. */
export interface Plane {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Row by row. */
  readonly values: Int32Array;
}

/** A plane with the ids of some areas; later ones lie on top. */
export function plane(name: string, [width, height]: readonly [number, number], areas: readonly Area[]): Plane {
  const values = new Int32Array(width * height);
  for (const [id, left, top, right, bottom] of areas)
    for (let y = top; y < bottom; y++) values.fill(id, y * width + left, y * width + right);
  return { name, width, height, values };
}

/** A MATLAB 5 file as scipy writes it: numbers column by column, each variable compressed or none. */
export function matFile(planes: readonly Plane[], compressed = false): Uint8Array {
  const head = Buffer.alloc(128, ' ');
  head.write('MATLAB 5.0 MAT-file Platform: posix');
  head.write('\0\u0001IM', 124, 'latin1');
  return Buffer.concat([
    head,
    ...planes.map((one) => {
      const matrix = matrixOf(one);
      const packed = compressed ? deflateSync(matrix, { level: 1 }) : undefined;
      return packed ? Buffer.concat([words(15, packed.length), packed]) : matrix;
    }),
  ]);
}

function matrixOf({ name, width, height, values }: Plane): Buffer {
  const columns = new Int32Array(values.length);
  // Most pixels are background.
  values.forEach((value, at) => {
    if (value !== 0) columns[(at % width) * height + Math.floor(at / width)] = value;
  });
  const INT32_CLASS = 12;
  return element(
    14,
    Buffer.concat([
      element(6, words(INT32_CLASS, 0)),
      element(5, words(height, width)),
      element(1, Buffer.from(name)),
      element(5, Buffer.from(columns.buffer)),
    ]),
  );
}

function element(type: number, data: Uint8Array): Buffer {
  return Buffer.concat([words(type, data.length), data, Buffer.alloc((8 - (data.length % 8)) % 8)]);
}

function words(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, i) => bytes.writeInt32LE(number, 4 * i));
  return bytes;
}

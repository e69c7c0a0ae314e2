import { decodeLabelPixels } from '@cellboard/formats/node';
import type { Found } from './layout.fixture.ts';
import { pngFile } from './png.fixture.ts';

/** A picture of one colour. */
export interface Flat {
  readonly width: number;
  readonly height: number;
  /** Of every pixel: red, green and blue, and how opaque it is if there are four. */
  readonly colour?: readonly number[];
}

function samplesOf({ width, height, colour = [200, 150, 180] }: Flat): Uint8Array {
  const pixel = Buffer.from(colour);
  return Buffer.alloc(width * height * pixel.length, pixel);
}

/** A PNG in colours, with alpha if the colour has four numbers. */
export function flatPng(flat: Flat): Uint8Array {
  const { width, height, colour = [0, 0, 0] } = flat;
  const rowBytes = width * colour.length;
  const samples = samplesOf(flat);
  const rows = Buffer.alloc((rowBytes + 1) * height);
  for (let y = 0; y < height; y++) rows.set(samples.subarray(y * rowBytes, (y + 1) * rowBytes), y * (rowBytes + 1) + 1);
  return pngFile({ width, height, type: colour.length === 4 ? 6 : 2, rows });
}

/** A grey PNG of 8 bits with the values of its areas; later areas lie on top. */
export function maskPng(width: number, height: number, areas: readonly Area[]): Uint8Array {
  const rows = Buffer.alloc((width + 1) * height);
  for (const [id, left, top, right, bottom] of areas)
    for (let y = top; y < bottom; y++) rows.fill(id, y * (width + 1) + 1 + left, y * (width + 1) + 1 + right);
  return pngFile({ width, height, type: 0, rows });
}

/** A TIFF in colours without compression, with alpha if the colour has four numbers. */
export function flatTiff(flat: Flat): Uint8Array {
  const { width, height, colour = [0, 0, 0] } = flat;
  const samples = samplesOf(flat);
  const [SHORT, LONG] = [3, 4];
  const bits = 8;
  const entries: readonly (readonly [tag: number, type: number, count: number, value: number])[] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, colour.length, bits],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, 2],
    [273, LONG, 1, 0],
    [277, SHORT, 1, colour.length],
    [278, LONG, 1, height],
    [279, LONG, 1, samples.length],
    ...(colour.length === 4 ? [[338, SHORT, 1, 2] as const] : []),
  ];
  const end = bits + 2 + entries.length * 12 + 4;
  const head = Buffer.alloc(end + 2 * colour.length);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, type, count, value], i) => {
    const at = 10 + i * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    head.writeUInt32LE(tag === 258 ? end : tag === 273 ? head.length : value, at + 8);
  });
  for (let i = 0; i < colour.length; i++) head.writeUInt16LE(bits, end + 2 * i);
  return Buffer.concat([head, samples]);
}

/** A rectangle of an id: its left and top pixels, and the first pixels that lie right of it and below. */
export type Area = readonly [id: number, left: number, top: number, right: number, bottom: number];

/** The cells of an image's truth as it would be sent: id, pixels and the box around them, as in {@link Area}. */
export async function cellsOf(found: Found, name: string): Promise<[id: number, pixels: number, ...box: number[]][]> {
  const files = await found.images[name]?.files();
  if (!files?.truth)
    throw new Error(`There is no image ${name} with a truth; there are ${Object.keys(found.images).join(', ')}.`);
  const { data, shape } = await decodeLabelPixels(files.truth);
  const width = shape[1] ?? 0;
  const cells = new Map<number, [number, number, number, number, number, number]>();
  for (let at = 0; at < data.length; at++) {
    const id = data[at] ?? 0;
    if (id === 0) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    const [, pixels, left, top, right, bottom] = cells.get(id) ?? [id, 0, x, y, x, y];
    const box = [Math.min(left, x), Math.min(top, y), Math.max(right, x + 1), Math.max(bottom, y + 1)] as const;
    cells.set(id, [id, pixels + 1, ...box]);
  }
  return [...cells.values()].sort((a, b) => a[0] - b[0]);
}

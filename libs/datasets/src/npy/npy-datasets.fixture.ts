import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Pixels of a side of each image. */
export const SIDE = 256;

type Numbers = Float64Array | Uint8Array | Uint16Array;

/** The header of a .npy file. */
export function header(descr: string, shape: readonly number[]): Buffer {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  const padded = text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11) + '\n';
  const start = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 0, 0]);
  start.writeUInt16LE(padded.length, 8);
  return Buffer.concat([start, Buffer.from(padded)]);
}

async function put(path: string, shape: readonly number[], data: Numbers): Promise<void> {
  const descr = data instanceof Float64Array ? '<f8' : data instanceof Uint16Array ? '<u2' : '|u1';
  await mkdir(dirname(path), { recursive: true });
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  await writeFile(path, Buffer.concat([header(descr, shape), bytes]));
}

/** Discs in a grid, as wide apart as nuclei in tissue, in other places in each image; 0 where there is none. */
function discAt(at: number, shift: number): number {
  const x = (at + shift + Math.floor(at / SIDE ** 2)) % SIDE;
  const y = Math.floor(at / SIDE) % SIDE;
  const [column, row] = [Math.floor(x / 24), Math.floor(y / 24)];
  const inside = (x - column * 24 - 12) ** 2 + (y - row * 24 - 12) ** 2 < 70;
  return inside ? row * 11 + column + 1 : 0;
}

/** What a picture of tissue looks like to a compressor: smooth, with noise. */
function colourAt(at: number): number {
  return Math.floor(180 + 40 * Math.sin(at / 900) + 12 * Math.sin(at * 12.9898));
}

/** Masks have five channels of nuclei and one of the background. */
export async function putPanNuke(root: string, count: number, seed = 0): Promise<void> {
  const images = Float64Array.from({ length: count * SIDE * SIDE * 3 }, (_, i) => colourAt(i + seed * 977));
  const masks = new Float64Array(count * SIDE * SIDE * 6);
  for (let i = 0; i < count * SIDE * SIDE; i++) {
    const id = discAt(i, seed);
    masks[i * 6 + (id === 0 ? 5 : id % 5)] = id === 0 ? 1 : id;
  }
  await put(join(root, 'Fold 1/images/fold1/images.npy'), [count, SIDE, SIDE, 3], images);
  await put(join(root, 'Fold 1/masks/fold1/masks.npy'), [count, SIDE, SIDE, 6], masks);
}

export async function putConic(root: string, count: number, seed = 0): Promise<void> {
  const images = Uint8Array.from({ length: count * SIDE * SIDE * 3 }, (_, i) => colourAt(i + seed * 977));
  const labels = new Uint16Array(count * SIDE * SIDE * 2);
  for (let i = 0; i < count * SIDE * SIDE; i++) labels[i * 2] = discAt(i, seed);
  await put(join(root, 'images.npy'), [count, SIDE, SIDE, 3], images);
  await put(join(root, 'labels.npy'), [count, SIDE, SIDE, 2], labels);
}

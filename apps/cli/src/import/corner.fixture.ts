import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { labelFile } from '../label-file.fixture.ts';

/** A picture with a bright corner that depends on a number, and its truth. */
export const corner = (n: number) =>
  Array.from({ length: 40 }, (_, y) => Array.from({ length: 40 }, (_, x) => (x + n * y < 20 ? 9 : (x * y * n) % 3)));
export const truthOf = (n: number) =>
  Array.from({ length: 40 }, (_, y) => Array.from({ length: 40 }, (_, x) => (x < 5 && y < 4 + n ? 1 : 0)));

/** Writes a file, and the folders around it. */
export async function put(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}

/** Writes a picture and its truth into a folder's `images` and `labels`. */
export async function putImage(folder: string, name: string, n: number): Promise<void> {
  await put(join(folder, 'images', `${name}.png`), await labelFile(corner(n)));
  await put(join(folder, 'labels', `${name}.png`), await labelFile(truthOf(n)));
}

/** Writes three images, of which two are the same picture under different truths. */
export async function putCopies(folder: string): Promise<void> {
  await putImage(folder, 'c', 2);
  await putImage(folder, 'd', 3);
  await put(join(folder, 'images', 'e.png'), await labelFile(corner(3)));
  await put(join(folder, 'labels', 'e.png'), await labelFile(truthOf(9)));
}

/** What the quality report says about the copies. */
export const copyFinding = {
  kind: 'duplicate',
  image: 'e',
  message: 'Its picture is identical to that of d, with another truth (1 cell against 1).',
};

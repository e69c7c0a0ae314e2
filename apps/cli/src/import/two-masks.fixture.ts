import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { labelFile } from '../label-file.fixture.ts';

/** The masks of the two nuclei of every image that {@link putDsb2018} writes. */
export const masks = [
  [
    [1, 1, 0],
    [1, 1, 0],
  ],
  [
    [0, 0, 0],
    [0, 1, 1],
  ],
];

/** Writes rows of ids as a file, and the folders around it. */
export async function putRows(path: string, rows: readonly (readonly number[])[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await labelFile(rows));
}

/** Writes two images of the 2018 Data Science Bowl, a and b. */
export async function putDsb2018(folder: string): Promise<void> {
  for (const [at, name] of ['a', 'b'].entries()) {
    const home = join(folder, 'stage1_train', name);
    await putRows(join(home, 'images', `${name}.png`), masks[at] ?? []);
    for (const [i, mask] of masks.entries()) await putRows(join(home, 'masks', `${String(i)}.png`), mask);
  }
}

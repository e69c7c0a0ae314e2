import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePng16 } from '@cellboard/formats/node';
import type { DemoDataset } from './demo-image.ts';
import { encodePng8 } from './png8.ts';

/**
 * Writes demo datasets, each to a folder of its name, which is made where it is missing: the images to
 * `images/NAME.png`, their truths to `labels/NAME.png` (16 bits, 0 is background), what is known about them to
 * `tags.json`.
 *
 * @param progress called with the name of each image once it is written
 */
export async function writeDemo(
  datasets: readonly DemoDataset[],
  folder: string,
  progress: (name: string) => void,
): Promise<void> {
  for (const dataset of datasets) await writeDataset(dataset, join(folder, dataset.slug), progress);
}

async function writeDataset({ images }: DemoDataset, folder: string, progress: (name: string) => void): Promise<void> {
  await mkdir(join(folder, 'images'), { recursive: true });
  await mkdir(join(folder, 'labels'), { recursive: true });
  for (const { name, render } of images) {
    const { image, truth } = render();
    await writeFile(join(folder, 'images', `${name}.png`), encodePng8(image));
    await writeFile(join(folder, 'labels', `${name}.png`), await encodePng16(truth));
    progress(name);
  }
  const tags = images.map(({ name, kind, tags, difficulty }) => ({ name, kind, ...tags, difficulty }));
  await writeFile(join(folder, 'tags.json'), `${JSON.stringify(tags, null, 2)}\n`);
}

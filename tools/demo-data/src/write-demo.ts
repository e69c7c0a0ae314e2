import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePng16 } from '@cellboard/formats/node';
import type { DemoImage } from './demo-image.ts';
import { encodePng8 } from './png8.ts';

/**
 * Writes demo images to a folder, which is made where it is missing: the images to `images/NAME.png`, their truth to
 * `labels/NAME.png` (16 bits, 0 is background), what is known of them to `tags.json`.
 *
 * @param progress is told the name of each image once it is written
 */
export async function writeDemo(
  images: readonly DemoImage[],
  folder: string,
  progress: (name: string) => void,
): Promise<void> {
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

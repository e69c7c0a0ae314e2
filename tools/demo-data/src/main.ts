import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePng16 } from '@cellboard/formats';
import { demoImages } from './demo-images.ts';
import { encodePng8 } from './png8.ts';

/** Writes the demo dataset to a folder: images to `images/`, 16-bit label images to `labels/`, tags to `tags.json`. */
async function writeDemo(folder: string): Promise<void> {
  await mkdir(join(folder, 'images'), { recursive: true });
  await mkdir(join(folder, 'labels'), { recursive: true });
  const images = demoImages();
  for (const { name, render } of images) {
    const { image, truth } = render();
    await writeFile(join(folder, 'images', `${name}.png`), encodePng8(image));
    await writeFile(join(folder, 'labels', `${name}.png`), await encodePng16(truth));
    console.log(name);
  }
  const tags = images.map(({ name, tags, difficulty }) => ({ name, ...tags, difficulty }));
  await writeFile(join(folder, 'tags.json'), `${JSON.stringify(tags, null, 2)}\n`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Name the folder to write to: node --conditions=@cellboard/source tools/demo-data/src/main.ts FOLDER');
  process.exitCode = 2;
} else {
  await writeDemo(folder);
}

import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { families, familyPaths } from '@cellboard/datasets/families.fixture';
import { channelOf, numpyLabels } from '@cellboard/formats';
import { decodeSamples, openNpyFile } from '@cellboard/formats/node';

// A process that decodes every second image of a dataset, and its truth, when it gets a message: one of two, as
// `import-speed.bench.ts` starts them.

/** The same arrays that the layouts read, and how many channels of the masks hold ids. */
const arrays: Readonly<Record<string, readonly [images: string, masks: string, channels: number]>> = {
  pannuke: ['Fold 1/images/fold1/images.npy', 'Fold 1/masks/fold1/masks.npy', 5],
  conic: ['images.npy', 'labels.npy', 1],
};

const [name = '', root = '', images = '0', part = '0'] = process.argv.slice(2);

async function decodePart(): Promise<void> {
  const isMine = (index: number) => index % 2 === Number(part);
  const npy = arrays[name];
  if (npy) {
    await decodeFrames(npy, isMine);
    return;
  }
  const family = families[name];
  if (!family) throw new Error(`There is no family ${name}.`);
  for (const [i, [image, truth]] of familyPaths(root, family, Number(images)).entries()) {
    if (!isMine(i)) continue;
    await decodeSamples(await readFile(image));
    await family.decode(truth);
  }
}

async function decodeFrames(
  [images, labels, channels]: (typeof arrays)[string],
  isMine: (index: number) => boolean,
): Promise<void> {
  await using pictures = await openNpyFile(join(root, images));
  await using masks = await openNpyFile(join(root, labels));
  for (let i = 0; i < pictures.count(); i++) {
    if (!isMine(i)) continue;
    await pictures.frame(i);
    const frame = await masks.frame(i);
    for (let channel = 0; channel < channels; channel++) numpyLabels(channelOf(frame, channel), {});
  }
}

process.once('message', () => {
  const before = process.cpuUsage();
  void decodePart().then(() => {
    const { user, system } = process.cpuUsage(before);
    process.send?.((user + system) / 1e6);
    process.disconnect();
  });
});
process.send?.('ready');

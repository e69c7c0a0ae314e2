import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { geoJsonObjects, parseJson, readGeoJson } from '@cellboard/formats';
import { greyOf, stackGrey } from '../images/grey-image.ts';
import { named, type MadeImage } from '../images/read-image.ts';
import { paintTruth, type Truth } from '../images/truth.ts';
import { pairedLayout } from '../pairs/paired-layout.ts';
import type { PlacedFile, TruthOptions } from '../pairs/pair-rules.ts';

/** Channels of an image, in the order in which they are written. */
const channels = ['microtubules', 'protein', 'nuclei', 'er'] as const;

/** Outlines of cells, which count rows from the bottom of the image. */
function readOutlines(path: string, { size, overlap = 'smaller' }: TruthOptions): Promise<Truth> {
  return named(path, async () => {
    const { cells, notes } = readGeoJson(parseJson(await readFile(path)));
    const turned = cells.map((cell) => ({
      ...cell,
      polygons: cell.polygons.map((rings) =>
        rings.map((ring) => ring.map((value, i) => (i % 2 === 0 ? value : size.height - value))),
      ),
    }));
    const found = geoJsonObjects({ cells: turned, notes }, size);
    return { ...paintTruth(found.objects, size, overlap), notes: found.notes, path };
  });
}

/** The four pictures of an image as one of four channels. */
async function fourChannels({ path }: PlacedFile, root: string): Promise<MadeImage> {
  const files = channels.map((channel) => join(root, path.replace(/nuclei(?=\.png$)/i, channel)));
  const pictures = [];
  for (const file of files) pictures.push(await greyOf(file));
  return { write: stackGrey(pictures) };
}

const splits: Readonly<Record<string, string>> = { train: 'train', valid: 'validation', test: 'test' };

/**
 * The layout of version 2 of the cell segmentations of the Human Protein Atlas: for each split a folder for each image, with a
 * picture of each of four stains and the outlines of its cells. The test images have no outlines.
 */
export const hpaLayout = pairedLayout({
  name: 'HPA cell segmentation',
  description:
    '{train,valid,test}/IMAGE, each with microtubules.png, protein.png, nuclei.png, er.png and annotation.json.',
  outlines: ['cell'],
  image: /(?:^|\/)(?<set>train|valid|test)\/(?<stem>[^/]+)\/nuclei\.png$/i,
  truth: /(?:^|\/)(?<set>train|valid|test)\/(?<stem>[^/]+)\/annotation\.json$/i,
  expected: 'train/IMAGE/nuclei.png and train/IMAGE/annotation.json',
  parts: {
    about: 'train or valid',
    of: ({ set = '' }) => set.toLowerCase(),
    splitOf: (part) => splits[part] ?? null,
  },
  unlabelled: 'The test images come without outlines.',
  truthOf: readOutlines,
  imageOf: fourChannels,
  tagsOf: () => ({ modality: 'fluorescence', stain: 'microtubules, protein, nuclei, endoplasmic reticulum' }),
});

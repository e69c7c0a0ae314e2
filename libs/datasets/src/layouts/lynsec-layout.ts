import { basename, join } from 'node:path';
import { FormatError } from '@cellboard/formats';
import { openNpyFile } from '@cellboard/formats/node';
import {
  defect,
  note,
  tagsFor,
  type LayoutEntry,
  type LayoutSource,
  type TruthFiles,
} from '../entries/layout-entry.ts';
import { partsOf } from '../entries/parts.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';
import { walkFolder } from '../files/walk-folder.ts';
import { faultOf, imageEntry, type ReadImage } from '../images/read-image.ts';
import { truthOf } from '../images/truth.ts';
import { channelIds } from '../npy/channel-ids.ts';
import { rgbImage } from '../npy/rgb-image.ts';

const file = /^(\d+_l([123]))\.npy$/;

/** After red, green and blue. */
const ID_CHANNEL = 3;

/** The H&E images whose annotations nobody doubts. */
const USUAL_PART = '3';

const stains: Readonly<Record<string, string>> = { '1': 'IHC', '2': 'H&E', '3': 'H&E' };

/**
 * Reads LyNSeC (Naji et al., Computers in Biology and Medicine 2024): three parts, of which each image is an array of
 * red, green, blue, the ids of nuclei and mostly their classes, in a file such as `0_l3.npy`. The part is the number at
 * the end of the name: 1 is IHC, 2 and 3 are H&E; 3 is read unless another is asked for.
 *
 * @throws DatasetError if there is no such file, or not of the part that was asked for
 */
async function* readLynsec(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const files = await lynsecFiles(source);
  if (partIn(source) === '2')
    yield note(
      'LyNSeC 2',
      'Others found that its annotations do not fit the images: InstanSeg leaves all of it out, torch-em the images 0_l2 to 34_l2. Look at them before you publish it.',
    );
  for (const path of files) {
    const [, name = path, part = ''] = file.exec(basename(path)) ?? [];
    const known = { modality: 'brightfield', stain: stains[part] ?? null, tissue: 'lymphoma' };
    try {
      const image = await readArray(join(source.root, path));
      yield* imageEntry({ ...image, name, tags: tagsFor(known, source) });
    } catch (error) {
      yield defect(name, faultOf(error));
    }
  }
}

type ArrayImage = Pick<ReadImage, 'truth' | 'ignore' | 'content' | 'image'>;

/** @throws FormatError naming the file */
async function readArray(path: string): Promise<ArrayImage> {
  await using npy = await openNpyFile(path);
  const { shape } = npy.layout;
  const channels = shape[2] ?? 0;
  if (shape.length !== 3 || channels < 4 || channels > 5)
    throw new FormatError(
      'CORRUPT',
      `${path} has the shape (${shape.join(', ')}), but (height, width, 5) was expected: red, green, blue, nuclei and classes. Check that it is a file of LyNSeC.`,
    );
  const array = await npy.whole();
  const { width, height, content, encode } = rgbImage(array);
  const truth = truthOf(channelIds(array, ID_CHANNEL), { width, height });
  return { truth, ignore: null, content, image: encode };
}

function partIn({ part = USUAL_PART }: LayoutSource): string {
  return part;
}

async function lynsecFiles(source: LayoutSource): Promise<readonly string[]> {
  const files = (await walkFolder(source.root)).filter((path) => file.test(basename(path)));
  const partOf = (path: string) => file.exec(basename(path))?.[2] ?? '';
  const missing = `${source.root} holds no file such as 0_l3.npy. Unpack lynsec.zip there.`;
  return partsOf({ ...source, part: partIn(source) }, { files, partOf, missing });
}

async function lynsecTruth(source: LayoutSource): Promise<TruthFiles> {
  return { annotations: await lynsecFiles(source), labels: [], part: partIn(source) };
}

/** The layout of LyNSeC; see {@link readLynsec}. */
export const lynsecLayout: PublishedLayout = {
  name: 'LyNSeC',
  description: 'An array for each image, such as "lynsec 3/0_l3.npy": its colours, nuclei and classes.',
  outlines: ['nucleus'],
  parts: '1 (IHC), 2 (H&E, with doubtful annotations) or 3 (H&E, taken if left out)',
  read: readLynsec,
  truthFiles: lynsecTruth,
};

import { extname, join } from 'node:path';
import type { ImageSize } from '@cellboard/formats';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import { defect, tagsFor, type LayoutEntry, type LayoutSource } from '../entries/layout-entry.ts';
import { onceEach } from '../entries/parts.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';
import { pairFolders, pathsOf } from '../folder/pair-folders.ts';
import { checkPublishedSize } from '../images/published-size.ts';
import { readImage } from '../images/read-image.ts';
import { stainedTissue } from '../tissue/stained-tissue.ts';
import { firstChannelTruth, instMapTruth } from './inst-map-truth.ts';
import { findHomes, partOfHome, type HomeRules, type LabelHome } from './label-homes.ts';

/** A dataset whose truths are MATLAB files with an `inst_map` each, in a folder "Labels" beside "Images". */
export interface InstMapDataset extends Pick<HomeRules, 'name' | 'folder' | 'stems'> {
  /** One sentence: what has to lie where. */
  readonly description: string;
  /** The folders of its parts, in lower case, with the split that each is; null where all images lie together. */
  readonly parts: Readonly<Record<string, string>> | null;
  /** Of all its images; left out where they vary. */
  readonly size?: ImageSize;
  /** Arrays of height × width × 2 are truths too. */
  readonly arrays?: true;
  /** What the name of an image says. */
  readonly tagsOf: (stem: string) => Partial<DatasetTags>;
}

/** The layout of such a dataset. */
export function instMapLayout(dataset: InstMapDataset): PublishedLayout {
  const parts = dataset.parts && Object.keys(dataset.parts);
  const rules = { ...dataset, parts, labels: dataset.arrays ? /\.(?:mat|npy)$/i : /\.mat$/i };
  return {
    name: dataset.name,
    description: dataset.description,
    outlines: ['nucleus'],
    parts: parts && parts.join(', ').replace(/, (?=[^,]*$)/, ' or '),
    read: async function* (source) {
      const homes = await findHomes(source, rules);
      yield* onceEach(homes.map((home) => readHome({ dataset, source, home })));
    },
    truthFiles: async (source) => {
      const homes = await findHomes(source, rules);
      return { annotations: [], labels: homes.flatMap(({ labels }) => (labels ? pathsOf(labels) : [])) };
    },
  };
}

interface Home {
  readonly dataset: InstMapDataset;
  readonly source: LayoutSource;
  readonly home: LabelHome;
}

async function* readHome({ dataset, source, home }: Home): AsyncGenerator<LayoutEntry> {
  const { images, labels } = home;
  if (!labels) {
    yield defect(images.folder, `${images.folder} has no folder "Labels" beside it. Unpack the dataset again.`);
    return;
  }
  const split = dataset.parts?.[partOfHome(source, home)] ?? null;
  for (const { stem, image, label } of yield* pairFolders({ images, labels })) {
    const path = join(source.root, label);
    yield* readImage({
      name: stem,
      imagePath: join(source.root, image),
      tags: tagsFor({ ...stainedTissue, split, ...dataset.tagsOf(stem) }, source),
      truth: (size) => {
        checkPublishedSize(size, dataset.size, dataset.name);
        return extname(label).toLowerCase() === '.npy' ? firstChannelTruth(path) : instMapTruth(path);
      },
    });
  }
}

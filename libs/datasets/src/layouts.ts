import type { DatasetEntry } from './entries/dataset-entry.ts';
import type { LayoutSource } from './entries/layout-entry.ts';
import { tellDuplicates } from './entries/parts.ts';
import type { Layout, PublishedLayout } from './entries/published-layout.ts';
import { readFolder, type FolderSource } from './folder/folder-layout.ts';
import { inWords } from './manifest/in-words.ts';
import { cocoLayout } from './layouts/coco-layout.ts';
import { cryoNuSegLayout } from './layouts/cryonuseg-layout.ts';
import { csvLayout } from './layouts/csv-layout.ts';
import { digestPathLayout } from './layouts/digestpath-layout.ts';
import { dsb2018Layout } from './layouts/dsb2018-layout.ts';
import { dynamicNuclearNetLayout } from './layouts/dynamicnuclearnet-layout.ts';
import { evicanLayout } from './layouts/evican-layout.ts';
import { liveCellLayout } from './layouts/livecell-layout.ts';
import { npzLayout } from './layouts/npz-layout.ts';
import { nuInsSegLayout } from './layouts/nuinsseg-layout.ts';
import { tissueNetLayout } from './layouts/tissuenet-layout.ts';

/** Folders of any origin. */
export const layouts = {
  folder: {
    name: 'Folders',
    description:
      'A folder of images and a folder of label images with the same stems; a CSV manifest for the tags if there is one.',
    read: (source) => inWords(readFolder(source)),
  } satisfies Layout<FolderSource, DatasetEntry>,
};

/** A new layout is a file of its own and a row here. */
const rows: Readonly<Record<string, PublishedLayout>> = {
  dsb2018: dsb2018Layout,
  nuinsseg: nuInsSegLayout,
  cryonuseg: cryoNuSegLayout,
  livecell: liveCellLayout,
  evican: evicanLayout,
  tissuenet: tissueNetLayout,
  dynamicnuclearnet: dynamicNuclearNetLayout,
  coco: cocoLayout,
  npz: npzLayout,
  csv: csvLayout,
  digestpath: digestPathLayout,
};

/** Every published layout that can be read. */
export const publishedLayouts: Readonly<Record<string, PublishedLayout>> = Object.fromEntries(
  Object.entries(rows).map(([id, layout]) => [
    id,
    { ...layout, read: (source: LayoutSource) => inWords(tellDuplicates(layout.read(source))) },
  ]),
);

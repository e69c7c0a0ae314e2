import { cocoFiles, evicanFiles, liveCellFiles, readCocoFolder, readEvican, readLiveCell } from './coco-layout.ts';
import { cryoNuSegTruth, readCryoNuSeg } from './cryonuseg-layout.ts';
import { csvTruth, readCsv } from './csv-layout.ts';
import type { DatasetEntry } from './dataset-entry.ts';
import { readDigestPath } from './digestpath-layout.ts';
import { dsb2018Truth, readDsb2018 } from './dsb2018-layout.ts';
import { dynamicNuclearNetFiles, readDynamicNuclearNet } from './dynamicnuclearnet-layout.ts';
import { readFolder, type FolderSource } from './folder-layout.ts';
import type { LayoutEntry, LayoutSource, Outlined, TruthFiles } from './layout-entry.ts';
import { npzFiles, readNpzFolder } from './npz-layout.ts';
import { nuInsSegTruth, readNuInsSeg } from './nuinsseg-layout.ts';
import { tellDuplicates } from './parts.ts';
import { readTissueNet, tissueNetFiles } from './tissuenet-layout.ts';
import { walkFolder } from './walk-folder.ts';

/** One way in which datasets lie on a disk. */
export interface Layout<Source, Entry> {
  readonly name: string;
  /** One sentence: what has to lie where. */
  readonly description: string;
  /** Hands out images and defects, one after the other; holds one image at a time. */
  readonly read: (source: Source) => AsyncIterable<Entry>;
}

/** The layout in which a dataset's authors publish it. */
export interface PublishedLayout extends Layout<LayoutSource, LayoutEntry> {
  /** What its truths outline; of several the first is taken if none is asked for. */
  readonly outlines: readonly [Outlined, ...Outlined[]];
  /**
   * The files that the truth comes from.
   *
   * @throws DatasetError as `read`
   */
  readonly truthFiles: (source: LayoutSource) => Promise<TruthFiles>;
  /** What may be asked for as a part, in words; null where there are no parts. */
  readonly parts: string | null;
}

/** Folders of any origin. */
export const layouts = {
  folder: {
    name: 'Folders',
    description:
      'A folder of images and a folder of label images with the same stems; a CSV manifest for the tags if there is one.',
    read: readFolder,
  } satisfies Layout<FolderSource, DatasetEntry>,
};

/** A new layout is a file of its own and a row here. */
const rows: Readonly<Record<string, PublishedLayout>> = {
  dsb2018: {
    name: 'DSB2018',
    description:
      'The 2018 Data Science Bowl: a folder for each image with "images" and "masks", or "images" and "labels" for all.',
    outlines: ['nucleus'],
    parts: 'a folder of image folders, such as stage1_train',
    read: readDsb2018,
    truthFiles: dsb2018Truth,
  },
  nuinsseg: {
    name: 'NuInsSeg',
    description: 'A folder for each organ with "tissue images" and "label masks modify".',
    outlines: ['nucleus'],
    parts: 'an organ\'s folder, such as "human bladder"',
    read: readNuInsSeg,
    truthFiles: nuInsSegTruth,
  },
  cryonuseg: {
    name: 'CryoNuSeg',
    description: '"tissue images" and three annotations of them, each with "label masks modify".',
    outlines: ['nucleus'],
    parts: 'biologist-1 (taken if left out), biologist-2 or bioinformatician',
    read: readCryoNuSeg,
    truthFiles: cryoNuSegTruth,
  },
  livecell: {
    name: 'LIVECell',
    description: 'livecell_coco_train.json, livecell_coco_val.json or livecell_coco_test.json, and the images.',
    outlines: ['cell'],
    parts: 'train, val or test',
    read: readLiveCell,
    truthFiles: annotationsBy(liveCellFiles),
  },
  evican: {
    name: 'EVICAN',
    description: 'instances_eval2019_{easy,medium,difficult}_EVICAN2.json and the images of eval2019.',
    outlines: ['cell', 'nucleus'],
    parts: 'easy, medium or difficult',
    read: readEvican,
    truthFiles: annotationsBy(evicanFiles),
  },
  tissuenet: {
    name: 'TissueNet',
    description: 'tissuenet_v1.1_{train,val,test}.npz or {train,val,test}.npz, of version 1.0 or 1.1.',
    outlines: ['cell', 'nucleus'],
    parts: 'train, val or test',
    read: readTissueNet,
    truthFiles: archivesBy(tissueNetFiles),
  },
  dynamicnuclearnet: {
    name: 'DynamicNuclearNet',
    description: 'train.npz, val.npz and test.npz of DynamicNuclearNet-segmentation.',
    outlines: ['nucleus'],
    parts: 'train, val or test',
    read: readDynamicNuclearNet,
    truthFiles: archivesBy(dynamicNuclearNetFiles),
  },
  coco: {
    name: 'COCO',
    description: 'JSON files of COCO instances, and the images they list.',
    outlines: ['cell', 'nucleus'],
    parts: 'a JSON file, by its name without .json',
    read: readCocoFolder,
    truthFiles: annotationsBy(cocoFiles),
  },
  npz: {
    name: 'NPZ',
    description:
      '.npz files, each with an array of images ("X", "images") and one of label images ("y", "labels", "masks").',
    outlines: ['cell', 'nucleus'],
    parts: 'an .npz file, by its name without .npz',
    read: readNpzFolder,
    truthFiles: archivesBy(npzFiles),
  },
  csv: {
    name: 'CSV',
    description: 'A CSV file with the columns "image" and "label", and the files it names.',
    outlines: ['cell', 'nucleus'],
    parts: 'a CSV file, by its name without .csv',
    read: readCsv,
    truthFiles: csvTruth,
  },
  digestpath: {
    name: 'DigestPath',
    description: 'Always refused: it has boxes and lesion masks, but no masks of cells.',
    outlines: ['cell'],
    parts: null,
    read: readDigestPath,
    truthFiles: readDigestPath,
  },
};

function annotationsBy(find: typeof cocoFiles): PublishedLayout['truthFiles'] {
  return async (source) => ({ annotations: find(source, await walkFolder(source.root)), labels: [] });
}

function archivesBy(find: typeof npzFiles): PublishedLayout['truthFiles'] {
  return async (source) => ({ annotations: await find(source), labels: [] });
}

/** Every published layout that can be read. */
export const publishedLayouts: Readonly<Record<string, PublishedLayout>> = Object.fromEntries(
  Object.entries(rows).map(([id, layout]) => [
    id,
    { ...layout, read: (source: LayoutSource) => tellDuplicates(layout.read(source)) },
  ]),
);

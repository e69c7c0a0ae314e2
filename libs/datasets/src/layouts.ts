import type { DatasetEntry } from './dataset-entry.ts';
import { readFolder, type FolderSource } from './folder-layout.ts';

/** One way in which datasets lie on a disk. */
export interface Layout<Source> {
  readonly name: string;
  /** One sentence: what has to lie where. */
  readonly description: string;
  /** Hands out images and defects, one after the other; holds one image's headers at a time. */
  readonly read: (source: Source) => AsyncIterable<DatasetEntry>;
}

/** Every layout that can be read. A new one is a file of its own and a row here. */
export const layouts = {
  folder: {
    name: 'Folders',
    description:
      'A folder of images and a folder of label images with the same stems; a CSV manifest for the tags if there is one.',
    read: readFolder,
  } satisfies Layout<FolderSource>,
};

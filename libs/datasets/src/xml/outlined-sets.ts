import { basename, join, resolve } from 'node:path';
import type { ImageSize } from '@cellboard/formats';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import { tagsFor, type LayoutEntry, type LayoutSource, type TruthFiles } from '../entries/layout-entry.ts';
import { looksLikeImage } from '../files/file-names.ts';
import { pairFolders, pathsOf, type ImagesAndLabels } from '../folder/pair-folders.ts';
import { checkPublishedSize } from '../images/published-size.ts';
import { readImage } from '../images/read-image.ts';
import { stainedTissue } from '../tissue/stained-tissue.ts';
import { outlinedTruth, statedPixelSize, type RegionRules } from './outlined-truth.ts';

/** Images with an ImageScope file each, all of one split. */
export interface OutlinedSet extends ImagesAndLabels {
  readonly split: 'train' | 'test';
}

/** What is known of a dataset of outlined images. */
export interface OutlinedDataset extends Omit<RegionRules, 'overlap'> {
  readonly name: string;
  /** Of all its images; left out where they vary. */
  readonly size?: ImageSize;
  /** What the name of an image says. */
  readonly tagsOf: (stem: string) => Partial<DatasetTags>;
}

/** The XML files of a folder. */
export function xmlAmong(files: readonly string[]): string[] {
  return files.filter((file) => /\.xml$/i.test(file));
}

/** The pictures of a folder. */
export function picturesAmong(files: readonly string[]): string[] {
  return files.filter(looksLikeImage);
}

/** How the archives of these sets are named; a folder of the user's own says nothing. */
const archives = /^(?:monuseg|monusac)/i;

/**
 * The names of a folder and of those around it, the innermost first; the root's own name is the last, where it is that of
 * an archive.
 */
export function innerNames({ root }: LayoutSource, folder: string): string[] {
  return [...[basename(resolve(root))].filter((name) => archives.test(name)), ...folder.split('/')]
    .filter((word) => word !== '')
    .reverse();
}

/** The split that the innermost folder with such a word names, as in "MoNuSegTestData"; undefined where none does. */
export function splitNamed(source: LayoutSource, folder: string): OutlinedSet['split'] | undefined {
  for (const word of innerNames(source, folder)) {
    if (/(?:^|[^A-Za-z])test|Test/.test(word)) return 'test';
    if (/(?:^|[^A-Za-z])train|Train/.test(word)) return 'train';
  }
  return undefined;
}

/** Reads the images of a set, and what of it has no partner. */
export async function* readSet(
  source: LayoutSource,
  dataset: OutlinedDataset,
  set: OutlinedSet,
): AsyncGenerator<LayoutEntry> {
  for (const { stem, image, label } of yield* pairFolders(set)) {
    const path = join(source.root, label);
    const pixelSizeUm = await statedPixelSize(path);
    yield* readImage({
      name: stem,
      imagePath: join(source.root, image),
      tags: tagsFor({ ...stainedTissue, split: set.split, pixelSizeUm, ...dataset.tagsOf(stem) }, source),
      truth: (size) => {
        checkPublishedSize(size, dataset.size, dataset.name);
        return outlinedTruth(path, size, { ...dataset, overlap: source.overlap ?? 'smaller' });
      },
    });
  }
}

/** The files of outlines of some sets. */
export function outlineFiles(sets: readonly OutlinedSet[]): TruthFiles {
  return { annotations: [], labels: sets.flatMap(({ labels }) => pathsOf(labels)) };
}

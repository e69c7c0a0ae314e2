import { basename, dirname, join } from 'node:path';
import { FormatError, type ImageSize, type OverlapRule } from '@cellboard/formats';
import { DatasetError } from '../entries/dataset-error.ts';
import { looksLikeImage } from '../files/file-names.ts';
import { readFolder } from '../folder/folder-layout.ts';
import {
  defect,
  note,
  tagsFor,
  type LayoutEntry,
  type LayoutSource,
  type TruthFiles,
} from '../entries/layout-entry.ts';
import { idsOf, readImage, truthFile } from '../images/read-image.ts';
import type { TagSources } from '../manifest/tags.ts';
import { filesOf } from '../tissue/tissue-folders.ts';
import { maskCell, paintTruth, type Truth } from '../images/truth.ts';
import { byFolder, walkFolder } from '../files/walk-folder.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';

/**
 * Reads the 2018 Data Science Bowl (Caicedo et al., Nature Methods 2019): for each image a folder with `images/*.png`
 * and `masks/*.png`, one mask per nucleus, inside folders such as `stage1_train`; or what many make of it, a folder
 * `images` and a folder `labels` or `masks` of label images, with `manifest.csv` beside them if there is one.
 *
 * @throws DatasetError if neither lies there
 */
async function* readDsb2018(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const { folders, truths, chosen } = await findFolders(source);
  if (truths !== undefined) {
    yield* readPlain(source, truths);
    return;
  }
  yield* strayMasks(folders);
  const seen = new Map<string, string>();
  for (const folder of chosen) yield* readOne({ source, folder, folders, seen });
}

/** The masks or label images of what is asked for, and the manifest. */
async function dsb2018Truth(source: LayoutSource): Promise<TruthFiles> {
  const { folders, truths, chosen } = await findFolders(source);
  const homes = truths === undefined ? chosen.map((folder) => `${dirname(folder)}/masks`) : [truths];
  const labels = homes.flatMap((folder) => filesOf({ folder, files: folders.get(folder) ?? [] }));
  const manifest = truths !== undefined && (await walkFolder(source.root)).includes('manifest.csv');
  return { annotations: manifest ? ['manifest.csv'] : [], labels };
}

interface Found {
  readonly folders: ReadonlyMap<string, readonly string[]>;
  /** Folder of the label images of all; undefined where each image has a folder of its own. */
  readonly truths: string | undefined;
  /** The folders `images` of single images that are asked for. */
  readonly chosen: readonly string[];
}

async function findFolders({ root, part }: LayoutSource): Promise<Found> {
  const folders = byFolder((await walkFolder(root)).filter((file) => looksLikeImage(basename(file))));
  const truths = ['labels', 'masks'].find((name) => folders.has(name));
  if (folders.has('images') && truths !== undefined) return { folders, truths, chosen: [] };
  const images = [...folders.keys()].filter((folder) => /(^|\/)[^/]+\/images$/.test(folder));
  const chosen = images.filter((folder) => part === undefined || folder.split('/').includes(part));
  if (chosen.length > 0) return { folders, truths: undefined, chosen };
  throw new DatasetError(
    'LAYOUT_NOT_FOUND',
    `${root} holds no folder ${part === undefined ? '' : `${part} `}of images each with its own "images" and "masks", ` +
      'and no folders "images" and "labels". Name the folder into which stage1_train.zip was unpacked.',
  );
}

interface ImageFolder {
  readonly source: LayoutSource;
  /** The folder `images` of one image. */
  readonly folder: string;
  readonly folders: ReadonlyMap<string, readonly string[]>;
  readonly seen: Map<string, string>;
}

async function* readOne({ source, folder, folders, seen }: ImageFolder): AsyncGenerator<LayoutEntry> {
  const home = folder.slice(0, -'/images'.length);
  const name = basename(home).normalize('NFC');
  const [image, ...more] = folders.get(folder) ?? [];
  const masks = folders.get(`${home}/masks`) ?? [];
  const before = seen.get(name);
  seen.set(name, before ?? home);
  if (image === undefined || more.length > 0) {
    yield defect(
      name,
      `${folder} holds ${1 + more.length} images, but one was expected. Keep the one that belongs to the masks.`,
    );
  } else if (before !== undefined) {
    yield defect(name, `${home} is the same image as ${before}. Keep one of them.`);
  } else if (masks.length === 0) {
    yield defect(name, `${home} has no masks. Leave it out, or read only a part with masks, such as stage1_train.`);
  } else {
    const paths = masks.map((mask) => join(source.root, home, 'masks', mask));
    const tags = tagsFor({}, source);
    const truth = (size: ImageSize) => joinedMasks(paths, size, source.overlap ?? 'smaller');
    yield* readImage({ name, imagePath: join(source.root, folder, image), tags, truth });
  }
}

/** Decodes one mask after the other. */
async function joinedMasks(paths: readonly string[], size: ImageSize, rule: OverlapRule): Promise<Truth> {
  const cells = [];
  for (const path of paths) {
    const { values, width, height } = await idsOf(path);
    if (width !== size.width || height !== size.height) {
      throw new FormatError(
        'CORRUPT',
        `The mask ${path} is ${width}×${height} pixels, but the image is ${size.width}×${size.height}. Replace it.`,
      );
    }
    if (values.every((value) => value === 0))
      throw new FormatError('CORRUPT', `The mask ${path} is empty, but each holds one cell. Remove it.`);
    cells.push(maskCell(values, size, cells.length + 1));
  }
  return paintTruth(cells, size, rule);
}

function* strayMasks(folders: ReadonlyMap<string, readonly string[]>): Generator<LayoutEntry> {
  for (const folder of folders.keys()) {
    const home = /^(.*[^/])\/masks$/.exec(folder)?.[1];
    if (home !== undefined && !folders.has(`${home}/images`))
      yield defect(
        basename(home),
        `${folder} holds masks, but there is no image in ${home}/images. Add it, or remove the masks.`,
      );
  }
}

async function* readPlain(source: LayoutSource, truths: string): AsyncGenerator<LayoutEntry> {
  if (source.part !== undefined)
    throw new DatasetError(
      'LAYOUT_NOT_FOUND',
      `${source.root} holds no parts, so there is no part "${source.part}". Leave it out.`,
    );
  const hasManifest = (await walkFolder(source.root)).includes('manifest.csv');
  const tags: TagSources = hasManifest
    ? { cellType: { text: 'not stated' }, modality: { column: 'type' } }
    : { cellType: { text: 'not stated' }, modality: { text: 'not stated' } };
  const pairs = readFolder({
    images: join(source.root, 'images'),
    labels: join(source.root, truths),
    ...(hasManifest && { manifest: { file: join(source.root, 'manifest.csv'), idColumn: 'id' } }),
    tags,
  });
  if (!hasManifest) yield note('manifest.csv', 'There is none, so the modality of the images is not stated.');
  for await (const entry of pairs) {
    if (entry.kind !== 'image') yield entry;
    else {
      const { name, imagePath, truthPath } = entry;
      const truth = truthPath === null ? null : () => truthFile(truthPath);
      yield* readImage({ name, imagePath, tags: tagsFor(entry.tags, source), truth });
    }
  }
}

/** The layout of DSB2018; see {@link readDsb2018}. */
export const dsb2018Layout: PublishedLayout = {
  name: 'DSB2018',
  description:
    'The 2018 Data Science Bowl: a folder for each image with "images" and "masks", or "images" and "labels" for all.',
  outlines: ['nucleus'],
  parts: 'a folder of image folders, such as stage1_train',
  read: readDsb2018,
  truthFiles: dsb2018Truth,
};

import { join } from 'node:path';
import { FormatError, type ImageHeader, type LabelChoice } from '@cellboard/formats';
import { openFileSource, readHeader } from '@cellboard/formats/node';
import type { DatasetEntry, DatasetImage, Defect } from '../entries/dataset-entry.ts';
import { fileFault } from '../files/file-fault.ts';
import { listFolder } from './list-folder.ts';
import { readManifest, type Manifest } from '../manifest/manifest.ts';
import { orWithoutTruth } from '../entries/without-truth.ts';
import { looksForeign, looksLikeImage } from '../files/file-names.ts';
import { labelFolder, pairLabels, type LabelFile, type LabelPairing, type PairOptions } from './pair-labels.ts';
import { readTags, type TagSources } from '../manifest/tags.ts';

/** Where a dataset of two folders and an optional manifest lies, and where its tags come from. */
export interface FolderSource {
  /** Folder of the images. */
  readonly images: string;
  /** Folder of the label images, paired with the images by their stems; null where no image has a truth. */
  readonly labels: string | null;
  /** How label images are read where their files leave something open. */
  readonly choice?: LabelChoice | undefined;
  /** How they are paired with the images. */
  readonly pairing?: PairOptions | undefined;
  /** Takes images without a label image too; otherwise they are defects, which name the option for it if it is false. */
  readonly withoutTruth?: boolean | undefined;
  /** CSV file with a line for each image. */
  readonly manifest?: { readonly file: string; readonly idColumn: string };
  readonly tags: TagSources;
}

/**
 * Reads a dataset that lies in a folder of images and a folder of label images, one each to an image.
 *
 * First come the defects of the whole (files without a partner, ambiguous names, lines of the manifest that cannot
 * be used), then each image in the order of names, or what is wrong with it. Only headers are read, so that a file
 * may still turn out to be broken when it is decoded.
 *
 * @throws DatasetError if a folder or the manifest cannot be read, or a column is not in it
 */
export async function* readFolder(source: FolderSource): AsyncGenerator<DatasetEntry> {
  const manifest = source.manifest && (await readManifest(source.manifest.file, source.manifest.idColumn));
  const tagsOf = readTags(source.tags, manifest);
  const { files, ignored } = await listFolder(source.images);
  const images = [...files, ...ignored.filter(looksForeign)];
  const labels = source.labels === null ? { files: [] } : await labelFolder(source.labels);
  const pairing = await pairLabels(images, labels, source.pairing);
  if (pairing.order !== undefined) yield { kind: 'note', name: 'order', message: pairing.order };
  yield* pairingDefects(pairing, source);
  yield* manifestDefects(manifest);
  for (const { name, image, label } of imagesOf(pairing, source)) {
    const tags = tagsOf(name);
    if (typeof tags === 'string') {
      yield defect(name, tags);
      continue;
    }
    const entry: DatasetImage = {
      kind: 'image',
      name,
      imagePath: join(source.images, image),
      truthPath: label?.path ?? null,
      truthChoice: { ...label?.choice, ...source.choice },
      tags,
    };
    yield (await headerDefect(entry)) ?? entry;
  }
}

interface NamedFiles {
  readonly name: string;
  readonly image: string;
  readonly label: LabelFile | null;
}

/** The images that can be taken, in the order of names. */
function imagesOf({ pairs, leftOnly }: LabelPairing, { withoutTruth }: FolderSource): NamedFiles[] {
  const paired = pairs.map(({ name, left, right }) => ({ name, image: left, label: right }));
  if (!withoutTruth) return paired;
  const alone = leftOnly.map(({ name, file }) => ({ name, image: file, label: null }));
  return [...paired, ...alone].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function defect(name: string, message: string): Defect {
  return { kind: 'defect', name, message };
}

function* pairingDefects(
  { leftOnly, rightOnly, ambiguous }: LabelPairing,
  { images, labels, withoutTruth }: FolderSource,
): Generator<Defect> {
  for (const { name, file } of withoutTruth ? [] : leftOnly) {
    yield defect(
      name,
      `${join(images, file)} has no label image in ${labels ?? 'any folder'}. Add ${name}.png or ${name}.tif there, ` +
        (withoutTruth === undefined ? 'or remove the image.' : orWithoutTruth),
    );
  }
  // Other files than pictures may be anything, such as settings that a tool wrote beside its masks.
  for (const { name, file } of rightOnly.filter((label) => looksLikeImage(label.file.name))) {
    yield defect(name, `${file.path} has no image in ${images}. Add it there, or remove the label image.`);
  }
  for (const { name, left, right } of ambiguous) {
    yield defect(
      name,
      `Several files may belong together: ${[...left, ...right.map(({ name: file }) => file)].join(', ')}. Keep one image and one label image of that name.`,
    );
  }
}

function* manifestDefects(manifest: Manifest | undefined): Generator<Defect> {
  for (const { line, message } of manifest?.faults ?? [])
    yield defect(`line ${line}`, `Line ${line} of the manifest cannot be used. ${message}`);
}

/** What the headers tell; of a truth only where it is a picture that is read without any choice. */
async function headerDefect({ name, imagePath, truthPath, truthChoice }: DatasetImage): Promise<Defect | undefined> {
  const image = await header(imagePath);
  if (typeof image === 'string') return defect(name, image);
  if (truthPath === null || !isPlainPicture({ truthPath, truthChoice })) return undefined;
  const truth = await header(truthPath);
  if (typeof truth === 'string') return defect(name, truth);
  if (image.width === truth.width && image.height === truth.height) return undefined;
  return defect(
    name,
    `The image is ${image.width}×${image.height} pixels (width × height), but its label image is ${truth.width}×${truth.height}. ` +
      `Check that ${truthPath} belongs to it.`,
  );
}

/** Whether a truth is a picture of ids, which is kept as it is. */
export function isPlainPicture({ truthPath, truthChoice }: Pick<DatasetImage, 'truthPath' | 'truthChoice'>): boolean {
  return truthPath !== null && /\.(?:png|tiff?)$/i.test(truthPath) && Object.keys(truthChoice).length === 0;
}

/** The header of an image file, or a sentence that says why it cannot be read. */
async function header(path: string): Promise<ImageHeader | string> {
  try {
    await using file = await openFileSource(path);
    return await readHeader(file);
  } catch (error) {
    if (error instanceof FormatError) return `${path}: ${error.message}`;
    const fault = fileFault(error);
    if (fault === undefined) throw error;
    return `${path} cannot be read: ${fault}`;
  }
}

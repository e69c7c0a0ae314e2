import { basename } from 'node:path';
import { annotationsBy, cocoParts, type FindFiles } from '../coco/coco-files.ts';
import { imagesByName, readCocoPart } from '../coco/coco-part.ts';
import { tagsFor, type LayoutEntry, type LayoutSource } from '../entries/layout-entry.ts';
import { onceEach } from '../entries/parts.ts';
import { walkFolder } from '../files/walk-folder.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';

/**
 * Reads images with COCO annotations of any origin: JSON files of instances, each a part of that name, and the
 * images they list anywhere beneath the folder.
 *
 * @throws DatasetError if there are no annotations, or not those asked for
 */
async function* readCocoFolder(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const files = await walkFolder(source.root);
  const parts = cocoFiles(source, files);
  const images = imagesByName(files);
  const tagsOf = () => tagsFor({}, source);
  const overlap = source.overlap ?? 'smaller';
  const read = parts.map((file) =>
    readCocoPart({
      root: source.root,
      file,
      images,
      overlap,
      nameOf: (stem) => stem,
      tagsOf,
      class: source.choice?.class,
    }),
  );
  yield* onceEach(read);
}

/** See {@link readCocoFolder}. */
const cocoFiles: FindFiles = (source, files) =>
  cocoParts(
    source,
    files.filter((file) => file.endsWith('.json')),
    (file) => basename(file, '.json'),
  );

/** The layout of COCO files; see {@link readCocoFolder}. */
export const cocoLayout: PublishedLayout = {
  name: 'COCO',
  description: 'JSON files of COCO instances, and the images they list.',
  outlines: ['cell', 'nucleus'],
  parts: 'a JSON file, by its name without .json',
  classes: true,
  read: readCocoFolder,
  truthFiles: annotationsBy(cocoFiles),
};

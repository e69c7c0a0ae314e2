import { basename } from 'node:path';
import { annotationsBy, cocoParts, type FindFiles } from '../coco/coco-files.ts';
import { imagesByName, readCocoPart } from '../coco/coco-part.ts';
import { note, tagsFor, type LayoutEntry, type LayoutSource } from '../entries/layout-entry.ts';
import { onceEach } from '../entries/parts.ts';
import { walkFolder } from '../files/walk-folder.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';

const evicanFile = /^instances_eval2019_(easy|medium|difficult)_EVICAN(2|60)\.json$/;

/**
 * Reads the evaluation images of EVICAN (Schwendy et al., Bioinformatics 2020). Their three difficulties are parts, and
 * stand in brackets after the modality. Cells and nuclei are two truths of one image. The images for training are
 * annotated in part and never read.
 *
 * @throws DatasetError if there are no annotations of evaluation images, or not those asked for
 */
async function* readEvican(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const files = await walkFolder(source.root);
  for (const file of files.filter((one) => /^instances_(train|val)2019_EVICAN\d+\.json$/.test(basename(one))))
    yield note(file, 'Its images are annotated in part, so they cannot be used for scores. It is not read.');
  const parts = evicanFiles(source, files);
  const images = imagesByName(files.filter((file) => !/background\.\w+$/i.test(file)));
  const category = source.outlined === 'nucleus' ? /nucle/i : /^(?!.*nucle)/i;
  const overlap = source.overlap ?? 'smaller';
  const tagsOf = (tier: string) => (stem: string) =>
    tagsFor(
      { cellType: stem.slice(stem.lastIndexOf('_') + 1), modality: 'brightfield or phase contrast', split: tier },
      source,
    );
  const nameOf = (stem: string) => stem;
  yield* onceEach(
    parts.map((file) =>
      readCocoPart({ root: source.root, file, images, category, overlap, nameOf, tagsOf: tagsOf(tierOf(file)) }),
    ),
  );
}

/** See {@link readEvican}. The two sets of annotations differ only in their categories. */
const evicanFiles: FindFiles = (source, files) => {
  const all = files.filter((file) => evicanFile.test(basename(file)));
  const simple = all.filter((file) => basename(file).endsWith('EVICAN2.json'));
  return cocoParts(source, simple.length > 0 ? simple : all, tierOf);
};

function tierOf(file: string): string {
  return evicanFile.exec(basename(file))?.[1] ?? '';
}

/** The layout of EVICAN; see {@link readEvican}. */
export const evicanLayout: PublishedLayout = {
  name: 'EVICAN',
  description: 'instances_eval2019_{easy,medium,difficult}_EVICAN2.json and the images of eval2019.',
  outlines: ['cell', 'nucleus'],
  parts: 'easy, medium or difficult',
  read: readEvican,
  truthFiles: annotationsBy(evicanFiles),
};

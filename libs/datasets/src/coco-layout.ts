import { basename } from 'node:path';
import type { CocoIndex } from './coco-index.ts';
import { imagesByName, readCocoPart } from './coco-part.ts';
import { groupBy } from './group-by.ts';
import { note, tagsFor, type LayoutEntry, type LayoutSource } from './layout-entry.ts';
import { onceEach, partsOf } from './parts.ts';
import { walkFolder } from './walk-folder.ts';

/**
 * Reads images with COCO annotations of any origin: JSON files of instances, each a part of that name, and the
 * images they list anywhere beneath the folder.
 *
 * @throws DatasetError if there are no annotations, or not those asked for
 */
export async function* readCocoFolder(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const files = await walkFolder(source.root);
  const parts = cocoFiles(source, files);
  const images = imagesByName(files);
  const tagsOf = () => tagsFor({}, source);
  const overlap = source.overlap ?? 'smaller';
  const read = parts.map((file) =>
    readCocoPart({ root: source.root, file, images, overlap, nameOf: (stem) => stem, tagsOf }),
  );
  yield* onceEach(read);
}

const liveCellFile = /^(?:livecell_coco_)?(train|val|test)\.json$/;

/** Fewer cells than this where others of the type have many: the known slips of LIVECell have 1 to 9. */
const FEW_CELLS = 10;
const MANY_CELLS = 50;

/**
 * Reads LIVECell (Edlund et al., Nature Methods 2021): `livecell_coco_{train,val,test}.json` or the files of single
 * cell types, and the images flat or in folders. Images that are known to be annotated in part stand out by having
 * hardly any cells; they are defects.
 *
 * @throws DatasetError if there are no annotations, or not those asked for
 */
export async function* readLiveCell(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const files = await walkFolder(source.root);
  const parts = liveCellFiles(source, files);
  const images = imagesByName(files);
  const nameOf = (stem: string) => stem;
  const typeOf = (stem: string) => stem.split('_')[0] ?? stem;
  const tagsOf = (stem: string) =>
    tagsFor({ cellType: typeOf(stem), modality: 'phase contrast', pixelSizeUm: 1.2429 }, source);
  const overlap = source.overlap ?? 'smaller';
  const suspect = (coco: CocoIndex) => {
    const usual = usualCells(coco, typeOf);
    return (stem: string, cells: number) => {
      const others = usual.get(typeOf(stem)) ?? 0;
      if (cells >= FEW_CELLS || others < MANY_CELLS) return undefined;
      return `Only ${cells} of its cells are annotated, but half of the images of ${typeOf(stem)} have ${others} or more. It looks annotated in part.`;
    };
  };
  yield* onceEach(
    parts.map((file) => readCocoPart({ root: source.root, file, images, overlap, nameOf, tagsOf, suspect })),
  );
}

/** The median number of cells in the images of each type. */
function usualCells(coco: CocoIndex, typeOf: (name: string) => string): Map<string, number> {
  const types = groupBy(coco.images, ({ fileName }) => typeOf(basename(fileName ?? '')));
  return new Map(
    [...types].map(([type, images]) => {
      const counts = images.map(({ id }) => coco.countOf(id)).sort((a, b) => a - b);
      return [type, counts[Math.floor(counts.length / 2)] ?? 0];
    }),
  );
}

const evicanFile = /^instances_eval2019_(easy|medium|difficult)_EVICAN(2|60)\.json$/;

/**
 * Reads the evaluation images of EVICAN (Schwendy et al., Bioinformatics 2020) in their three difficulties, each a
 * part, and told in brackets behind the modality. Cells and nuclei are two truths of one image. The images for training are annotated in part and never read.
 *
 * @throws DatasetError if there are no annotations of evaluation images, or not those asked for
 */
export async function* readEvican(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const files = await walkFolder(source.root);
  for (const file of files.filter((one) => /^instances_(train|val)2019_EVICAN\d+\.json$/.test(basename(one))))
    yield note(file, 'Its images are annotated in part, so that they cannot be scored against. It is not read.');
  const parts = evicanFiles(source, files);
  const images = imagesByName(files.filter((file) => !/background\.\w+$/i.test(file)));
  const category = source.outlined === 'nucleus' ? /nucle/i : /^(?!.*nucle)/i;
  const overlap = source.overlap ?? 'smaller';
  const tagsOf = (tier: string) => (stem: string) =>
    tagsFor(
      { cellType: stem.slice(stem.lastIndexOf('_') + 1), modality: `brightfield or phase contrast (${tier})` },
      source,
    );
  const nameOf = (stem: string) => stem;
  yield* onceEach(
    parts.map((file) =>
      readCocoPart({ root: source.root, file, images, category, overlap, nameOf, tagsOf: tagsOf(tierOf(file)) }),
    ),
  );
}

/** The annotations that were asked for, among all files beneath the root. */
type FindFiles = (source: LayoutSource, files: readonly string[]) => readonly string[];

/** See {@link readCocoFolder}. */
export const cocoFiles: FindFiles = (source, files) =>
  cocoParts(
    source,
    files.filter((file) => file.endsWith('.json')),
    (file) => basename(file, '.json'),
  );

/** See {@link readLiveCell}. */
export const liveCellFiles: FindFiles = (source, files) =>
  cocoParts(
    source,
    files.filter((file) => liveCellFile.test(basename(file))),
    (file) => liveCellFile.exec(basename(file))?.[1] ?? '',
  );

/** See {@link readEvican}. The two sets of annotations differ only in their categories. */
export const evicanFiles: FindFiles = (source, files) => {
  const all = files.filter((file) => evicanFile.test(basename(file)));
  const simple = all.filter((file) => basename(file).endsWith('EVICAN2.json'));
  return cocoParts(source, simple.length > 0 ? simple : all, tierOf);
};

function tierOf(file: string): string {
  return evicanFile.exec(basename(file))?.[1] ?? '';
}

function cocoParts(
  source: LayoutSource,
  files: readonly string[],
  partOf: (file: string) => string,
): readonly string[] {
  const missing = `${source.root} holds no annotations of that dataset. Put its JSON files there, beside the images.`;
  return partsOf(source, { files, partOf, missing });
}

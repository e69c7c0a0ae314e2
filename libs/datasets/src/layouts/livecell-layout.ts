import { basename } from 'node:path';
import { annotationsBy, cocoParts, type FindFiles } from '../coco/coco-files.ts';
import type { CocoIndex } from '../coco/coco-index.ts';
import { imagesByName, readCocoPart } from '../coco/coco-part.ts';
import { tagsFor, type LayoutEntry, type LayoutSource } from '../entries/layout-entry.ts';
import { onceEach } from '../entries/parts.ts';
import { walkFolder } from '../files/walk-folder.ts';
import { groupBy } from '../group-by.ts';
import { liveCellName } from './livecell-name.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';

const liveCellFile = /^(?:livecell_coco_)?(train|val|test)\.json$/;

/** Fewer cells than this where others of the type have many: the known errors of LIVECell have 1 to 9. */
const FEW_CELLS = 10;
const MANY_CELLS = 50;

/**
 * Reads LIVECell (Edlund et al., Nature Methods 2021): `livecell_coco_{train,val,test}.json` or the files of single
 * cell types, and the images flat or in folders. Images of a well belong together. Images that are known to be
 * annotated in part stand out by having hardly any cells; they are defects.
 *
 * @throws DatasetError if there are no annotations, or not those asked for
 */
async function* readLiveCell(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const files = await walkFolder(source.root);
  const parts = liveCellFiles(source, files);
  const images = imagesByName(files);
  const nameOf = (stem: string) => stem;
  const typeOf = (stem: string) => liveCellName(stem).cellType;
  const tagsOf = (stem: string) =>
    tagsFor({ ...liveCellName(stem), modality: 'phase contrast', pixelSizeUm: 1.2429 }, source);
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
    parts.map((file) =>
      readCocoPart({ root: source.root, file, images, overlap, nameOf, tagsOf, suspect, class: source.choice?.class }),
    ),
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

/** See {@link readLiveCell}. */
const liveCellFiles: FindFiles = (source, files) =>
  cocoParts(
    source,
    files.filter((file) => liveCellFile.test(basename(file))),
    (file) => liveCellFile.exec(basename(file))?.[1] ?? '',
  );

/** The layout of LIVECell; see {@link readLiveCell}. */
export const liveCellLayout: PublishedLayout = {
  name: 'LIVECell',
  description: 'livecell_coco_train.json, livecell_coco_val.json or livecell_coco_test.json, and the images.',
  outlines: ['cell'],
  parts: 'train, val or test',
  classes: true,
  read: readLiveCell,
  truthFiles: annotationsBy(liveCellFiles),
};

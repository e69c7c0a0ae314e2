import type { CatalogDataset } from './catalog-dataset.ts';
import { evican, liveCell } from './culture.ts';
import { dsb2018, dynamicNuclearNet, tissueNet } from './fluorescence.ts';
import { cryoNuSeg, digestPath, nuInsSeg } from './histology.ts';
import { inWords } from './in-words.ts';

/** Every catalogued dataset, by name. A new one is an object of its own and a row here. */
export const catalogDatasets: readonly CatalogDataset[] = [
  cryoNuSeg,
  digestPath,
  dsb2018,
  dynamicNuclearNet,
  evican,
  liveCell,
  nuInsSeg,
  tissueNet,
].map(inWords);

/** The catalogued dataset that a layout reads; undefined for layouts of any origin, such as `coco`. */
export function catalogDatasetFor(layout: string): CatalogDataset | undefined {
  return catalogDatasets.find((dataset) => dataset.layout === layout);
}

import type { CatalogDataset } from './catalog-dataset.ts';
import { cpm15, cpm17 } from './cpm.ts';
import { evican, liveCell } from './culture.ts';
import { consep, glysac, lizard } from './digestive-tract.ts';
import { dsb2018, dynamicNuclearNet, tissueNet } from './fluorescence.ts';
import { cryoNuSeg, digestPath, nuInsSeg } from './histology.ts';
import { crcHistoPhenotypes, ihcTma, janowczyk, nuCls } from './refused-tissue.ts';
import { kumar, monuSac, monuSeg } from './tcga-nuclei.ts';
import { tnbc } from './tnbc.ts';

/** Every catalogued dataset, by name. A new one is an object of its own and a row here. */
export const catalogDatasets: readonly CatalogDataset[] = [
  consep,
  cpm15,
  cpm17,
  crcHistoPhenotypes,
  cryoNuSeg,
  digestPath,
  dsb2018,
  dynamicNuclearNet,
  evican,
  glysac,
  ihcTma,
  janowczyk,
  kumar,
  liveCell,
  lizard,
  monuSac,
  monuSeg,
  nuCls,
  nuInsSeg,
  tissueNet,
  tnbc,
];

/** The catalogued dataset that a layout reads; undefined for layouts of any origin, such as `coco`. */
export function catalogDatasetFor(layout: string): CatalogDataset | undefined {
  return catalogDatasets.find((dataset) => dataset.layout === layout);
}

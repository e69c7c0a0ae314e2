import type { CatalogDataset } from './catalog-dataset.ts';
import { cellBinDb } from './cellbindb.ts';
import { bbbc020, bbbc030, heLaCytoNuc, hpaCellSegmentation, vicarQpi } from './cells-in-culture.ts';
import { evican, liveCell } from './culture.ts';
import { dsb2018, dynamicNuclearNet, tissueNet } from './fluorescence.ts';
import { cellpose, cpdmi2023, ctc, neurIps2022 } from './generalist-sets.ts';
import { conic, cytoDark0, lynsec, panNuke, pcns, puma } from './histology-patches.ts';
import { cryoNuSeg, digestPath, nuInsSeg } from './histology.ts';
import { listedDatasets } from './listed.ts';
import { deepBacs, omnipose, yeaZ } from './microbes.ts';
import { aitslabBioimaging1, bbbc007, bbbc039, lpcNucSeg, sBsst265 } from './nuclei-in-culture.ts';

/** Datasets with a layout of their own. */
const imported: readonly CatalogDataset[] = [
  aitslabBioimaging1,
  bbbc007,
  bbbc020,
  bbbc030,
  bbbc039,
  cellBinDb,
  cellpose,
  conic,
  cpdmi2023,
  cryoNuSeg,
  ctc,
  cytoDark0,
  deepBacs,
  digestPath,
  dsb2018,
  dynamicNuclearNet,
  evican,
  heLaCytoNuc,
  hpaCellSegmentation,
  liveCell,
  lpcNucSeg,
  lynsec,
  neurIps2022,
  nuInsSeg,
  omnipose,
  panNuke,
  pcns,
  puma,
  sBsst265,
  tissueNet,
  vicarQpi,
  yeaZ,
];

/** Every catalogued dataset, by name. A new one is an object of its own and a row above. */
export const catalogDatasets: readonly CatalogDataset[] = [...imported, ...listedDatasets].sort((a, b) =>
  a.name.localeCompare(b.name, 'en'),
);

/** The catalogued dataset that a layout reads; undefined for layouts of any origin, such as `coco`. */
export function catalogDatasetFor(layout: string): CatalogDataset | undefined {
  return catalogDatasets.find((dataset) => dataset.layout === layout);
}

import type { CatalogDataset } from './catalog-dataset.ts';
import { cpm15, cpm17 } from './cpm.ts';
import { cellBinDb } from './cellbindb.ts';
import { bbbc020, bbbc030, heLaCytoNuc, hpaCellSegmentation, vicarQpi } from './cells-in-culture.ts';
import { evican, liveCell } from './culture.ts';
import { consep, glysac, lizard } from './digestive-tract.ts';
import { dsb2018, dynamicNuclearNet, tissueNet } from './fluorescence.ts';
import { cellpose, cpdmi2023, ctc, neurIps2022 } from './generalist-sets.ts';
import { conic, cytoDark0, lynsec, panNuke, pcns, puma } from './histology-patches.ts';
import { cryoNuSeg, digestPath, nuInsSeg } from './histology.ts';
import { crcHistoPhenotypes, ihcTma, janowczyk, nuCls } from './refused-tissue.ts';
import { kumar, monuSac, monuSeg } from './tcga-nuclei.ts';
import { listedCulture } from './listed-culture.ts';
import { listedTissue } from './listed-tissue.ts';
import { listedDatasets } from './listed.ts';
import { deepBacs, omnipose, yeaZ } from './microbes.ts';
import { aitslabBioimaging1, bbbc007, bbbc039, lpcNucSeg, sBsst265 } from './nuclei-in-culture.ts';
import { tnbc } from './tnbc.ts';
import { withGettingCommand } from './getting-command.ts';
import { inWords } from './in-words.ts';

/** Datasets with more facts than the reason why they cannot be used. */
const described: readonly CatalogDataset[] = [
  aitslabBioimaging1,
  bbbc007,
  bbbc020,
  bbbc030,
  bbbc039,
  cellBinDb,
  cellpose,
  conic,
  consep,
  cpdmi2023,
  cpm15,
  cpm17,
  crcHistoPhenotypes,
  cryoNuSeg,
  ctc,
  cytoDark0,
  deepBacs,
  digestPath,
  dsb2018,
  dynamicNuclearNet,
  evican,
  glysac,
  heLaCytoNuc,
  hpaCellSegmentation,
  ihcTma,
  janowczyk,
  kumar,
  liveCell,
  lizard,
  lpcNucSeg,
  lynsec,
  monuSac,
  monuSeg,
  neurIps2022,
  nuCls,
  nuInsSeg,
  omnipose,
  panNuke,
  pcns,
  puma,
  sBsst265,
  tissueNet,
  tnbc,
  vicarQpi,
  yeaZ,
];

/** Every catalogued dataset, by name. A new one is an object of its own and a row above. */
export const catalogDatasets: readonly CatalogDataset[] = [
  ...described,
  ...listedDatasets,
  ...listedTissue,
  ...listedCulture,
]
  .map(inWords)
  .map(withGettingCommand)
  .sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** The catalogued dataset that a layout reads; undefined for layouts of any origin, such as `coco`. */
export function catalogDatasetFor(layout: string): CatalogDataset | undefined {
  return catalogDatasets.find((dataset) => dataset.layout === layout);
}

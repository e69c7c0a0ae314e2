import type { CatalogModel } from './catalog-entry.ts';
import { cellpose, cellposeSam } from './models/cellpose.ts';
import { cellSam, lacss, mesmer, microSam } from './models/generalists.ts';
import { cuts, deepCeNS, diffKillR, edgeEnhancement, threeDCellSeg, twoDCellSeg, wsispd } from './models/listed.ts';
import { cellSeg, hoverNet, instanSeg, starDist } from './models/nuclei.ts';

/** Every catalogued model, by name. A new one is an object of its own and a row here. */
export const catalogModels: readonly CatalogModel[] = [
  twoDCellSeg,
  threeDCellSeg,
  cellpose,
  cellposeSam,
  cellSam,
  cellSeg,
  cuts,
  deepCeNS,
  diffKillR,
  edgeEnhancement,
  hoverNet,
  instanSeg,
  lacss,
  mesmer,
  microSam,
  starDist,
  wsispd,
];

import type { CatalogModel } from './catalog-model.ts';
import { cellpose, cellposeSam } from './cellpose.ts';
import { cellViT } from './cellvit.ts';
import { cellposeDino, dinoCell, pathoSam, sam2, sam3 } from './foundation.ts';
import { cellSam, lacss, mesmer, microSam } from './generalists.ts';
import { cuts, deepCeNS, diffKillR, edgeEnhancement, threeDCellSeg, twoDCellSeg, wsispd } from './listed.ts';
import { cellSeg, hoverNet, instanSeg, starDist } from './nuclei.ts';

/** Every catalogued model, by name. A new one is an object of its own and a row here. */
export const catalogModels: readonly CatalogModel[] = [
  twoDCellSeg,
  threeDCellSeg,
  cellpose,
  cellposeDino,
  cellposeSam,
  cellSam,
  cellSeg,
  cellViT,
  cuts,
  deepCeNS,
  diffKillR,
  dinoCell,
  edgeEnhancement,
  hoverNet,
  instanSeg,
  lacss,
  mesmer,
  microSam,
  pathoSam,
  sam2,
  sam3,
  starDist,
  wsispd,
];

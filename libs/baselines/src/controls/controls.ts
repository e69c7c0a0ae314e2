import type { Control } from './control.ts';
import { emptyPrediction } from './empty-prediction.ts';
import { erodedTruth } from './eroded-truth.ts';
import { mergedNeighbours } from './merged-neighbours.ts';
import { oneCell } from './one-cell.ts';
import { voronoiCells } from './voronoi-cells.ts';

/** Every control, from no knowledge of the truth to most. */
export const controls: readonly Control[] = [emptyPrediction, oneCell, voronoiCells, mergedNeighbours, erodedTruth];

/** The control of a slug, undefined where there is none. */
export function findControl(slug: string): Control | undefined {
  return controls.find((control) => control.slug === slug);
}

import type { CellShapes } from '@cellboard/labels';

import type { WorkBudget } from '../budget/work-budget.ts';
import { CellRows } from './cell-rows.ts';
import { ExtremePixels } from './extreme-pixels.ts';
import { noCells } from './no-cells.ts';
import { RunTrees } from './run-trees.ts';
import type { SearchSettings } from './search-settings.ts';

/**
 * The cells of one image, with all that distances from them and to them are read from.
 *
 * One object serves many images: it keeps its memory.
 */
export class CellGeometry {
  shapes: CellShapes = noCells;
  readonly extremes: ExtremePixels;
  readonly rows: CellRows;
  readonly trees: RunTrees;

  constructor({ leafRuns, bandRows }: SearchSettings, budget: WorkBudget) {
    this.extremes = new ExtremePixels(budget);
    this.rows = new CellRows(bandRows);
    this.trees = new RunTrees(leafRuns, budget);
  }

  /** Begins with the cells of another image; {@link noCells} lets go of the last one. */
  reset(shapes: CellShapes): void {
    this.shapes = shapes;
    this.extremes.reset(shapes);
    this.rows.reset(shapes);
    this.trees.reset(shapes);
  }
}

/** A cell of an image. */
export interface GeometryCell {
  readonly of: CellGeometry;
  readonly number: number;
}

/** Sizes at which the search for nearest cells changes its ways. No distance depends on them, only time and memory. */
export interface SearchSettings {
  /** Cells of at most so many runs are measured run by run, others by rows and trees. */
  readonly smallRuns: number;
  /** Cells in a leaf of the tree over boxes. */
  readonly leafCells: number;
  /** Runs in a leaf of the tree over a cell's runs. */
  readonly leafRuns: number;
  /** Rows of a cell that are looked at together. */
  readonly bandRows: number;
  /** Rows of a cell that are tried before its tree. */
  readonly nearRows: number;
}

/** The sizes that were found to be fast. */
export const usualSettings: SearchSettings = { smallRuns: 96, leafCells: 8, leafRuns: 8, bandRows: 32, nearRows: 4 };

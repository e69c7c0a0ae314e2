/**
 * Counts the steps of a computation, so that what would take hours ends in seconds, and at the same step on every
 * machine: a clock would not.
 */
export class WorkBudget {
  spent = 0;
  private limit = Infinity;

  /** Begins anew with so many steps. */
  open(limit: number): void {
    this.spent = 0;
    this.limit = limit;
  }

  get isSpent(): boolean {
    return this.spent > this.limit;
  }
}

/** Steps for each pixel of the image, and besides: images that look like cells take 0.1 to 0.25 per pixel. */
const STEPS_PER_PIXEL = 50;
const STEPS_BESIDES = 10_000_000;

/** Steps that the assignment of AJI+ may take; a step takes 10 to 40 ns. */
export function stepsFor(pixels: number): number {
  return STEPS_PER_PIXEL * pixels + STEPS_BESIDES;
}

/**
 * Steps that each run of a sparse cell, which fills little of its box, counts for before the search for the nearest
 * cells begins. The more such runs there are, the further apart in memory lies what a step reads: it takes 10 ns among
 * compact cells, 25 ns in noise.
 */
const STEPS_PER_SPARSE_RUN = 23;

/** Steps that the search for the nearest cells, mHD, may take in images that have so many runs of sparse cells together. */
export function searchStepsFor(pixels: number, sparseRuns: number): number {
  return stepsFor(pixels) - STEPS_PER_SPARSE_RUN * sparseRuns;
}

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

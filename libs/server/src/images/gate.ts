/** Lets a fixed number of tasks run at once; the others wait and run in the order they came. */
export class Gate {
  private readonly waiting: (() => void)[] = [];

  /** @param free how many may run at once, from 1 */
  constructor(private free: number) {}

  async pass<T>(task: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }
}

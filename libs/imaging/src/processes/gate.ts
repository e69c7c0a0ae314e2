/** Lets a fixed number of tasks run at once; the others wait and run in the order they came. */
export class Gate {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param places how many may run at once, from 1 */
  constructor(places: number) {
    this.#free = places;
  }

  /** @param signal ends the waiting; the promise is then rejected with the signal's reason */
  async pass<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (this.#free > 0) this.#free--;
    else await this.#wait(signal);
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(signal?.reason as Error);
      };
      this.#waiting.push(enter);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }
}

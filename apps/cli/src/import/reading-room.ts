/** Bytes of files and label images that are held at once: those of a few usual images, or of one large one. */
const MOST_BYTES = 32e6;

/**
 * Lets images be read at the same time as far as their files fit into memory. How large the next one is shows when it
 * has been read; until then it counts as much as the one before it, and the first one is read alone.
 */
export class ReadingRoom {
  readonly #mostBytes: number;
  #inside = 0;
  #held = 0;
  #usual = Infinity;
  #waiting: (() => void)[] = [];

  constructor(mostBytes = MOST_BYTES) {
    this.#mostBytes = mostBytes;
  }

  /**
   * Does something with an image, as soon as there is room for it.
   *
   * @param work says how many bytes it holds as soon as it knows
   */
  async within<T>(work: (hold: (bytes: number) => void) => Promise<T>): Promise<T> {
    while (this.#inside > 0 && this.#held + this.#usual > this.#mostBytes)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    let own = Number.isFinite(this.#usual) ? this.#usual : 0;
    this.#inside++;
    this.#held += own;
    try {
      return await work((bytes) => {
        this.#held += bytes - own;
        own = bytes;
        this.#usual = bytes;
        this.#wake();
      });
    } finally {
      this.#inside--;
      this.#held -= own;
      this.#wake();
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

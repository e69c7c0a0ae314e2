/** Something on the graphics card. */
export interface OnCard {
  readonly bytes: number;
  dispose(): void;
}

/** Frames after which what is not drawn any more is removed: some seconds of moving. */
const LONGEST_REST = 600;

/**
 * Keeps what was sent to the graphics card by what it was made of. What was not drawn for the longest time is removed
 * where more than the given number of bytes is in use, and what was not drawn for 600 frames; what is drawn in this
 * frame always stays.
 */
export class TextureCache<K extends object, T extends OnCard> {
  readonly #most: number;
  readonly #make: (key: K) => T;
  /** In the order of their last use. */
  readonly #entries = new Map<K, { readonly value: T; frame: number }>();
  #frame = 0;

  constructor(most: number, make: (key: K) => T) {
    this.#most = most;
    this.#make = make;
  }

  get(key: K): T {
    const entry = this.#entries.get(key) ?? { value: this.#make(key), frame: 0 };
    entry.frame = this.#frame;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Ends a frame. */
  trim(): void {
    let bytes = 0;
    for (const { value } of this.#entries.values()) bytes += value.bytes;
    for (const [key, { value, frame }] of this.#entries) {
      const isFresh = bytes <= this.#most && this.#frame - frame < LONGEST_REST;
      if (isFresh || frame === this.#frame) break;
      this.#entries.delete(key);
      value.dispose();
      bytes -= value.bytes;
    }
    this.#frame++;
  }

  dispose(): void {
    for (const { value } of this.#entries.values()) value.dispose();
    this.#entries.clear();
  }
}

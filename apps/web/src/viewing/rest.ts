/** Does something once nothing has happened for a while: with one timer, however often something happens. */
export class Rest {
  readonly #ms: number;
  readonly #then: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = 0;
  #isHeld = false;
  /** Whether something happened that `then` was not called for yet. */
  #isWaiting = false;

  /** @param ms how long nothing happens before `then` is called */
  constructor(ms: number, then: () => void) {
    this.#ms = ms;
    this.#then = then;
  }

  /** Something happened. */
  touch(): void {
    this.#last = performance.now();
    this.#isWaiting = true;
    if (!this.#isHeld) this.#timer ??= setTimeout(this.#check, this.#ms);
  }

  /** While it is held, such as by a pointer that is down, nothing rests. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    if (!isHeld && this.#isWaiting) this.touch();
  }

  /** Forgets what happened. */
  cancel(): void {
    this.#isWaiting = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #check = (): void => {
    this.#timer = undefined;
    if (this.#isHeld) return;
    const left = this.#last + this.#ms - performance.now();
    if (left > 0) {
      this.#timer = setTimeout(this.#check, left);
      return;
    }
    this.#isWaiting = false;
    this.#then();
  };
}

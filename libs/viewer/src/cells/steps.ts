/** Work that can be stopped after each step, so that a page stays usable meanwhile. */
export type Steps<T> = Generator<undefined, T>;

/** Does all of it at once. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
  }
}

/** How work is cut into slices. */
export interface Slices {
  /** Waits until other work was done. */
  readonly pause: () => Promise<unknown>;
  /** Milliseconds of a slice, at most about. */
  readonly most?: number;
}

/** Does it in slices. */
export async function inSlices<T>(steps: Steps<T>, { pause, most = 12 }: Slices): Promise<T> {
  for (let start = performance.now(); ;) {
    const next = steps.next();
    if (next.done === true) return next.value;
    if (performance.now() - start < most) continue;
    await pause();
    start = performance.now();
  }
}

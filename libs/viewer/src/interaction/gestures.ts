import type { Point } from '../view/view.ts';

/** What fingers and pointers that move do in a panel, in its CSS pixels. */
export type Move =
  | { readonly type: 'pan'; readonly by: Point }
  | { readonly type: 'zoom'; readonly factor: number; readonly about: Point };

/** CSS pixels that a finger may tremble by while it taps. */
const TREMBLE = 4;

/** Lines and pages of a wheel in pixels, by `WheelEvent.deltaMode`. */
const WHEEL_UNITS = [1, 16, 400] as const;

/** Makes one gesture of the pointers that are down: one moves the image, two zoom it as well. */
export class Gestures {
  readonly #down = new Map<number, Point>();
  /** The largest distance of a pointer from where it went down, until it moves the image. */
  #moved = 0;
  #pinched = false;

  /** Whether a pointer is down. */
  get isActive(): boolean {
    return this.#down.size > 0;
  }

  press(pointer: number, at: Point): void {
    if (this.#down.size === 0) {
      this.#moved = 0;
      this.#pinched = false;
    }
    this.#down.set(pointer, at);
    if (this.#down.size > 1) this.#pinched = true;
  }

  /** What follows from moving a pointer; nothing where it is not down, or only trembles. */
  move(pointer: number, at: Point): Move[] {
    const from = this.#down.get(pointer);
    if (!from) return [];
    const before = this.#span();
    // A pointer that trembles stays where it went down: what counts is how far it is from there, not how often it moved.
    this.#moved = Math.max(this.#moved, Math.hypot(at.x - from.x, at.y - from.y));
    if (this.#moved <= TREMBLE && !this.#pinched) return [];
    this.#down.set(pointer, at);
    const after = this.#span();
    const by = { x: after.middle.x - before.middle.x, y: after.middle.y - before.middle.y };
    const pan: Move[] = by.x === 0 && by.y === 0 ? [] : [{ type: 'pan', by }];
    if (before.width < 1 || after.width < 1) return pan;
    return [...pan, { type: 'zoom', factor: after.width / before.width, about: after.middle }];
  }

  /** Lifts a pointer. Returns whether it was a click: it did not move, and no other was down. */
  release(pointer: number): boolean {
    const wasDown = this.#down.delete(pointer);
    return wasDown && this.#down.size === 0 && !this.#pinched && this.#moved <= TREMBLE;
  }

  /** Forgets a pointer, such as one that the browser took to scroll the page; one that is not down changes nothing. */
  cancel(pointer: number): void {
    if (this.#down.delete(pointer)) this.#moved = Infinity;
  }

  /** The middle of the first two pointers, and how far apart they are. */
  #span(): { readonly middle: Point; readonly width: number } {
    const [a = { x: 0, y: 0 }, b] = [...this.#down.values()];
    if (!b) return { middle: a, width: 0 };
    return { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, width: Math.hypot(a.x - b.x, a.y - b.y) };
  }
}

/** How much a turn of the wheel zooms: 100 pixels by about a fifth. */
export function wheelFactor({ deltaY, deltaMode }: Pick<WheelEvent, 'deltaY' | 'deltaMode'>): number {
  const pixels = deltaY * (WHEEL_UNITS[deltaMode] ?? 1);
  return Math.exp(-Math.max(-300, Math.min(300, pixels)) * 0.002);
}

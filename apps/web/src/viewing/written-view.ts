import type { ViewerState } from '@cellboard/viewer';
import { Rest } from './rest.ts';
import { partOf, stateOf, type Shown, type ViewPart } from './view-state.ts';

/** What a view and its address are kept alike with. */
export interface Written extends Shown {
  /** What the address says of the view. */
  readonly part: ViewPart;
  /** Whether all that the address names is in the model: until then nothing of it is given up. */
  readonly isComplete: boolean;
  /** Takes what the view came to rest as, for the address. */
  readonly onPart: (part: ViewPart) => void;
  /** Makes the viewer show a state. */
  readonly restore: (state: ViewerState) => void;
}

const textOf = (part: ViewPart): string => JSON.stringify(part, Object.keys(part).sort());

/** What another view has of its own. */
function changes(from: ViewPart, to: ViewPart): Partial<ViewPart> {
  const other = Object.entries(to).filter(([name, value]) => from[name as keyof ViewPart] !== value);
  return Object.fromEntries(other);
}

/**
 * Keeps an address and a viewer alike. A state is put into words only once it rests, since there is one in each frame
 * while an image moves.
 */
export class WrittenView {
  readonly #rest: Rest;
  #now: Written | undefined;
  /** What both last agreed on. */
  #agreed: string;
  /** What the viewer shows, written or not; `#pending` where that is not in words yet. */
  #live: ViewPart;
  #pending: { readonly state: ViewerState; readonly shown: Shown } | undefined;

  /** @param restMs milliseconds that a view rests before it is written into the address */
  constructor(part: ViewPart, restMs = 250) {
    this.#live = part;
    this.#agreed = textOf(part);
    this.#rest = new Rest(restMs, () => {
      this.#write();
    });
  }

  /** What holds from now on. */
  update(now: Written): void {
    this.#now = now;
  }

  /** Makes the viewer show what the address says, if that changed, else what it showed before. */
  follow(): void {
    if (!this.#now) return;
    const wanted = textOf(this.#now.part);
    if (wanted !== this.#agreed) {
      this.#rest.cancel();
      this.#agreed = wanted;
      this.#pending = undefined;
      this.#live = this.#now.part;
    }
    // Segmentations may have other indices in another model: the words say which was meant.
    this.#now.restore(stateOf(this.#words(), this.#now));
  }

  /** The viewer has another state. */
  report(state: ViewerState): void {
    const now = this.#now;
    // While another model is being put in, the state speaks of the old one.
    if (!now || state.panels.length !== now.panels.length) return;
    if (now.isComplete) {
      this.#pending = { state, shown: now };
      this.#rest.touch();
      return;
    }
    this.#rest.cancel();
    const live = this.#words();
    // What is not there yet cannot be shown, such as all panels but the first: only what a person changed is taken.
    const { cell, p: _p, ch, ...rest } = changes(partOf(stateOf(live, now), now), partOf(state, now));
    this.#live = { ...live, ...rest, ...(cell && { cell }), ...(ch && { ch }) };
  }

  /** Nothing is written while a pointer is down that moves the image. */
  hold(isHeld: boolean): void {
    this.#rest.hold(isHeld);
  }

  stop(): void {
    this.#rest.cancel();
  }

  #words(): ViewPart {
    if (this.#pending) this.#live = partOf(this.#pending.state, this.#pending.shown);
    this.#pending = undefined;
    return this.#live;
  }

  #write(): void {
    const part = this.#words();
    if (!this.#now || textOf(part) === this.#agreed) return;
    this.#agreed = textOf(part);
    this.#now.onPart(part);
    // The address has rounded numbers: from here on the picture is the one that others see.
    this.#now.restore(stateOf(part, this.#now));
  }
}

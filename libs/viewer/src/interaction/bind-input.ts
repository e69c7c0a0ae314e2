import type { Point } from '../view/view.ts';
import { Gestures, wheelFactor } from './gestures.ts';
import { keyCommand } from './keys.ts';
import type { ViewerStore } from './store.ts';
import type { CellRef } from './state.ts';

/** What a page does about input beside what the store does. */
export interface InputEvents {
  /** The person asks for the image before (-1) or the next one (1). */
  readonly onImage?: (by: 1 | -1) => void;
  /** A cell was selected by hand or by key; null: none is selected any more. */
  readonly onSelect?: (cell: CellRef | null) => void;
}

/**
 * Listens to pointers, fingers, the wheel and keys. Keys and the wheel act only while the focus is inside of the
 * element, so that a page scrolls as usual; with Ctrl, the wheel zooms at once. Keys pressed in a control, such as a
 * button inside of it, stay with the control.
 *
 * @param element has the panels in it, from its top left corner
 * @returns stops listening
 */
export function bindInput(element: HTMLElement, store: ViewerStore, events: InputEvents = {}): () => void {
  const input = new Input(element, store, events);
  const stop = new AbortController();
  const listen = <K extends keyof HTMLElementEventMap>(type: K, on: (event: HTMLElementEventMap[K]) => void) => {
    element.addEventListener(type, on, { signal: stop.signal, passive: false });
  };
  listen('pointerdown', input.onDown);
  listen('pointermove', input.onMove);
  listen('pointerup', input.onUp);
  listen('pointercancel', input.onCancel);
  listen('lostpointercapture', input.onCancel);
  listen('pointerleave', input.onLeave);
  listen('wheel', input.onWheel);
  listen('keydown', input.onKey);
  return () => {
    stop.abort();
  };
}

class Input {
  readonly #element: HTMLElement;
  readonly #store: ViewerStore;
  readonly #events: InputEvents;
  readonly #gestures = new Gestures();
  /** The panel that the pointers went down in. */
  #panel = 0;

  constructor(element: HTMLElement, store: ViewerStore, events: InputEvents) {
    this.#element = element;
    this.#store = store;
    this.#events = events;
  }

  readonly onDown = (event: PointerEvent): void => {
    if (event.button !== 0 || isControl(event.target)) return;
    const place = this.#place(event);
    if (!place && !this.#gestures.isActive) return;
    if (!this.#gestures.isActive && place) this.#panel = place.panel;
    this.#element.focus({ preventScroll: true });
    capture(this.#element, event.pointerId);
    this.#store.dispatch({ type: 'activate', panel: this.#panel });
    this.#gestures.press(event.pointerId, this.#inPanel(event, this.#panel));
  };

  readonly onMove = (event: PointerEvent): void => {
    const at = event.pointerType === 'touch' ? null : this.#place(event);
    const moved = this.#gestures.isActive
      ? this.#gestures.move(event.pointerId, this.#inPanel(event, this.#panel))
      : [];
    // Once for both, because listeners have much to do.
    this.#store.dispatch(...moved.map((move) => ({ ...move, panel: this.#panel })), { type: 'pointer', at });
  };

  readonly onUp = (event: PointerEvent): void => {
    if (!this.#gestures.release(event.pointerId)) return;
    const panel = this.#panel;
    const cell = this.#store.cellIn({ panel, point: this.#inPanel(event, panel) });
    this.#store.dispatch({ type: 'select', panel, cell });
    this.#events.onSelect?.(cell);
  };

  readonly onCancel = (event: PointerEvent): void => {
    this.#gestures.cancel(event.pointerId);
  };

  readonly onLeave = (): void => {
    this.#store.dispatch({ type: 'pointer', at: null });
  };

  readonly onWheel = (event: WheelEvent): void => {
    const place = this.#place(event);
    const isOurs = event.ctrlKey || this.#element.contains(this.#element.ownerDocument.activeElement);
    if (!place || !isOurs) return;
    event.preventDefault();
    const zoom = { type: 'zoom', factor: wheelFactor(event), about: place.point } as const;
    this.#store.dispatch({ ...zoom, panel: place.panel });
  };

  readonly onKey = (event: KeyboardEvent): void => {
    if (isControl(event.target)) return;
    const { state, model, frameOf } = this.#store;
    const command = keyCommand(event, { state, model, frameOf });
    if (!command) return;
    event.preventDefault();
    if (command.type === 'image') {
      this.#events.onImage?.(command.by);
    } else if (command.type === 'disagreement') {
      const cell = this.#store.nextDisagreement();
      if (cell) this.#events.onSelect?.(cell);
    } else {
      this.#store.dispatch(command);
      if (command.type === 'select') this.#events.onSelect?.(command.cell);
    }
  };

  /** The panel under a pointer and the place in it; null between panels. */
  #place(event: MouseEvent): { readonly panel: number; readonly point: Point } | null {
    const { rects } = this.#store.layout;
    for (let panel = 0; panel < rects.length; panel++) {
      const point = this.#inPanel(event, panel);
      const { x, y, width, height, frame = { x, y } } = rects[panel]!;
      const [across, down] = [point.x + frame.x - x, point.y + frame.y - y];
      if (across >= 0 && down >= 0 && across < width && down < height) return { panel, point };
    }
    return null;
  }

  #inPanel({ clientX, clientY }: MouseEvent, panel: number): Point {
    const { left, top } = this.#element.getBoundingClientRect();
    const rect = this.#store.layout.rects[panel];
    const { x = 0, y = 0 } = rect?.frame ?? rect ?? {};
    const { clientLeft, clientTop } = this.#element;
    return { x: clientX - left - clientLeft - x, y: clientY - top - clientTop - y };
  }
}

/** Keeps a pointer also where it leaves the element. Pointers that a test makes up cannot be kept. */
function capture(element: HTMLElement, pointer: number): void {
  try {
    element.setPointerCapture(pointer);
  } catch {
    // The pointer was lifted in the meantime.
  }
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, input, select, textarea, a, [role="slider"]') !== null;
}

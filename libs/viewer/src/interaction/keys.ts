import type { FrameOf, ViewerAction, ViewerState } from './state.ts';
import type { ViewerModel } from './model.ts';

/** A key that was pressed, as `KeyboardEvent` has it. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey?: boolean;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
  readonly altKey?: boolean;
}

/** What a key asks for beside an action on the state. */
export type KeyCommand =
  ViewerAction | { readonly type: 'image'; readonly by: 1 | -1 } | { readonly type: 'disagreement' };

/** CSS pixels that an arrow key moves the image by. */
const STEP = 50;

/** How much larger + makes the image. */
const LARGER = 1.25;

/** Where keys find what they act on. */
export interface KeyContext {
  readonly state: ViewerState;
  readonly model: ViewerModel;
  readonly frameOf: FrameOf;
}

/** Keys and what they do, for a list of shortcuts. */
export const SHORTCUTS: readonly (readonly [keys: string, what: string])[] = [
  ['Arrow keys', 'Move the image'],
  ['+ −', 'Zoom in and out'],
  ['0', 'Show the whole image'],
  ['X', 'Masks on and off'],
  ['Z', 'Outlines on and off'],
  ['T', 'Outlines of the ground truth in every panel on and off'],
  ['M', 'Missed cells on and off'],
  ['Space', 'Next segmentation in this panel; with Shift the one before'],
  ['A D', 'Image before, next image'],
  ['N', 'Next cell on which segmentations disagree'],
  ['1 … 9', 'Act on this panel'],
  ['Alt with an arrow key', 'Move this panel to another place'],
  ['Escape', 'Select nothing'],
];

/** Null where there is nothing to do, so that the page may have the key. */
type Handler = (context: KeyContext, press: KeyPress) => KeyCommand | null;

const move =
  (x: number, y: number): Handler =>
  ({ state }) => ({ type: 'pan', panel: state.active, by: { x: x * STEP, y: y * STEP } });

const zoomBy =
  (factor: number): Handler =>
  ({ state, frameOf }) => {
    const { width, height } = frameOf(state.active).panel;
    return { type: 'zoom', panel: state.active, factor, about: { x: width / 2, y: height / 2 } };
  };

const HANDLERS: Readonly<Record<string, Handler>> = {
  // An arrow says where to look: the image moves the other way.
  arrowleft: move(1, 0),
  arrowright: move(-1, 0),
  arrowup: move(0, 1),
  arrowdown: move(0, -1),
  '+': zoomBy(LARGER),
  '=': zoomBy(LARGER),
  '-': zoomBy(1 / LARGER),
  '0': ({ state }) => ({ type: 'view', panel: state.active, view: null }),
  x: ({ state }) => ({ type: 'look', look: { masks: !state.masks } }),
  z: ({ state }) => ({ type: 'look', look: { outlines: !state.outlines } }),
  t: ({ state }) => ({ type: 'look', look: { truthOutlines: !state.truthOutlines } }),
  m: ({ state }) => ({ type: 'look', look: { missed: !state.missed } }),
  a: () => ({ type: 'image', by: -1 }),
  d: () => ({ type: 'image', by: 1 }),
  n: () => ({ type: 'disagreement' }),
  escape: ({ state }) =>
    state.panels[state.active]?.selection ? { type: 'select', panel: state.active, cell: null } : null,
  ' ': (context, { shiftKey }) => nextSegmentation(context, shiftKey === true ? -1 : 1),
};

/** A digit from 1 on is a panel; an action on a panel that does not exist changes nothing. */
const panelOf = (key: string): ViewerAction | undefined =>
  /^[1-9]$/.test(key) ? { type: 'activate', panel: Number(key) - 1 } : undefined;

/** What a key does; null where it is not ours, as with Ctrl, Alt or Meta. */
export function keyCommand(press: KeyPress, context: KeyContext): KeyCommand | null {
  if (press.ctrlKey === true || press.metaKey === true || press.altKey === true) return null;
  return HANDLERS[press.key.toLowerCase()]?.(context, press) ?? panelOf(press.key) ?? null;
}

/** Switches the segmentation of the active panel: the view stays. */
function nextSegmentation({ state, model }: KeyContext, by: 1 | -1): ViewerAction {
  const all = model.segmentations.map(({ index }) => index);
  const shown = state.panels[state.active]?.segmentation ?? null;
  const place = shown === null ? (by === 1 ? -1 : 0) : all.indexOf(shown);
  return { type: 'segmentation', panel: state.active, index: all.at((place + by) % all.length) ?? null };
}

import type { CellShapes } from '@cellboard/labels';

const none = new Int32Array(0);

/** The shapes of an image without cells: what objects that serve many images hold in between. */
export const noCells: CellShapes = {
  first: Uint32Array.of(0, 0),
  row: none,
  left: none,
  right: none,
  area: Uint32Array.of(0),
  top: Int32Array.of(0),
  bottom: Int32Array.of(0),
  boxLeft: Int32Array.of(0),
  boxRight: Int32Array.of(0),
};

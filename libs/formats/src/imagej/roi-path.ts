import { FormatError } from '../format-error.ts';
import { toRing, type Ring } from '../shapes/polygon.ts';

/** Straight pieces that a curve is cut into: with cells of a hundred pixels a piece is about one pixel long. */
const PIECES = 32;

/** Points after the start of each segment type: move, line, quadratic curve, cubic curve, close. */
const POINTS = [1, 1, 2, 3, 0];

const MOVE = 0;
const CLOSE = 4;
const START = 64;

/**
 * Reads the path of a composed ImageJ region: segments as 32-bit floats, type and points in turn (java.awt.geom
 * PathIterator). Curves become lines; overlapping parts cut each other out (even-odd).
 *
 * @param size numbers of the path
 * @throws FormatError TRUNCATED or CORRUPT
 */
export function readShapePath(view: DataView, size: number): Ring[] {
  if (START + size * 4 > view.byteLength) {
    throw new FormatError(
      'TRUNCATED',
      `The ImageJ region's path has ${size} numbers, but the file ends after ${view.byteLength} bytes.`,
    );
  }
  const number = (i: number) => view.getFloat32(START + i * 4);
  const rings: Ring[] = [];
  let open: number[] = [];
  const close = () => {
    if (open.length >= 6) rings.push(toRing(open));
    open = [];
  };
  for (let i = 0; i < size;) {
    const type = number(i);
    const points = POINTS[type];
    if (points === undefined || i + 1 + points * 2 > size) {
      throw new FormatError('CORRUPT', `The ImageJ region's path has a segment of type ${type} that does not fit.`);
    }
    if (type === MOVE || type === CLOSE) close();
    const coordinates = Array.from({ length: points * 2 }, (_, k) => number(i + 1 + k));
    open.push(...(points < 2 ? coordinates : curve([...open.slice(-2), ...coordinates])));
    i += 1 + points * 2;
  }
  close();
  return rings;
}

/** Points on a Bézier curve after its start, by de Casteljau's construction. */
function curve(control: readonly number[]): number[] {
  const out: number[] = [];
  for (let piece = 1; piece <= PIECES; piece++) {
    const t = piece / PIECES;
    let row = control;
    while (row.length > 2) {
      const above = row;
      row = above.slice(2).map((value, i) => above[i]! + (value - above[i]!) * t);
    }
    out.push(...row);
  }
  return out;
}

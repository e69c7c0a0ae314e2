import type { GreyPlane, Mask, Objects } from './plane.ts';

/** A grey plane from rows of numbers. */
export function grey(...rows: readonly (readonly number[])[]): GreyPlane {
  return { width: rows[0]!.length, height: rows.length, data: Float32Array.from(rows.flat()) };
}

/** A mask from rows of text: `#` is inside, everything else outside. */
export function mask(...rows: readonly string[]): Mask {
  const data = Uint8Array.from(rows.join(''), (letter) => (letter === '#' ? 1 : 0));
  return { width: rows[0]!.length, height: rows.length, data };
}

/** Objects from rows of text: `.` is none, digits are their numbers. */
export function objects(...rows: readonly string[]): Objects {
  const data = Uint32Array.from(rows.join(''), (letter) => (letter === '.' ? 0 : Number(letter)));
  return { width: rows[0]!.length, height: rows.length, data, count: Math.max(...data) };
}

/** The rows of a plane as text, the way {@link objects} reads them. */
export function rows({ width, data }: { width: number; data: Uint32Array | Uint8Array | Uint16Array }): string[] {
  const letters = Array.from(data, (value) => (value === 0 ? '.' : String(value))).join('');
  return letters.match(new RegExp(`.{${width}}`, 'g')) ?? [];
}

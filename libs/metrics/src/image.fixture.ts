import { toLabelImage, type LabelImage } from '@cellboard/labels';
import ndarray from 'ndarray';

/** A label image drawn in rows of digits and letters (a is cell 10); a dot is background. */
export function image(rows: readonly string[]): LabelImage {
  const ids = rows.flatMap((row) => Array.from(row, (mark) => (mark === '.' ? 0 : parseInt(mark, 36))));
  return toLabelImage(ndarray(Uint16Array.from(ids), [rows.length, rows[0]!.length]));
}

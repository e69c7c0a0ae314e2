import { encodeLabels } from '@cellboard/formats/node';
import { emptyLabelImage } from '@cellboard/labels';

/** The file of a label image drawn as rows of ids, one digit a pixel: `['110', '002']`. */
export function labelFile(...rows: readonly string[]): Promise<Uint8Array> {
  const { pixels } = emptyLabelImage(rows.length, rows[0]?.length ?? 0);
  for (const [y, row] of rows.entries()) for (const [x, id] of Array.from(row).entries()) pixels.set(y, x, Number(id));
  return encodeLabels(pixels);
}

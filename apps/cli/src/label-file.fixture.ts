import { encodeLabels } from '@cellboard/formats/node';
import { emptyLabelImage } from '@cellboard/labels';

/** The file of a label image drawn as rows of ids. */
export function labelFile(rows: readonly (readonly number[])[]): Promise<Uint8Array> {
  const { pixels } = emptyLabelImage(rows.length, rows[0]?.length ?? 0);
  for (const [y, row] of rows.entries()) for (const [x, id] of row.entries()) pixels.set(y, x, id);
  return encodeLabels(pixels);
}

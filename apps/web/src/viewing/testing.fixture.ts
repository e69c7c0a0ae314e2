import { ndArray, toLabelImage, type LabelImage } from '@cellboard/labels';
import { ViewerModel } from '@cellboard/viewer';

/** A label image drawn in rows of digits; a dot is background. */
export function drawn(...rows: readonly string[]): LabelImage {
  const ids = rows.flatMap((row) => Array.from(row, (mark) => (mark === '.' ? 0 : Number(mark))));
  return toLabelImage(ndArray(Uint16Array.from(ids), [rows.length, rows[0]?.length ?? 0]));
}

/** Cell 1 is found, 2 and 3 are taken for one, 4 is missed; 9 is invented. The second candidate finds all but 1. */
export const model = new ViewerModel({
  image: ndArray(
    Uint16Array.from({ length: 30 }, (_, i) => i * 100),
    [5, 6, 1],
  ),
  pixelSize: { x: 0.5, y: 0.5 },
  truth: { name: 'Ground truth', labels: drawn('11..22', '11..33', '......', '4.....', '4.....') },
  predictions: [
    { name: 'Merger', labels: drawn('11..77', '11..77', '......', '...99.', '......') },
    { name: 'Finder', labels: drawn('....22', '....33', '......', '4.....', '4.....') },
  ],
});

export const words = ['truth', 'merger/default', 'finder/v2'];

import { findBaseline, toCellImage } from '@cellboard/baselines';
import { encodeLabels } from '@cellboard/formats/node';
import { decodeImage } from '@cellboard/imaging';
import { readFile } from 'node:fs/promises';

/** An image to be segmented, by the path of its file, and the slug of the method. */
export interface Segmentation {
  readonly baseline: string;
  readonly image: string;
}

/** Segments an image; answers the file of the label image. */
export async function segment({ baseline, image }: Segmentation): Promise<Uint8Array> {
  const method = findBaseline(baseline);
  if (!method) throw new Error(`There is no built-in method ${baseline}.`);
  return encodeLabels(method.segment(toCellImage(await decodeImage(await readFile(image)))));
}

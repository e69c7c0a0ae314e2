import { findBaseline } from '@cellboard/baselines';
import { decodeSamples, encodeLabels, openFileSource } from '@cellboard/formats/node';

/** An image to be segmented, by the path of its file, and the slug of the method. */
export interface Segmentation {
  readonly baseline: string;
  readonly image: string;
}

/** Segments an image from the samples of its file. Returns the file of the label image. */
export async function segment({ baseline, image }: Segmentation): Promise<Uint8Array> {
  const method = findBaseline(baseline);
  if (!method) throw new Error(`There is no built-in method ${baseline}.`);
  await using file = await openFileSource(image);
  return await encodeLabels(method.segment(await decodeSamples(file)));
}

import { demoImages, encodePng8 } from '@cellboard/demo-data';
import { encodeLabels } from '@cellboard/formats/node';

/** The files of a drawn image. */
export interface DrawnImage {
  readonly image: Uint8Array;
  readonly truth: Uint8Array;
}

/** Draws the demo image of that name. */
export async function draw(name: string): Promise<DrawnImage> {
  const found = demoImages().find((image) => image.name === name);
  if (!found) throw new Error(`There is no demo image ${name}.`);
  const { image, truth } = found.render();
  return { image: encodePng8(image), truth: await encodeLabels(truth) };
}

import { ndArray, toLabelImage, toOriginalIds } from '@cellboard/labels';
import { decodeLabelPixels, inspect, writeLabels } from './node.ts';
import { labelWriters, type LabelWriter } from './label-writers.ts';

const pixels = [0, 3, 3, 0, 0, 3, 3, 900, 0, 0, 900, 900];
const labels = toLabelImage(ndArray(Uint32Array.from(pixels), [3, 4]));
const write = (as: LabelWriter, image = labels) => writeLabels(image, { as, fileName: 'a.png' });

it.each(labelWriters)('writes %s, which is read back pixel by pixel', async (as) => {
  const bytes = await write(as);
  const size = { height: 3, width: 4 };
  const read = Array.from((await decodeLabelPixels(bytes, { size })).data);
  // Formats without ids number the cells in their order.
  const hasIds = !['geojson', 'coco', 'cellpose-outlines'].includes(as);
  expect(read).toEqual(hasIds ? Array.from(toOriginalIds(labels).data) : Array.from(labels.pixels.data));
});

it('takes 32 bits where an id needs them, and refuses a PNG then', async () => {
  const large = toLabelImage(ndArray(Uint32Array.from([0, 70_000]), [1, 2]));
  for (const as of ['tiff', 'npy', 'npz'] as const)
    expect(Array.from((await decodeLabelPixels(await write(as, large))).data)).toEqual([0, 70_000]);
  await expect(write('png', large)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  expect(await inspect(await write('tiff'))).toMatchObject({ dtype: 'uint16' });
});

it('writes an image without cells in every format', async () => {
  const empty = toLabelImage(ndArray(new Uint32Array(4), [2, 2]));
  for (const as of labelWriters) expect((await write(as, empty)).length).toBeGreaterThanOrEqual(0);
});

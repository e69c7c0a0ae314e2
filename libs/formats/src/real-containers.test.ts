import { existsSync, readFileSync } from 'node:fs';
import { decodeLabelPixels } from './decode-labels.ts';
import { decodeImage, readPlanes } from './display/display-image.ts';

/** Real files of other tools, which lie beside the repository where it is developed. */
const DATA = new URL('../../../../shared/data/samples/', import.meta.url);
const here = existsSync(DATA);
const read = (path: string) => new Uint8Array(readFileSync(new URL(path, DATA)));

if (!here) console.warn('Skipped: there are no real files beside the repository (../shared/data).');
const withData = here ? it : it.skip;

withData('an ilastik file holds the labels of its sibling in TIFF, pixel by pixel', async () => {
  const siblings = 'generated_from_dsb/00071198d059';
  const truth = await decodeLabelPixels(read(`${siblings}_cp_masks.tif`));
  const labels = await decodeLabelPixels(read(`${siblings}_ilastik_Object Identities.h5`));
  expect(labels.shape).toEqual(truth.shape);
  expect(Uint32Array.from(labels.data)).toEqual(Uint32Array.from(truth.data));
});

withData('OME-TIFF files of other tools have the planes that they state', async () => {
  const planes = {
    'viv/packages/loaders/tests/fixtures/multi-channel.ome.tif': { channels: 3, z: 1, t: 1 },
    'viv/sites/avivator/data/multifile-Z1.ome.tiff': { channels: 1, z: 1, t: 1 },
    'biaflows_utilities/tests/metrics/imgs/ref_pixcla/GT.ome.tif': { channels: 1, z: 5, t: 1 },
    'aicsimageio/s_1_t_1_c_1_z_1.ome.tiff': { channels: 1, z: 1, t: 1 },
  };
  for (const [path, expected] of Object.entries(planes)) {
    expect([path, await readPlanes(read(path))]).toEqual([path, expected]);
    const { channels } = await decodeImage(read(path));
    expect([path, channels]).toEqual([path, expected.channels === 1 ? 1 : 3]);
  }
});

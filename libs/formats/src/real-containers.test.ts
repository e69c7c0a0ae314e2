import { existsSync, readFileSync } from 'node:fs';
import { decodeLabelPixels } from './decode-labels.ts';
import { fileURLToPath } from 'node:url';
import { decodeImage, readPlanes } from './display/display-image.ts';
import { openPath } from './open-path.ts';

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

const folder = (path: string) => openPath(fileURLToPath(new URL(path, DATA)));

withData('an OME-Zarr folder holds the labels of its sibling in TIFF and the image of its sibling in PNG', async () => {
  const siblings = 'generated_from_dsb/00071198d059';
  const truth = await decodeLabelPixels(read(`${siblings}_cp_masks.tif`));
  const file = await folder(`${siblings}.ome.zarr`);
  const labels = await decodeLabelPixels(file);
  expect(labels.shape).toEqual(truth.shape);
  expect(Uint32Array.from(labels.data)).toEqual(Uint32Array.from(truth.data));
  expect(await readPlanes(file)).toEqual({ channels: 1, z: 1, t: 1 });
  expect(await decodeImage(file)).toMatchObject({ width: 256, height: 256, channels: 1 });
});

withData('OME-Zarr folders of other tools, of every version, are shown', async () => {
  const loaders = 'viv/packages/loaders/tests/fixtures';
  const images = {
    [`${loaders}/ome-zarr/blobs_image_v04.ome.zarr`]: { planes: { channels: 3, z: 1, t: 1 }, width: 12, height: 12 },
    [`${loaders}/ome-zarr/blobs_image_v05.ome.zarr`]: { planes: { channels: 3, z: 1, t: 1 }, width: 12, height: 12 },
    [`${loaders}/bioformats-zarr/data.zarr`]: { planes: { channels: 3, z: 1, t: 1 }, width: 439, height: 167 },
    'ome_zarr_py/tests/data/v1': { planes: { channels: 2, z: 1, t: 1 }, width: 16, height: 16 },
    'ome_zarr_py/tests/data/v2': { planes: { channels: 2, z: 1, t: 1 }, width: 16, height: 16 },
  };
  for (const [path, { planes, width, height }] of Object.entries(images)) {
    const file = await folder(path);
    expect([path, await readPlanes(file)]).toEqual([path, planes]);
    const image = await decodeImage(file);
    expect([path, image.width, image.height, image.channels]).toEqual([path, width, height, 3]);
    await expect(decodeLabelPixels(file)).rejects.toMatchObject({ code: 'SEVERAL_IMAGES' });
  }
});

withData('the same image in Zarr 2 and 3 and in OME-TIFF looks the same', async () => {
  const loaders = 'viv/packages/loaders/tests/fixtures';
  const both = await Promise.all(
    ['v04', 'v05'].map((name) => folder(`${loaders}/ome-zarr/blobs_image_${name}.ome.zarr`)),
  );
  const [older, newer] = await Promise.all(both.map((file) => decodeImage(file)));
  expect(newer).toEqual(older);
  const zarr = await decodeImage(await folder(`${loaders}/bioformats-zarr/data.zarr`));
  expect(await decodeImage(read(`${loaders}/multi-channel.ome.tif`))).toEqual(zarr);
});

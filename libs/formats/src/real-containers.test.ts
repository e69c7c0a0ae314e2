import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeLabelPixels, decodeSamples, openPath, readPlanes } from './node.ts';

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
    const { samples } = await decodeSamples(read(path));
    expect([path, samples.shape[2]]).toEqual([path, expected.channels]);
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
  const { samples } = await decodeSamples(file);
  expect([samples.shape, samples.dtype]).toEqual([[256, 256, 1], 'uint8']);
});

withData('OME-Zarr folders of other tools, of every version, are read', async () => {
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
    const { samples } = await decodeSamples(file);
    expect([path, samples.shape]).toEqual([path, [height, width, planes.channels]]);
    await expect(decodeLabelPixels(file)).rejects.toMatchObject({ code: 'SEVERAL_IMAGES' });
  }
});

withData('the same image in Zarr 2 and 3 and in OME-TIFF has the same samples', async () => {
  const loaders = 'viv/packages/loaders/tests/fixtures';
  const both = await Promise.all(
    ['v04', 'v05'].map((name) => folder(`${loaders}/ome-zarr/blobs_image_${name}.ome.zarr`)),
  );
  const [older, newer] = await Promise.all(both.map((file) => decodeSamples(file)));
  expect(newer?.samples).toEqual(older?.samples);
  const zarr = await decodeSamples(await folder(`${loaders}/bioformats-zarr/data.zarr`));
  const tiff = await decodeSamples(read(`${loaders}/multi-channel.ome.tif`));
  expect(tiff.samples).toEqual(zarr.samples);
});

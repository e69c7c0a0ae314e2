import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { head, meta, X, y } from '../deepcell/deepcell.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { npy, npz, table } from '../npz/npz.fixture.ts';
import { Dataset } from './layout.fixture.ts';

const { dynamicnuclearnet } = publishedLayouts;

describe('DynamicNuclearNet', () => {
  const frames = (specimens: readonly (readonly [file: string, specimen: string])[]) => ({
    X: npy('<f4', [specimens.length, 1, 2, 1], Float32Array.from(specimens.flatMap((_, i) => [i, i + 0.5]))),
    y: npy('<i4', [specimens.length, 1, 2, 1], Int32Array.from(specimens.flatMap((_, i) => [0, i]))),
    meta: table([head, ...specimens.map(([file, specimen]) => [file, 'e1', 0.65, 'TRUE', 6, specimen])]),
  });

  it('names and groups images by movie and frame', async () => {
    const rows = [
      ['x/set 1.trk', 'HeLa-S3'],
      ['y/RAW.tif', 'RAW264'],
      ['x/set 1.trk', 'HeLa-S3'],
    ] as const;
    await using dataset = await Dataset.make({ 'DynamicNuclearNet-segmentation-v1_0/test.npz': npz(frames(rows)) });
    const { images, notes } = await dataset.read(dynamicnuclearnet);
    expect(Object.keys(images)).toEqual(['set_1_000', 'RAW_000', 'set_1_001']);
    expect(images['set_1_001']).toMatchObject({
      cells: 1,
      tags: {
        cellType: 'HeLa-S3',
        modality: 'fluorescence',
        pixelSizeUm: 0.65,
        cluster: { kind: 'movie', key: 'set_1' },
        planeT: 1,
      },
    });
    expect(images['RAW_000']?.tags).toMatchObject({ cluster: { kind: 'movie', key: 'RAW' }, planeT: 0 });
    expect(images['set_1_000']?.cells).toBe(0);
    expect(notes[0]?.[1]).toContain('3 images are frames of 2 movies');
  });

  it('distinguishes movies of the same name by their folders', async () => {
    const rows = [
      ['x/0.trk', 'a'],
      ['y/0.trk', 'b'],
    ] as const;
    await using dataset = await Dataset.make({ 'val.npz': npz(frames(rows)) });
    expect(Object.keys((await dataset.read(dynamicnuclearnet)).images)).toEqual(['x_0_000', 'y_0_000']);
  });

  it('distinguishes movies whose names differ only at their end', async () => {
    const long = 'x'.repeat(100);
    const rows = [
      [`${long}/a.trk`, 'HeLa'],
      [`${long}/b.trk`, 'HeLa'],
    ] as const;
    await using dataset = await Dataset.make({ 'val.npz': npz(frames(rows)) });
    expect(Object.keys((await dataset.read(dynamicnuclearnet)).images)).toEqual(['a_000', 'b_000']);
  });

  it('names frames of a movie without a name by their part, so that those of other parts are kept', async () => {
    const one = npz(frames([['', 'HeLa-S3']]));
    await using dataset = await Dataset.make({ 'test.npz': one, 'train.npz': one });
    const { images, defects } = await dataset.read(dynamicnuclearnet);
    expect(defects).toEqual([]);
    expect(Object.keys(images)).toEqual(['test_000', 'train_000']);
    expect(images['test_000']?.tags).toMatchObject({ cluster: null, planeT: null });
  });

  it('names images by their place where no table says more, and refuses archives of TissueNet', async () => {
    const { X: images, y: labels } = frames([
      ['a', 'a'],
      ['b', 'b'],
    ]);
    await using dataset = await Dataset.make({ 'train.npz': npz({ X: images, y: labels }) });
    const found = await dataset.read(dynamicnuclearnet);
    expect(Object.keys(found.images)).toEqual(['train_0000', 'train_0001']);
    expect(found.images['train_0000']?.tags.cluster).toBeNull();
    expect(found.notes).toContainEqual(['train.npz', expect.stringContaining('There is no table "meta".')]);
    await dataset.put('train.npz', npz({ X, y, meta }));
    await expect(dataset.read(dynamicnuclearnet)).rejects.toThrow('images of 2 and truths of 2 channels');
    await expect(dataset.read(dynamicnuclearnet, { part: 'test' })).rejects.toThrow('no part "test"');
  });

  const real = fileURLToPath(
    new URL('../../../../../shared/data/samples/generated_from_dsb/deepcell_layout_test.npz', import.meta.url),
  );
  if (!existsSync(real)) console.warn(`Skipped: there is no archive at ${real}.`);
  (existsSync(real) ? it : it.skip)('reads an archive that NumPy wrote', async () => {
    await using dataset = await Dataset.make({ 'test.npz': await readFile(real) });
    const { images, defects } = await dataset.read(dynamicnuclearnet);
    expect(defects).toEqual([]);
    expect(images['a_000']).toMatchObject({ tags: { cellType: 'HeLa-S3', pixelSizeUm: 0.65 } });
    expect(images['a_000']?.cells).toBeGreaterThan(1);
  });
});

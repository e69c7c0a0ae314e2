import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeSamples } from '@cellboard/formats/node';
import { publishedLayouts } from '../layouts.ts';
import { provenanceOf } from '../provenance.ts';
import { npy, texts } from '../npz/npz.fixture.ts';
import { Dataset, imageOf, truthRows, type Rows } from './layout.fixture.ts';

const { pannuke } = publishedLayouts;

const none: Rows = [
  [0, 0, 0],
  [0, 0, 0],
];

/** Masks of one image, a channel after the other; channels that are left out are empty. */
function masks(...channels: Rows[]): number[] {
  return none.flatMap((row, y) =>
    row.flatMap((_, x) => Array.from({ length: 6 }, (__, channel) => channels[channel]?.[y]?.[x] ?? 0)),
  );
}

const clash = masks(
  [
    [1, 1, 0],
    [0, 0, 0],
  ],
  [
    [0, 1, 0],
    [0, 2, 2],
  ],
  none,
  none,
  none,
  [
    [0, 0, 1],
    [1, 0, 0],
  ],
);
const background = masks(none, none, none, none, none, [
  [1, 1, 1],
  [1, 1, 1],
]);
const grey = (value: number): number[] => Array.from({ length: 18 }, () => value);

const stack = (channels: number, ...frames: number[][]) =>
  npy('<f8', [frames.length, 2, 3, channels], Float64Array.from(frames.flat()));

/** A fold as its archive holds it. */
const fold = (number: number, ...frames: (readonly [image: number[], mask: number[], tissue: string])[]) => {
  const home = `Fold ${number}`;
  return {
    [`${home}/images/fold${number}/images.npy`]: stack(3, ...frames.map(([image]) => image)),
    [`${home}/images/fold${number}/types.npy`]: texts(frames.map(([, , tissue]) => tissue)),
    [`${home}/masks/fold${number}/masks.npy`]: stack(6, ...frames.map(([, mask]) => mask)),
    [`${home}/README.md`]: 'PanNuke',
  };
};

const twoFolds = () => ({
  ...fold(1, [grey(200), clash, 'Adrenal_gland'], [grey(255), background, 'HeadNeck']),
  ...fold(2, [Array.from({ length: 18 }, (_, i) => i), clash, 'Bile-duct']),
});

describe('PanNuke', () => {
  it('counts a nucleus for each value of a channel, not for the background, and keeps images without any', async () => {
    await using dataset = await Dataset.make(twoFolds());
    const found = await dataset.read(pannuke);
    expect(found.defects).toEqual([]);
    expect(
      Object.entries(found.images).map(([name, { cells, tags }]) => [name, cells, tags.tissue, tags.split]),
    ).toEqual([
      ['fold1_0000', 3, 'adrenal gland', 'fold 1'],
      ['fold1_0001', 0, 'head and neck', 'fold 1'],
      ['fold2_0000', 3, 'bile duct', 'fold 2'],
    ]);
    expect(found.images['fold1_0000']?.tags).toMatchObject({
      cellType: 'not stated',
      modality: 'brightfield',
      stain: 'H&E',
      pixelSizeUm: 0.25,
      cluster: null,
    });
    expect(await truthRows(found, 'fold1_0000')).toEqual([
      [1, 2, 0],
      [0, 3, 3],
    ]);
    expect(await truthRows(found, 'fold1_0001')).toEqual(none);
    expect(found.notes).toEqual([
      ['fold1_0000', 'Cells overlap in 1 pixel.'],
      ['fold1_0001', 'Its truth has no cells.'],
      ['fold2_0000', 'Cells overlap in 1 pixel.'],
    ]);
  });

  it('writes the images as pictures in colours, 8 bits each', async () => {
    await using dataset = await Dataset.make(twoFolds());
    const found = await dataset.read(pannuke, { part: 'fold2' });
    expect(Object.keys(found.images)).toEqual(['fold2_0000']);
    const { samples, colours } = await decodeSamples(await imageOf(found, 'fold2_0000'));
    expect([colours, samples.dtype, [...samples.data]]).toEqual([
      true,
      'uint8',
      Array.from({ length: 18 }, (_, i) => i),
    ]);
  });

  it.each([
    ['larger', [1, 1, 0], 2],
    ['later', [1, 2, 0], 3],
  ] as const)('gives pixels that two channels claim to the %s nucleus if asked to', async (overlap, row, cells) => {
    await using dataset = await Dataset.make(twoFolds());
    const found = await dataset.read(pannuke, { part: 'fold1', overlap });
    expect(found.images['fold1_0000']?.cells).toBe(cells);
    expect((await truthRows(found, 'fold1_0000'))[0]).toEqual(row);
  });

  it('refuses such pixels if asked to', async () => {
    await using dataset = await Dataset.make(twoFolds());
    const { defects } = await dataset.read(pannuke, { part: 'fold1', overlap: 'refuse' });
    expect(defects).toEqual([['fold1_0000', expect.stringContaining('both claim the pixel')]]);
  });

  it('says where its truth comes from, with its own rule for overlaps', async () => {
    await using dataset = await Dataset.make(twoFolds());
    const { overlap, files } = await provenanceOf('pannuke', { root: dataset.root, part: 'fold1' });
    expect([overlap, files.map(({ name }) => name)]).toEqual([
      'later',
      ['Fold 1/images/fold1/types.npy', 'Fold 1/masks/fold1/masks.npy'],
    ]);
  });

  it('is found one folder deeper, also without tissues', async () => {
    const files = Object.entries(fold(3, [grey(9), clash, 'Skin'])).filter(([path]) => !path.includes('types'));
    await using dataset = await Dataset.make(
      Object.fromEntries(files.map(([path, bytes]) => [`unpacked/fold_3/${path}`, bytes])),
    );
    const found = await dataset.read(pannuke);
    expect(found.images['fold3_0000']?.tags.tissue).toBeNull();
    expect(found.notes[0]).toEqual(['fold3', expect.stringContaining('no types.npy')]);
  });

  it('lists images whose numbers are no ids or no colours', async () => {
    const half = clash.map((value) => value / 2);
    const files = fold(1, [grey(1), half, 'Skin'], [grey(300), clash, 'Skin'], [grey(0.5), clash, 'Skin']);
    await using dataset = await Dataset.make(files);
    expect((await dataset.read(pannuke)).defects).toEqual([
      ['fold1_0000', expect.stringContaining('hold the value 0.5, but the ids of cells')],
      ['fold1_0001', expect.stringContaining('holds the value 300, but colours are')],
      ['fold1_0002', expect.stringContaining('holds the value 0.5, but colours are')],
    ]);
  });

  const masksPath = 'Fold 1/masks/fold1/masks.npy';
  it.each<[string, Record<string, Uint8Array | string>, string]>([
    ['masks that end early', { [masksPath]: stack(6, clash, clash).subarray(0, -8) }, 'do not go with'],
    ['masks of other images', { [masksPath]: stack(6, clash) }, 'with the same three sides in both'],
    ['masks without a background', { [masksPath]: stack(5, [...clash, ...clash].slice(0, 30)) }, 'with the same three'],
    ['masks that are a text', { [masksPath]: 'text' }, 'is not an NPY file'],
    ['too few tissues', { 'Fold 1/images/fold1/types.npy': texts(['Skin']) }, 'names 1 tissues, but there are 2'],
    ['the same fold twice', { 'copy/fold1/images.npy': stack(3, grey(1)) }, 'several files of the part fold1'],
  ])('is refused with %s', async (_, files, message) => {
    await using dataset = await Dataset.make({ ...twoFolds(), ...files });
    await expect(dataset.read(pannuke)).rejects.toThrow(message);
  });

  it('is refused where it does not lie', async () => {
    await using dataset = await Dataset.make(twoFolds());
    await expect(dataset.read(pannuke, { part: 'fold3' })).rejects.toThrow('The parts are fold1, fold2.');
    await using empty = await Dataset.make({ 'images.npy': stack(3, grey(1)) });
    await expect(empty.read(pannuke)).rejects.toMatchObject({ code: 'LAYOUT_NOT_FOUND' });
    const [images] = Object.entries(fold(1, [grey(1), clash, 'Skin']));
    await using half = await Dataset.make(Object.fromEntries(images ? [images] : []));
    await expect(half.read(pannuke)).rejects.toThrow('but not its masks.npy');
  });

  it('whose folds are counted from 0 is refused, since its fold 1 would be the second', async () => {
    const files = fold(1, [grey(1), clash, 'Skin']);
    const first = Object.entries(files).map(([path, file]) => [path.replaceAll(/fold ?1/gi, 'fold0'), file] as const);
    await using dataset = await Dataset.make({ ...files, ...Object.fromEntries(first) });
    await expect(dataset.read(pannuke)).rejects.toThrow('PanNuke counts them from 1');
  });

  it('of 20 GB takes no more memory than an image', async () => {
    await using dataset = await Dataset.make();
    const count = Math.ceil((20 * 2 ** 30) / (256 * 256 * 6 * 8));
    for (const [name, channels] of Object.entries({ images: 3, masks: 6 })) {
      const path = `Fold 1/${name}/fold1/${name}.npy`;
      const head = npy('<f8', [count, 256, 256, channels], new Float64Array());
      await dataset.put(path, head);
      await truncate(join(dataset.root, path), head.length + count * 256 * 256 * channels * 8);
    }
    const before = process.memoryUsage().rss;
    let read = 0;
    for await (const entry of pannuke?.read({ root: dataset.root }) ?? []) {
      if (entry.kind !== 'image') continue;
      expect([entry.name, entry.cells]).toEqual([`fold1_${String(read).padStart(4, '0')}`, 0]);
      if (++read === 40) break;
    }
    expect(read).toBe(40);
    expect(process.memoryUsage().rss - before).toBeLessThan(512 * 2 ** 20);
  });
});

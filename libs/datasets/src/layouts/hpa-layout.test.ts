import { decodeSamples } from '@cellboard/formats/node';
import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset, colourPng, imageOf, picturePng, png, truthRows, type Colour } from './layout.fixture.ts';

const hpa = publishedLayouts['hpa-cell-segmentation'];

const grey = (value: number) => png(Array.from({ length: 4 }, () => [value, value, value]));

/** A cell over columns 0 and 1 and the uppermost row: its rows count from the bottom of an image of 3×4 pixels. */
const cell = (type = 'Polygon') => ({
  type: 'Feature',
  geometry: {
    type,
    coordinates: [
      [
        [0, 4],
        [2, 4],
        [2, 3],
        [0, 3],
        [0, 4],
      ],
    ],
  },
  properties: { label: 'cell' },
});
const json = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features, bbox: [0, 0, 3, 4] });

const image = (home: string) => ({
  [`${home}/microtubules.png`]: grey(1),
  [`${home}/protein.png`]: grey(2),
  [`${home}/nuclei.png`]: grey(3),
  [`${home}/er.png`]: grey(4),
});
const first = 'hpa_dataset_v2/train/18_H9_1';
const files = () => ({
  ...image(first),
  [`${first}/annotation.json`]: json(cell()),
  ...image('hpa_dataset_v2/valid/20_A1_2'),
  'hpa_dataset_v2/valid/20_A1_2/annotation.json': json(),
  ...image('hpa_dataset_v2/test/21_B2_3'),
});

describe('HPA cell segmentation', () => {
  itReadsPairs({
    id: 'hpa-cell-segmentation',
    files,
    cells: { '18_H9_1': 1, '20_A1_2': 0 },
    name: '18_H9_1',
    image: `${first}/nuclei.png`,
    truth: `${first}/annotation.json`,
    otherSize: json({ ...cell(), geometry: { type: 'Polygon', coordinates: [[[90, 90], [95, 90], [95, 95]]] } }), // prettier-ignore
    mayLackTruth: true,
  });

  it('turns the outlines the right way up, and leaves images without any out', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(hpa);
    expect(await truthRows(found, '18_H9_1')).toEqual([
      [1, 1, 0],
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(found.images['20_A1_2']?.tags).toMatchObject({ modality: 'fluorescence', split: 'validation' });
    expect(found.notes).toContainEqual(['HPA cell segmentation', expect.stringContaining('1 image without a truth')]);
  });

  it('puts the four pictures into one image, in their order', async () => {
    await using dataset = await Dataset.make(files());
    const { samples } = await decodeSamples(await imageOf(await dataset.read(hpa), '18_H9_1'));
    expect([samples.shape, [0, 1, 2, 3].map((channel) => samples.get(2, 1, channel))]).toEqual([
      [4, 3, 4],
      [1, 2, 3, 4],
    ]);
  });

  it('takes coloured pictures by their brightness, and refuses others than belong together', async () => {
    const blue = picturePng(Array.from({ length: 4 }, () => Array.from({ length: 3 }, (): Colour => [0, 0, 77])));
    await using dataset = await Dataset.make({ ...files(), [`${first}/nuclei.png`]: blue });
    const found = await dataset.read(hpa, { part: 'train' });
    expect((await decodeSamples(await imageOf(found, '18_H9_1'))).samples.get(0, 0, 2)).toBe(77);
    await dataset.put(`${first}/er.png`, colourPng([[1, 2, 3]]));
    expect((await dataset.read(hpa, { part: 'train' })).defects).toEqual([
      ['18_H9_1', expect.stringContaining('One channel is 3×4 pixels, another 1×1')],
    ]);
  });
});

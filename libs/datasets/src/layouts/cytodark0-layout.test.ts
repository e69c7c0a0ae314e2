import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset, png, tiff, tiny, truthRows } from './layout.fixture.ts';

const { cytodark0 } = publishedLayouts;
const { image, right, empty, ids, numbered } = tiny;

const small = 'cytoDArk0/20x/1024x1024';
const large = 'cytoDArk0/40x/2048x2048';
const files = () => ({
  [`${small}/image/auditory_1.png`]: png(image),
  [`${small}/label/auditory_1.tiff`]: tiff(ids),
  [`${small}/graymask4/auditory_1.png`]: png(right),
  [`${small}/image/hippo_2.png`]: png(image),
  [`${small}/label/hippo_2.tiff`]: tiff(empty),
  [`${small}/folds.csv`]: 'img_id,fold\nauditory_1,2\nhippo_2,0\n',
  [`${large}/image/auditory_1.png`]: png(image),
  [`${large}/label/auditory_1.tiff`]: tiff(right),
  [`${large}/folds.csv`]: 'img_id,fold\nauditory_1,1\n',
});

describe('cytoDArk0', () => {
  itReadsPairs({
    id: 'cytodark0',
    files,
    cells: { auditory_1: 2, hippo_2: 0 },
    name: 'auditory_1',
    image: `${small}/image/auditory_1.png`,
    truth: `${small}/label/auditory_1.tiff`,
    otherSize: tiff([[1, 2]]),
  });

  it('reads one magnification, with the folds of its own table', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(cytodark0);
    expect(await truthRows(found, 'auditory_1')).toEqual(numbered);
    expect(found.images['auditory_1']?.tags).toMatchObject({ stain: 'Nissl', tissue: 'brain', split: 'test' });
    expect(found.images['hippo_2']?.tags.split).toBe('train');
    const other = await dataset.read(cytodark0, { part: '40x' });
    expect(other.images['auditory_1']).toMatchObject({ cells: 1, tags: { split: 'validation' } });
  });
});

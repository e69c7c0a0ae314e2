import { publishedLayouts } from '../layouts.ts';
import { Dataset, tiff, tiny } from './layout.fixture.ts';

const { cryonuseg } = publishedLayouts;
const { image, empty, ids } = tiny;

describe('CryoNuSeg', () => {
  const second = 'Annotator 1 (biologist second round of manual marks up)';
  const files = () => ({
    'tissue images/Human_AdrenalGland_01.tif': tiff(image),
    'Annotator 1 (biologist)/label masks modify/Human_AdrenalGland_01.tif': tiff(ids),
    'Annotator 1 (biologist)/label masks/Human_AdrenalGland_01.tif': tiff(image),
    [`${second}/${second}/label masks modify/Human_AdrenalGland_01.tif`]: tiff(image),
    'Annotator 2 (bioinformatician)/Annotator 2 (bioinformatician)/label masks modify/Human_AdrenalGland_01.tif':
      tiff(empty),
  });

  it.each([
    [undefined, 2],
    ['biologist-1', 2],
    ['biologist-2', 1],
    ['bioinformatician', 0],
  ])('takes for the part %s its own annotation', async (part, cells) => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(cryonuseg, { part });
    expect(found.defects).toEqual([]);
    expect(found.images['Human_AdrenalGland_01']).toMatchObject({
      cells,
      tags: { tissue: 'adrenal gland', stain: 'H&E', cluster: null },
    });
  });

  it('finds the folders of other mirrors', async () => {
    await using dataset = await Dataset.make({
      'tissue images/Human_Skin_02.tif': tiff(image),
      'label masks modify/Human_Skin_02.tif': tiff(ids),
      'Annotator_1_manual_up/label masks modify/Human_Skin_02.tif': tiff(image),
    });
    expect((await dataset.read(cryonuseg)).images['Human_Skin_02']?.cells).toBe(2);
    expect((await dataset.read(cryonuseg, { part: 'biologist-2' })).images['Human_Skin_02']?.cells).toBe(1);
    await expect(dataset.read(cryonuseg, { part: 'bioinformatician' })).rejects.toThrow(
      'holds no folder "label masks modify" of bioinformatician',
    );
  });

  it('groups images by the slide of TCGA that their names state', async () => {
    const name = 'TCGA-OR-A5J1-01A-01-TS1_a.tif';
    await using dataset = await Dataset.make({
      [`tissue images/${name}`]: tiff(image),
      [`label masks modify/${name}`]: tiff(ids),
    });
    const [found] = Object.values((await dataset.read(cryonuseg)).images);
    expect(found?.tags).toMatchObject({ tissue: null, cluster: { kind: 'slide', key: 'TCGA-OR-A5J1-01A-01-TS1' } });
  });

  it('does not choose between two folders of one annotation', async () => {
    await using dataset = await Dataset.make({
      ...files(),
      'copy/label masks modify/Human_AdrenalGland_01.tif': tiff(ids),
    });
    await expect(dataset.read(cryonuseg)).rejects.toThrow('more than one folder "label masks modify" of biologist-1');
  });

  it('lists an image that this annotator has not done', async () => {
    await using dataset = await Dataset.make({ ...files(), 'tissue images/Human_Skin_01.tif': tiff(image) });
    expect((await dataset.read(cryonuseg)).defects).toEqual([
      ['Human_Skin_01', expect.stringContaining('has no label image in Annotator 1 (biologist)/label masks modify')],
    ]);
  });
});

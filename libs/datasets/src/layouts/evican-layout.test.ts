import { box, cocoFile, image, listed } from '../coco/coco.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset, png, truthRows } from './layout.fixture.ts';

const { evican } = publishedLayouts;

describe('EVICAN', () => {
  const categories = [
    { id: 1, name: 'Cell' },
    { id: 2, name: 'Nucleus' },
  ];
  const files = async () => ({
    'annotations/instances_eval2019_easy_EVICAN2.json': cocoFile(
      [listed(1, '18_Caki.jpg')],
      [box(1, [-3, -2, 5, 5]), box(1, [0, 0, 1, 1], { category_id: 2 })],
      categories,
    ),
    'annotations/instances_eval2019_difficult_EVICAN2.json': cocoFile(
      [listed(1, '2_769p.jpg')],
      [box(1, [1, 1, 3, 2]), box(1, [90, 90, 5, 5]), box(1, [0, 0, 6, 4], { iscrowd: 1 })],
      categories,
    ),
    'annotations/instances_eval2019_difficult_EVICAN60.json': cocoFile([listed(1, '2_769p.jpg')], []),
    'annotations/instances_train2019_EVICAN2.json': cocoFile([listed(1, '5_HeLa.jpg')], []),
    'EVICAN_eval2019/18_Caki.jpg': await png(image),
    'EVICAN_eval2019/2_769p.jpg': await png(image),
    'EVICAN_eval2019/3_Background.jpg': await png(image),
  });
  const trainNote = [
    'annotations/instances_train2019_EVICAN2.json',
    expect.stringContaining('annotated in part') as string,
  ];

  it('reads the evaluation images, clips outlines, and leaves out what is not a cell', async () => {
    await using dataset = await Dataset.make(await files());
    const found = await dataset.read(evican, { outlined: 'cell' });
    expect(found.defects).toEqual([]);
    expect(found.notes).toEqual([
      trainNote,
      ['2_769p', '1 annotation is a crowd, a region of cells that were not told apart, and left out as no cell.'],
      ['2_769p', expect.stringContaining('lies outside the image of 6×4 pixels')],
    ]);
    expect(Object.keys(found.images).sort()).toEqual(['18_Caki', '2_769p']);
    expect(found.images['18_Caki']?.tags).toMatchObject({
      cellType: 'Caki',
      modality: 'brightfield or phase contrast',
      split: 'easy',
    });
    expect(found.images['2_769p']?.tags).toMatchObject({ cellType: '769-P', split: 'difficult' });
    expect((await truthRows(found, '18_Caki')).flat().filter((id) => id === 1)).toHaveLength(6);
    expect((await truthRows(found, '2_769p')).flat().filter((id) => id === 1)).toHaveLength(6);
  });

  it('has the nuclei as another truth, and three difficulties', async () => {
    await using dataset = await Dataset.make(await files());
    const found = await dataset.read(evican, { outlined: 'nucleus', part: 'easy' });
    expect(await truthRows(found, '18_Caki')).toEqual([
      [1, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
    ]);
    expect(Object.keys(found.images)).toEqual(['18_Caki']);
    await expect(dataset.read(evican, { part: 'medium' })).rejects.toThrow('The parts are difficult, easy.');
  });

  it('is refused where no category is what was asked for, since every truth would be empty', async () => {
    const name = 'annotations/instances_eval2019_easy_EVICAN2.json';
    for (const [categories, says] of [
      [[{ id: 1, name: 'Cell' }], 'has the categories Cell, but'],
      [[], 'has the categories none, but'],
    ] as const) {
      await using dataset = await Dataset.make({ [name]: cocoFile([listed(1, '18_Caki.jpg')], [], [...categories]) });
      await expect(dataset.read(evican, { outlined: 'nucleus' })).rejects.toMatchObject({
        code: 'ANNOTATIONS_UNREADABLE',
        message: expect.stringContaining(says) as string,
      });
    }
  });
});

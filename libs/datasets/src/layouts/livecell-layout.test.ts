import { box, cocoFile, image, listed } from '../coco/coco.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset, png, truthRows } from './layout.fixture.ts';

const { livecell } = publishedLayouts;

const well = 'A172_Phase_C7_1_02d16h00m_2';

describe('LIVECell', () => {
  it('paints the cells, whichever folders the images are in, and takes the cell type from the name', async () => {
    const annotations = cocoFile(
      [listed(7, `${well}.tif`)],
      [box(7, [0, 0, 4, 4]), box(7, [3, 0, 2, 2], { iscrowd: 0 })],
    );
    for (const folder of ['images/livecell_test_images', 'images/livecell_test_images/A172']) {
      await using dataset = await Dataset.make({
        'livecell_coco_test.json': annotations,
        [`${folder}/${well}.tif`]: await png(image),
      });
      const found = await dataset.read(livecell);
      expect(found).toMatchObject({ defects: [], notes: [[well, 'Cells overlap in 2 pixels.']] });
      expect(found.images[well]).toMatchObject({
        cells: 2,
        tags: {
          cellType: 'A172',
          modality: 'phase contrast',
          pixelSizeUm: 1.2429,
          cluster: { kind: 'well', key: 'A172 C7' },
          planeT: 3840,
        },
      });
      expect(await truthRows(found, well)).toEqual([
        [1, 1, 1, 2, 2, 0],
        [1, 1, 1, 2, 2, 0],
        [1, 1, 1, 1, 0, 0],
        [1, 1, 1, 1, 0, 0],
      ]);
    }
  });

  it('takes an image that is listed twice once if its cells are the same, else not at all', async () => {
    const images = [listed(1, 'A172_a.tif'), listed(2, 'A172_a.tif'), listed(3, 'A172_b.tif'), listed(4, 'A172_b.tif')];
    const cells = [box(1, [0, 0, 2, 2]), box(2, [0, 0, 2, 2]), box(3, [0, 0, 2, 2]), box(4, [0, 0, 3, 3])];
    await using dataset = await Dataset.make({
      'livecell_coco_train.json': cocoFile(images, cells),
      'images/A172_a.tif': await png(image),
      'images/A172_b.tif': await png(image),
    });
    const found = await dataset.read(livecell);
    expect(found.images['A172_a']?.cells).toBe(1);
    expect(found.notes).toEqual([['A172_a', expect.stringContaining('the ids 1, 2 with the same cells')]]);
    expect(found.same).toEqual([]);
    expect(found.defects).toEqual([['A172_b', expect.stringContaining('the ids 3, 4 with different cells')]]);
  });

  it('lists images of two parts, images that are not there, and cells annotated twice', async () => {
    const one = cocoFile([listed(1, 'A172_a.tif')], [box(1, [0, 0, 2, 2]), box(1, [0, 0, 2, 2])]);
    await using dataset = await Dataset.make({
      'livecell_coco_train.json': one,
      'livecell_coco_val.json': cocoFile([listed(1, 'A172_a.tif'), listed(2, 'BV2_c.tif')], [box(1, [0, 0, 2, 2])]),
      'images/A172_a.tif': await png(image),
    });
    const found = await dataset.read(livecell);
    expect(found.images['A172_a']?.cells).toBe(1);
    expect(found.notes).toEqual([['A172_a', 'Annotation 2 repeats the outline of another. It is left out.']]);
    expect(found.defects).toEqual([
      ['A172_a', expect.stringContaining('Another part holds an image of that name')],
      ['BV2_c', expect.stringContaining('there is no such image')],
    ]);
    expect((await dataset.read(livecell, { part: 'train' })).defects).toEqual([]);
    await expect(dataset.read(livecell, { part: 'test' })).rejects.toThrow('The parts are train, val.');
  });

  it('excludes an image with hardly any of the cells that others of its type have', async () => {
    const names = ['BV2_1.tif', 'BV2_2.tif', 'BV2_3.tif'];
    const many = [1, 2].flatMap((id) => Array.from({ length: 60 }, (_, i) => box(id, [i / 20, 0, 2, 2])));
    await using dataset = await Dataset.make({
      'livecell_coco_test.json': cocoFile(
        names.map((name, i) => listed(i + 1, name)),
        [...many, box(3, [0, 0, 2, 2])],
      ),
      ...Object.fromEntries(await Promise.all(names.map(async (name) => [name, await png(image)] as const))),
    });
    const { images, defects, same } = await dataset.read(livecell);
    expect(Object.keys(images)).toEqual(['BV2_1', 'BV2_2']);
    expect(same).toEqual([['BV2_2', 'The same image as BV2_1, byte for byte, under another name.']]);
    expect(defects).toEqual([['BV2_3', expect.stringContaining('Only 1 of its cells are annotated')]]);
  });

  it.each([
    ['no JSON', '{', 'not valid JSON'],
    ['no COCO', '{"categories":[]}', 'no list of objects named'],
    ['without proper categories', '{"images":[],"annotations":[],"categories":[{"id":"1"}]}', 'no list of categories'],
    ['annotations of nothing', cocoFile([], [box(5, [0, 0, 2, 2])]), 'belongs to image 5'],
  ])('is refused where its file is %s', async (_, text, words) => {
    await using dataset = await Dataset.make({ 'livecell_coco_test.json': text });
    await expect(dataset.read(livecell)).rejects.toMatchObject({
      code: 'ANNOTATIONS_UNREADABLE',
      message: expect.stringContaining(words) as string,
    });
  });

  it('is refused where there are no annotations', async () => {
    await using dataset = await Dataset.make({ 'images/a.tif': await png(image) });
    await expect(dataset.read(livecell)).rejects.toMatchObject({ code: 'LAYOUT_NOT_FOUND' });
  });
});

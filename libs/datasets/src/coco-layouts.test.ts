import { Dataset, png, truthRows, type Rows } from './layout.fixture.ts';
import { publishedLayouts } from './layouts.ts';

const { livecell, evican, coco } = publishedLayouts;

const image: Rows = Array.from({ length: 4 }, () => [9, 9, 9, 9, 9, 9]);

/** An annotation of a rectangle, as [x, y, width, height]; without `area`, as EVICAN has them. */
const box = (image_id: number, [x, y, w, h]: readonly [number, number, number, number], more: object = {}) => ({
  image_id,
  category_id: 1,
  segmentation: [[x, y, x + w, y, x + w, y + h, x, y + h]],
  ...more,
});

const listed = (id: number, file_name: string) => ({ id, file_name, width: 6, height: 4 });

function file(images: object[], annotations: object[], categories: object[] = [{ id: 1, name: 'cell' }]): string {
  return JSON.stringify({ images, categories, annotations: annotations.map((one, i) => ({ id: i + 1, ...one })) });
}

const well = 'A172_Phase_C7_1_02d16h00m_2';

describe('LIVECell', () => {
  it('paints the cells, whichever folders the images are in, and takes the cell type from the name', async () => {
    const annotations = file([listed(7, `${well}.tif`)], [box(7, [0, 0, 4, 4]), box(7, [3, 0, 2, 2], { iscrowd: 0 })]);
    for (const folder of ['images/livecell_test_images', 'images/livecell_test_images/A172']) {
      await using dataset = await Dataset.make({
        'livecell_coco_test.json': annotations,
        [`${folder}/${well}.tif`]: await png(image),
      });
      const found = await dataset.read(livecell);
      expect(found).toMatchObject({ defects: [], notes: [[well, 'Cells overlap in 2 pixels.']] });
      expect(found.images[well]).toMatchObject({
        cells: 2,
        tags: { cellType: 'A172', modality: 'phase contrast', pixelSizeUm: 1.2429 },
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
      'livecell_coco_train.json': file(images, cells),
      'images/A172_a.tif': await png(image),
      'images/A172_b.tif': await png(image),
    });
    const found = await dataset.read(livecell);
    expect(found.images['A172_a']?.cells).toBe(1);
    expect(found.notes).toEqual([['A172_a', expect.stringContaining('the ids 1, 2 with the same cells')]]);
    expect(found.same).toEqual([]);
    expect(found.defects).toEqual([['A172_b', expect.stringContaining('the ids 3, 4 with different cells')]]);
  });

  it('tells images of two parts, images that are not there, and cells annotated twice', async () => {
    const one = file([listed(1, 'A172_a.tif')], [box(1, [0, 0, 2, 2]), box(1, [0, 0, 2, 2])]);
    await using dataset = await Dataset.make({
      'livecell_coco_train.json': one,
      'livecell_coco_val.json': file([listed(1, 'A172_a.tif'), listed(2, 'BV2_c.tif')], [box(1, [0, 0, 2, 2])]),
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

  it('keeps out an image with hardly any of the cells that others of its type have', async () => {
    const names = ['BV2_1.tif', 'BV2_2.tif', 'BV2_3.tif'];
    const many = [1, 2].flatMap((id) => Array.from({ length: 60 }, (_, i) => box(id, [i / 20, 0, 2, 2])));
    await using dataset = await Dataset.make({
      'livecell_coco_test.json': file(
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
    ['annotations of nothing', file([], [box(5, [0, 0, 2, 2])]), 'belongs to image 5'],
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

describe('EVICAN', () => {
  const categories = [
    { id: 1, name: 'Cell' },
    { id: 2, name: 'Nucleus' },
  ];
  const files = async () => ({
    'annotations/instances_eval2019_easy_EVICAN2.json': file(
      [listed(1, '18_Caki.jpg')],
      [box(1, [-3, -2, 5, 5]), box(1, [0, 0, 1, 1], { category_id: 2 })],
      categories,
    ),
    'annotations/instances_eval2019_difficult_EVICAN2.json': file(
      [listed(1, '2_769p.jpg')],
      [box(1, [1, 1, 3, 2]), box(1, [90, 90, 5, 5]), box(1, [0, 0, 6, 4], { iscrowd: 1 })],
      categories,
    ),
    'annotations/instances_eval2019_difficult_EVICAN60.json': file([listed(1, '2_769p.jpg')], []),
    'annotations/instances_train2019_EVICAN2.json': file([listed(1, '5_HeLa.jpg')], []),
    'EVICAN_eval2019/18_Caki.jpg': await png(image),
    'EVICAN_eval2019/2_769p.jpg': await png(image),
    'EVICAN_eval2019/3_Background.jpg': await png(image),
  });
  const trainNote = [
    'annotations/instances_train2019_EVICAN2.json',
    expect.stringContaining('annotated in part') as string,
  ];

  it('reads the evaluation images, clips outlines, and leaves out what is no cell', async () => {
    await using dataset = await Dataset.make(await files());
    const found = await dataset.read(evican, { outlined: 'cell' });
    expect(found.defects).toEqual([]);
    expect(found.notes).toEqual([
      trainNote,
      ['2_769p', expect.stringContaining('lies outside the image of 6×4 pixels')],
      ['2_769p', 'Annotation 3 is a crowd, not one cell. It is left out.'],
    ]);
    expect(Object.keys(found.images).sort()).toEqual(['18_Caki', '2_769p']);
    expect(found.images['18_Caki']?.tags).toMatchObject({
      cellType: 'Caki',
      modality: 'brightfield or phase contrast (easy)',
    });
    expect(found.images['2_769p']?.tags.modality).toBe('brightfield or phase contrast (difficult)');
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
      await using dataset = await Dataset.make({ [name]: file([listed(1, '18_Caki.jpg')], [], [...categories]) });
      await expect(dataset.read(evican, { outlined: 'nucleus' })).rejects.toMatchObject({
        code: 'ANNOTATIONS_UNREADABLE',
        message: expect.stringContaining(says) as string,
      });
    }
  });
});

describe('COCO', () => {
  it('reads run lengths and polygons, each file a part, and lists sizes that differ', async () => {
    const runs = { image_id: 2, category_id: 9, segmentation: { size: [4, 6], counts: [1, 3, 20] } };
    await using dataset = await Dataset.make({
      'first.json': file([listed(1, 'a.png'), listed(2, 'sub/b.png')], [box(1, [0, 0, 2, 2]), runs]),
      'second.json': file([{ ...listed(1, 'c.png'), width: 7 }, listed(2, 'd.png')], []),
      'a.png': await png(image),
      'sub/b.png': await png(image),
      'c.png': await png(image),
      'x/d.png': await png(image),
      'y/d.png': await png(image),
    });
    const found = await dataset.read(coco, { tags: { cellType: 'yeast' } });
    expect(found.images['a']).toMatchObject({ cells: 1, tags: { cellType: 'yeast', modality: 'not stated' } });
    expect((await truthRows(found, 'b')).map(([first]) => first)).toEqual([0, 1, 1, 1]);
    expect(found.defects).toEqual([
      ['c', expect.stringContaining('The image is 6×4 pixels (width × height), but its truth is 7×4.')],
      ['d', expect.stringContaining('several images of that name: x/d.png, y/d.png')],
    ]);
    expect(Object.keys((await dataset.read(coco, { part: 'first' })).images)).toEqual(['a', 'b']);
  });

  it('refuses overlaps if asked to', async () => {
    await using dataset = await Dataset.make({
      'first.json': file([listed(1, 'a.png')], [box(1, [0, 0, 2, 2]), box(1, [1, 1, 2, 2])]),
      'a.png': await png(image),
    });
    expect((await dataset.read(coco, { overlap: 'refuse' })).defects).toEqual([
      ['a', expect.stringContaining('Cells 1 and 2 both claim the pixel')],
    ]);
  });
});

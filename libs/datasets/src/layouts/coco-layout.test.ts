import { box, cocoFile, image, listed } from '../coco/coco.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset, png, truthRows } from './layout.fixture.ts';

const { coco } = publishedLayouts;

describe('COCO', () => {
  it('reads run lengths and polygons, each file a part, and lists sizes that differ', async () => {
    const runs = { image_id: 2, category_id: 9, segmentation: { size: [4, 6], counts: [1, 3, 20] } };
    await using dataset = await Dataset.make({
      'first.json': cocoFile([listed(1, 'a.png'), listed(2, 'sub/b.png')], [box(1, [0, 0, 2, 2]), runs]),
      'second.json': cocoFile([{ ...listed(1, 'c.png'), width: 7 }, listed(2, 'd.png')], []),
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
      'first.json': cocoFile([listed(1, 'a.png')], [box(1, [0, 0, 2, 2]), box(1, [1, 1, 2, 2])]),
      'a.png': await png(image),
    });
    expect((await dataset.read(coco, { overlap: 'refuse' })).defects).toEqual([
      ['a', expect.stringContaining('Cells 1 and 2 both claim the pixel')],
    ]);
  });
});

import { decodeLabelPixels } from '@cellboard/formats/node';
import { publishedLayouts } from '../layouts.ts';
import { colourPng, Dataset, png, tiff, tiny, truthRows } from './layout.fixture.ts';

const { nuinsseg } = publishedLayouts;
const { image, right, empty, ids, numbered } = tiny;

describe('NuInsSeg', () => {
  it('takes the organ for the tissue, never reads summed masks, and leaves vague areas out', async () => {
    await using dataset = await Dataset.make({
      'human bladder/tissue images/human_bladder_01.png': await png(image),
      'human bladder/label masks modify/human_bladder_01.tif': await tiff(ids),
      'human bladder/label masks/human_bladder_01.tif': await tiff(image),
      'human bladder/vague areas/mask binary/human_bladder_01.png': await png(right),
      'mouse fat (white and brown)_subscapula/tissue images/mouse_fat_1.png': await png(image),
      'mouse fat (white and brown)_subscapula/label masks modify/mouse_fat_1.tif': await tiff(empty),
    });
    const found = await dataset.read(nuinsseg);
    expect(found.defects).toEqual([]);
    expect(found.images['human_bladder_01']).toMatchObject({
      cells: 2,
      tags: { cellType: 'not stated', modality: 'brightfield', stain: 'H&E', tissue: 'urinary bladder', cluster: null },
    });
    expect(await truthRows(found, 'human_bladder_01')).toEqual(numbered);
    expect(found.notes).toEqual([
      ['human_bladder_01', '2 pixels are ambiguous and not scored.'],
      ['mouse_fat_1', 'Its truth has no cells.'],
    ]);
    expect(found.images['human_bladder_01']?.ignoredPixels).toBe(2);
    const { ignore } = (await found.images['human_bladder_01']?.files()) ?? {};
    expect([...(await decodeLabelPixels(ignore ?? new Uint8Array())).data]).toEqual([0, 0, 0, 0, 1, 1]);
    expect(found.images['mouse_fat_1']?.ignoredPixels).toBe(0);
    expect((await found.images['mouse_fat_1']?.files())?.ignore).toBeNull();
    const one = await dataset.read(nuinsseg, { part: 'human bladder' });
    expect(Object.keys(one.images)).toEqual(['human_bladder_01']);
    await expect(dataset.read(nuinsseg, { part: 'human toe' })).rejects.toThrow(
      'The organs are human bladder, mouse fat',
    );
  });

  it('lists pairs that are not complete, other sizes and organs without labels', async () => {
    await using dataset = await Dataset.make({
      'human brain/tissue images/1.png': await png(image),
      'human brain/tissue images/2.png': await png(image),
      'human brain/label masks modify/2.tif': await tiff([[1, 2]]),
      'human brain/label masks modify/3.tif': await tiff(ids),
      'human brain/tissue images/4.png': await png(image),
      'human brain/label masks modify/4.tif': await tiff(ids),
      'human brain/tissue images/5.png': await png(image),
      'human brain/label masks modify/5.tif': await tiff(ids),
      'human brain/tissue images/6.png': await png(image),
      'human brain/label masks modify/6.tif': await tiff(ids),
      'human brain/vague areas/mask binary_vague/4.png': 'text',
      'human brain/vague areas/mask binary_vague/5.png': await png([[255, 0]]),
      'human brain/vague areas/mask binary_vague/6.png': await png(empty),
      'human brain/vague areas/mask binary_vague/6_mask.png': await png(right),
      'human brain/vague areas/mask binary_vague/7.png': await png(empty),
      'human lung/tissue images/1.png': await png(image),
      'human lung/label masks/1.tif': await tiff(ids),
    });
    const { images, defects, notes } = await dataset.read(nuinsseg);
    expect(images).toEqual({});
    expect(defects).toEqual([
      ['human brain 1', expect.stringContaining('has no label image')],
      ['human brain 3', expect.stringContaining('has no image')],
      ['human brain 6', expect.stringContaining('unclear to which image the masks')],
      ['human brain 2', expect.stringContaining('The image is 3×2 pixels (width × height), but its truth is 2×1.')],
      ['human brain 4', expect.stringContaining('4.png: ')],
      ['human brain 5', expect.stringContaining('The mask of its vague areas is 2×1 pixels')],
      ['human lung', expect.stringContaining('"label masks" cannot replace it')],
    ]);
    expect(notes).toEqual([['human brain 7', expect.stringContaining('7.png has no image in')]]);
  });

  it('takes every colour but black for vague, and nothing for a mask that is empty', async () => {
    const organ = (name: string) => `human liver/${name}`;
    const mask = colourPng([
      [0, 0, 0],
      [0, 0, 9],
      [255, 255, 255],
    ]);
    await using dataset = await Dataset.make({
      [organ('tissue images/1.png')]: await png([[9, 9, 9]]),
      [organ('label masks modify/1.tif')]: await tiff([[1, 0, 2]]),
      [organ('vague areas/mask binary/1.png')]: mask,
      [organ('tissue images/2.png')]: await png([[9, 9, 8]]),
      [organ('label masks modify/2.tif')]: await tiff([[1, 0, 2]]),
      [organ('vague areas/mask binary/2.png')]: await png([[0, 0, 0]]),
    });
    const { images, notes } = await dataset.read(nuinsseg);
    expect(images['1']).toMatchObject({ cells: 2, ignoredPixels: 2 });
    expect(images['2']).toMatchObject({ cells: 2, ignoredPixels: 0 });
    expect((await images['2']?.files())?.ignore).toBeNull();
    expect(notes).toEqual([['1', '2 pixels are ambiguous and not scored.']]);
  });

  it('groups images by the slide that their names state', async () => {
    await using dataset = await Dataset.make({
      'human liver/tissue images/slide_2_01.png': await png(image),
      'human liver/label masks modify/slide_2_01.tif': tiff(ids),
    });
    expect((await dataset.read(nuinsseg)).images['slide_2_01']?.tags.cluster).toEqual({
      kind: 'slide',
      key: 'human liver, slide 2',
    });
  });

  it('is refused where no organ lies', async () => {
    await using dataset = await Dataset.make({ 'a.png': await png(image) });
    await expect(dataset.read(nuinsseg)).rejects.toMatchObject({ code: 'LAYOUT_NOT_FOUND' });
  });
});

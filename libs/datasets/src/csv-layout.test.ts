import { Dataset, png, tiff, truthRows } from './layout.fixture.ts';
import { publishedLayouts } from './layouts.ts';

const { csv } = publishedLayouts;
const ids = [[5, 0, 9]];

describe('a CSV file', () => {
  it('names images, truths and tags', async () => {
    await using dataset = await Dataset.make({
      'list.csv':
        'image,label,cell_type,modality,pixel_size_um\nraw/a.png,gt/first.tif,yeast,phase,0.5\nb.png,b.png,,dic,\n',
      'raw/a.png': await png([[1, 2, 3]]),
      'gt/first.tif': await tiff(ids),
      'b.png': await png(ids),
    });
    const found = await dataset.read(csv, { tags: { stain: 'none' } });
    expect(found.images['a']?.tags).toEqual({
      cellType: 'yeast',
      modality: 'phase contrast',
      stain: 'none',
      tissue: null,
      pixelSizeUm: 0.5,
    });
    expect(await truthRows(found, 'a')).toEqual([[1, 0, 2]]);
    expect(found.defects).toEqual([['b', expect.stringContaining('Line 3: Its cell type is missing')]]);
  });

  it('lists lines that cannot be used', async () => {
    await using dataset = await Dataset.make({
      'list.csv': 'image,label\na.png,\nb.png,../b.png\nc.png,c.png\nx/c.png,c.png\nd.png,d.png\nd.png,d.png\n',
      'c.png': await png(ids),
      'd.png': await png(ids),
    });
    const found = await dataset.read(csv);
    expect(Object.keys(found.images)).toEqual(['c', 'd']);
    const lines = [
      'Line 7 cannot',
      'Line 2: The column "label" is empty',
      '../b.png lies outside',
      'Line 5: An image of that name',
    ];
    expect(found.defects).toHaveLength(lines.length);
    for (const [i, words] of lines.entries()) expect(found.defects[i]?.[1]).toContain(words);
  });

  it('is refused where it is missing, not the only one, or without its columns', async () => {
    await using dataset = await Dataset.make();
    await expect(dataset.read(csv)).rejects.toThrow('no CSV file');
    await dataset.put('a.csv', 'image\na.png\n');
    await expect(dataset.read(csv)).rejects.toThrow('no column "label"');
    await dataset.put('b.csv', 'image,label\n');
    await expect(dataset.read(csv)).rejects.toThrow('the CSV files a.csv, b.csv');
    expect((await dataset.read(csv, { part: 'b' })).images).toEqual({});
  });
});

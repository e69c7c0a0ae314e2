import { Dataset, noTags, png, tiff, truthRows } from './layout.fixture.ts';
import { publishedLayouts } from '../layouts.ts';

const { csv } = publishedLayouts;
const ids = [[5, 0, 9]];

describe('a CSV file', () => {
  it('names images, truths and tags', async () => {
    await using dataset = await Dataset.make({
      'list.csv':
        'image,label,cell_type,modality,pixel_size_um\nraw/a.png,gt/first.tif,yeast,phase,0.5\nb.png,b.png,,dic,\n',
      'raw/a.png': await png([[1, 2, 3]]),
      'gt/first.tif': tiff(ids),
      'b.png': await png(ids),
    });
    const found = await dataset.read(csv, { tags: { stain: 'none' } });
    expect(found.images['a']?.tags).toEqual({
      ...noTags,
      cellType: 'yeast',
      modality: 'phase contrast',
      stain: 'none',
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

describe('groups of images in a CSV file', () => {
  const read = async (text: string, source: Parameters<Dataset['read']>[1] = {}) => {
    const [image, other] = [await png([[1, 2, 3]]), await png([[3, 2, 1]])];
    await using dataset = await Dataset.make({ 'list.csv': text, 'a.png': image, 'b.png': other });
    const { images, defects } = await dataset.read(csv, source);
    const { cluster, split, planeZ, planeT } = images['a']?.tags ?? noTags;
    return { a: { cluster, split, planeZ, planeT }, b: images['b']?.tags.cluster, defects };
  };

  it('come from columns of the usual names', async () => {
    const text =
      'image,label,cluster,cluster_kind,split,plane_z,plane_t\na.png,a.png,m1,movie,test,,12\nb.png,b.png,,,,,\n';
    expect(await read(text)).toEqual({
      a: { cluster: { kind: 'movie', key: 'm1' }, split: 'test', planeZ: null, planeT: 12 },
      b: null,
      defects: [],
    });
  });

  it('come from the columns that are named, of one kind', async () => {
    const text = 'image,label,donor,z\na.png,a.png,P7,3\nb.png,b.png,P8,4\n';
    expect(await read(text, { columns: { cluster: 'donor', clusterKind: 'donor', planeZ: 'z' } })).toEqual({
      a: { cluster: { kind: 'donor', key: 'P7' }, split: null, planeZ: 3, planeT: null },
      b: { kind: 'donor', key: 'P8' },
      defects: [],
    });
  });

  it.each([
    [
      'cluster,cluster_kind',
      'm1,film',
      'kind of cluster is missing or cannot be used (line 2 of the manifest). Expected movie, slide, donor, well or field.',
    ],
    ['cluster,cluster_kind', 'm1,', 'kind of cluster is missing'],
    [
      'cluster,cluster_kind',
      `${'m'.repeat(201)},movie`,
      'cluster is missing or cannot be used (line 2 of the manifest). Expected a name of at most 200',
    ],
    [
      'plane_t',
      '1.5',
      'plane in time is missing or cannot be used (line 2 of the manifest). Expected a whole number from 0.',
    ],
    ['plane_z', '-1', 'plane in z is missing'],
    ['plane_z', 'top', 'plane in z is missing'],
  ])('with %s of %s are a defect', async (columns, values, message) => {
    const rest = ','.repeat(columns.split(',').length);
    const { defects } = await read(`image,label,${columns}\na.png,a.png,${values}\nb.png,b.png${rest}\n`);
    expect(defects).toEqual([['a', expect.stringContaining(message)]]);
  });

  it('need a kind, and columns that are there', async () => {
    const text = 'image,label,cluster\na.png,a.png,m1\n';
    await expect(read(text)).rejects.toThrow(
      'Add a column "cluster_kind", or choose one kind for all images: movie, slide',
    );
    await expect(read(text, { columns: { cluster: 'film', clusterKind: 'movie' } })).rejects.toThrow(
      'no column "film"',
    );
    await expect(read(text, { columns: { planeT: 'frame' } })).rejects.toThrow('no column "frame"');
    const bare = 'image,label\na.png,a.png\n';
    await expect(read(bare, { columns: { clusterKind: 'movie' } })).rejects.toThrow('has no column "cluster"');
  });
});

describe('images without truth in a CSV file', () => {
  const files = async () => ({
    'list.csv': 'image,label\na.png,a.tif\nb.png,\n',
    'a.png': await png([[1, 2, 3]]),
    'a.tif': tiff(ids),
    'b.png': await png([[3, 2, 1]]),
  });

  it('are defects', async () => {
    await using dataset = await Dataset.make(await files());
    expect((await dataset.read(csv)).defects).toEqual([
      [
        'b',
        'Line 3: The column "label" is empty. Name the label image there, remove the image, or use --without-truth to import it all the same: it is then shown and never scored.',
      ],
    ]);
  });

  it('are taken beside others where they are wanted', async () => {
    await using dataset = await Dataset.make(await files());
    const { images, defects, notes } = await dataset.read(csv, { withoutTruth: true });
    expect({ defects, notes }).toEqual({ defects: [], notes: [] });
    expect([images['a']?.cells, images['b']?.cells]).toEqual([2, null]);
    expect((await images['a']?.files())?.truth).not.toBeNull();
    expect(await images['b']?.files()).toMatchObject({ truth: null, ignore: null });
  });

  it('need no column for it; a label image that is missing stays a defect', async () => {
    await using dataset = await Dataset.make(await files());
    await dataset.put('list.csv', 'image\nb.png\n');
    expect((await dataset.read(csv, { withoutTruth: true })).images['b']?.cells).toBeNull();
    await dataset.put('list.csv', 'image,label\nb.png,gone.tif\n');
    expect((await dataset.read(csv, { withoutTruth: true })).defects).toEqual([
      ['b', expect.stringContaining('gone.tif cannot be read')],
    ]);
  });
});

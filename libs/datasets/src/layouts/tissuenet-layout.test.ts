import { existsSync } from 'node:fs';
import { readHeader } from '@cellboard/formats/node';
import { decodeImage } from '@cellboard/imaging';
import { head, meta, X, y } from '../deepcell/deepcell.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { evil, npy, npz, table, texts } from '../npz/npz.fixture.ts';
import { Dataset, imageOf, noTags, truthRows } from './layout.fixture.ts';

const { tissuenet } = publishedLayouts;

describe('TissueNet', () => {
  it('takes cells from the first and nuclei from the second channel of the truths, on the same image', async () => {
    await using dataset = await Dataset.make({ 'tissuenet_v1.1/tissuenet_v1.1_test.npz': npz({ X, y, meta }) });
    const cells = await dataset.read(tissuenet);
    expect(cells).toMatchObject({ defects: [], notes: [] });
    expect(Object.keys(cells.images)).toEqual(['test_0000', 'test_0001']);
    expect(await truthRows(cells, 'test_0000')).toEqual([
      [1, 1, 0],
      [1, 2, 2],
    ]);
    const nuclei = await dataset.read(tissuenet, { outlined: 'nucleus', part: 'test' });
    expect(await truthRows(nuclei, 'test_0000')).toEqual([
      [0, 2, 0],
      [0, 0, 1],
    ]);
    expect(nuclei.images['test_0000']?.cells).toBe(2);
    expect(await imageOf(nuclei, 'test_0000')).toEqual(await imageOf(cells, 'test_0000'));
    expect(await imageOf(await dataset.read(tissuenet), 'test_0001')).toEqual(await imageOf(cells, 'test_0001'));
  });

  it('writes the image in two channels of 32-bit floating point, nuclei first', async () => {
    await using dataset = await Dataset.make({ 'test.npz': npz({ X, y, meta }) });
    const image = await imageOf(await dataset.read(tissuenet), 'test_0000');
    expect(await readHeader(image)).toMatchObject({
      width: 3,
      height: 2,
      channels: 2,
      bitDepth: 32,
      sampleFormat: 'float',
    });
    const opposite = npy('<f4', [1, 1, 2, 2], Float32Array.from([1, 300, 2, 100]));
    await dataset.put('test.npz', npz({ X: opposite, y: npy('<i4', [1, 1, 2, 2], new Int32Array(4)) }));
    const file = await imageOf(await dataset.read(tissuenet), 'test_0000');
    expect([...(await decodeImage(file, { channel: 0 })).data]).toEqual([0, 255]);
    expect([...(await decodeImage(file, { channel: 1 })).data]).toEqual([255, 0]);
  });

  it('takes tags from the table of version 1.1, whose first row is its header, which may be repeated', async () => {
    await using dataset = await Dataset.make({ 'tissuenet_v1.1_test.npz': npz({ X, y, meta }) });
    const { images, notes } = await dataset.read(tissuenet);
    expect(notes).toEqual([]);
    expect(images['test_0000']?.tags).toEqual({
      ...noTags,
      cellType: 'tissue cell',
      modality: 'multiplexed fluorescence',
      stain: 'nuclear and membrane markers',
      tissue: 'lymph node',
      pixelSizeUm: 0.5,
      cluster: { kind: 'field', key: 'a.npz' },
    });
    expect(images['test_0001']?.tags).toMatchObject({ tissue: 'colon', pixelSizeUm: null });
  });

  it('takes tags from the lists of version 1.0, and notes that val has every field twice', async () => {
    const lists = { tissue_list: texts(['gi', 'breast']), platform_list: texts(['mibi', 'codex']) };
    await using dataset = await Dataset.make({ 'tissuenet_v1.0_val.npz': npz({ X, y, ...lists }) });
    const { images, notes } = await dataset.read(tissuenet, { tags: { cellType: 'Macrophages' } });
    expect(images['val_0000']?.tags).toMatchObject({
      cellType: 'macrophage',
      tissue: 'gastrointestinal tract',
      modality: 'mass spectrometry imaging',
      stain: 'nuclear and membrane markers',
    });
    expect(images['val_0001']?.tags).toMatchObject({ tissue: 'breast', modality: 'fluorescence' });
    expect(images['val_0001']?.tags.cluster).toBeNull();
    expect(notes).toEqual([['tissuenet_v1.0_val.npz', expect.stringContaining('twice, at two resolutions')]]);
  });

  const odd: readonly (readonly [name: string, says: string, arrays: Record<string, Uint8Array>])[] = [
    ['is not there', 'There is no table "meta".', {}],
    [
      'has a row too many',
      'has 3 rows beneath its header, but there are 2 images',
      { meta: table([head, ...Array.from({ length: 3 }, () => head.map(() => 'x'))]) },
    ],
    [
      'has no header',
      'does not name its columns',
      {
        meta: table([
          ['a', 'b'],
          ['c', 'd'],
          ['e', 'f'],
        ]),
      },
    ],
    ['is of numbers', 'a list of texts or a table was expected', { meta: npy('<f4', [2], new Float32Array(2)) }],
    [
      'is a list that is too short',
      'has 1 entries, but there are 2 images',
      { tissue_list: texts(['gi', 'gi']), platform_list: texts(['imc']) },
    ],
  ];
  it.each(odd)('guesses no tags where the table %s', async (_, says, arrays) => {
    await using dataset = await Dataset.make({ 'test.npz': npz({ X, y, ...arrays }) });
    const { images, notes } = await dataset.read(tissuenet);
    expect(notes).toEqual([['test.npz', expect.stringContaining(says)]]);
    expect(images['test_0000']?.tags).toMatchObject({ tissue: null, pixelSizeUm: null, cluster: null });
  });

  it('reads all parts or one, and refuses a part that is there twice', async () => {
    const one = npz({ X, y, meta });
    await using dataset = await Dataset.make({ 'train.npz': one, 'test.npz': one });
    expect(Object.keys((await dataset.read(tissuenet)).images)).toEqual([
      'test_0000',
      'test_0001',
      'train_0000',
      'train_0001',
    ]);
    expect((await dataset.read(tissuenet)).same).toHaveLength(2);
    await expect(dataset.read(tissuenet, { part: 'val' })).rejects.toThrow('The parts are test, train.');
    await dataset.put('v1.0/tissuenet_v1.0_test.npz', one);
    await expect(dataset.read(tissuenet, { part: 'test' })).rejects.toThrow('several files of the part test');
    expect(Object.keys((await dataset.read(tissuenet, { part: 'train' })).images)).toHaveLength(2);
  });

  const whole = npz({ X, y, meta });
  const broken: readonly (readonly [name: string, says: string, file: Uint8Array])[] = [
    ['is cut off', 'The archive cannot be read', whole.subarray(0, whole.length / 2)],
    ['is not an archive', 'The archive cannot be read', Buffer.from('text')],
    ['has no truths', 'holds the arrays X, but y was expected', npz({ X })],
    [
      'has one channel',
      'images of 1 and truths of 1 channels',
      npz({ X: npy('<f4', [2, 2, 3, 1], new Float32Array(12)), y: npy('<i4', [2, 2, 3, 1], new Int32Array(12)) }),
    ],
    [
      'has fewer truths than images',
      'with the same three sides in both',
      npz({ X, y: npy('<i4', [1, 2, 3, 2], new Int32Array(12)) }),
    ],
    [
      'has channels first',
      'with the same three sides in both',
      npz({ X: npy('<f4', [2, 2, 2, 3], new Float32Array(24)), y }),
    ],
    [
      'promises another shape',
      'claims the shape',
      npz({ X: npy('<f4', [3, 2, 3, 2], new Float32Array(24)), y: npy('<i4', [3, 2, 3, 2], new Int32Array(36)) }),
    ],
    ['wants to run something', 'wants to run "os system"', npz({ X, y, meta: evil() })],
  ];
  it.each(broken)('is refused where its archive %s', async (_, says, file) => {
    await using dataset = await Dataset.make({ 'test.npz': file });
    await expect(dataset.read(tissuenet)).rejects.toMatchObject({
      code: 'ANNOTATIONS_UNREADABLE',
      message: expect.stringContaining(says) as string,
    });
    expect(existsSync('owned')).toBe(false);
  });

  it('is refused where there is no archive', async () => {
    await using dataset = await Dataset.make({ 'other.npz': whole });
    await expect(dataset.read(tissuenet)).rejects.toMatchObject({ code: 'LAYOUT_NOT_FOUND' });
  });
});

import { gzipSync } from 'node:zlib';
import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset, png, tiny, truthRows } from './layout.fixture.ts';

const { pcns } = publishedLayouts;
const { image, right, empty, ids, numbered } = tiny;

const list = `These patches were cut from slides of TCGA.

Patch-ID,WSI-ID,CancerType
7,TCGA-AA-3518-01Z-00-DX1.svs,COAD
12,TCGA-02-0010-01Z-00-DX4.svs,GBM
`;

const home = 'manual_segmentation_data/data';
const files = () => ({
  [`${home}/7_crop.png`]: png(image),
  [`${home}/7_labeled_mask_corrected.png`]: png(ids),
  [`${home}/7_labeled_mask_common0.png`]: png(right),
  [`${home}/7_labeled_mask_common1.png`]: png(ids),
  [`${home}/7_labeled_mask_common2.png`]: png(empty),
  [`${home}/12_crop.png`]: png(image),
  [`${home}/12_labeled_mask_corrected.png`]: png(empty),
  'Pan-Cancer-Nuclei-Seg_1365patches_to_TCGA-ID_readme.txt': list,
});

describe('PCNS', () => {
  itReadsPairs({
    id: 'pcns',
    files,
    cells: { pcns_0007: 2, pcns_0012: 0 },
    name: 'pcns_0007',
    image: `${home}/7_crop.png`,
    truth: `${home}/7_labeled_mask_corrected.png`,
    otherSize: png([[1, 2]]),
    mayLackTruth: true,
  });

  it('joins patches to their slides by number, not by order', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(pcns);
    expect(await truthRows(found, 'pcns_0007')).toEqual(numbered);
    expect(found.images['pcns_0012']?.tags).toMatchObject({
      cellType: 'not stated',
      stain: 'H&E',
      tissue: 'brain',
      split: null,
      cluster: { kind: 'slide', key: 'TCGA-02-0010-01Z-00-DX4' },
    });
  });

  it('offers each annotator alone', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(pcns, { part: 'common0' });
    expect(Object.entries(found.images).map(([name, { cells }]) => [name, cells])).toEqual([['pcns_0007', 1]]);
    expect(found.notes).toContainEqual(['PCNS', expect.stringContaining('1 image without a truth is left out')]);
    await using one = await Dataset.make({
      [`${home}/7_crop.png`]: png(image),
      [`${home}/7_labeled_mask_common0.png`]: png(ids),
    });
    await expect(one.read(pcns)).rejects.toThrow('no part "corrected"');
  });

  it('reads a list that is packed, is read without one, and refuses another', async () => {
    const name = 'Pan-Cancer-Nuclei-Seg_1365patches_to_TCGA-ID_readme.txt';
    await using packed = await Dataset.make({ ...files(), [name]: gzipSync(list) });
    expect((await packed.read(pcns)).images['pcns_0007']?.tags.tissue).toBe('colon');
    const { [name]: _, ...without } = files();
    await using bare = await Dataset.make(without);
    const found = await bare.read(pcns);
    expect(found.images['pcns_0007']?.tags.cluster).toBeNull();
    expect(found.notes[0]).toEqual(['PCNS', expect.stringContaining('slides and organs are not stated')]);
    await using other = await Dataset.make({ ...files(), [name]: 'another text' });
    await expect(other.read(pcns)).rejects.toThrow('no line that begins with "Patch-ID,"');
  });
});

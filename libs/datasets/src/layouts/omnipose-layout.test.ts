import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset, png, tiff, tiny, truthRows } from './layout.fixture.ts';

const { omnipose } = publishedLayouts;
const { image, right, empty, ids, numbered } = tiny;

const files = () => ({
  'bact_phase/test_sorted/caulobacter/xy1_t1.tif': tiff(image),
  'bact_phase/test_sorted/caulobacter/xy1_t1_masks.tif': tiff(ids),
  'bact_phase/test_sorted/caulobacter/xy1_t1_flows.tif': tiff(right),
  'bact_phase/train_sorted/vibrio/xy1_t1.tif': tiff(image),
  'bact_phase/train_sorted/vibrio/xy1_t1_masks.tif': tiff(empty),
  'bact_fluor/test_sorted/vibrio/xy1_t1.tif': tiff(image),
  'bact_fluor/test_sorted/vibrio/xy1_t1_masks.tif': tiff(ids),
  'worm/test/0001.png': png(image),
  'worm/test/0001_masks.png': png(ids),
});

describe('Omnipose', () => {
  itReadsPairs({
    id: 'omnipose',
    files,
    cells: { 'phase-test_caulobacter_xy1_t1': 2, 'phase-train_vibrio_xy1_t1': 0, 'fluor-test_vibrio_xy1_t1': 2 },
    name: 'phase-test_caulobacter_xy1_t1',
    image: 'bact_phase/test_sorted/caulobacter/xy1_t1.tif',
    truth: 'bact_phase/test_sorted/caulobacter/xy1_t1_masks.tif',
    otherSize: tiff([[1, 2]]),
  });

  it('reads bacteria of one kind and split, grouped by strain', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(omnipose, { part: 'phase-test' });
    expect(Object.keys(found.images)).toEqual(['phase-test_caulobacter_xy1_t1']);
    expect(await truthRows(found, 'phase-test_caulobacter_xy1_t1')).toEqual(numbered);
    expect(found.images['phase-test_caulobacter_xy1_t1']?.tags).toMatchObject({
      cellType: 'not stated',
      modality: 'phase contrast',
      split: 'test',
      cluster: { kind: 'field', key: 'strain caulobacter' },
    });
  });
});

import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset, png, tiny, truthRows } from './layout.fixture.ts';

const layout = publishedLayouts['lpc-nucseg'];
const { image, empty, ids, numbered } = tiny;

const home = 'Coelho2009_ISBI_NuclearSegmentation-master/data';
const files = () => ({
  [`${home}/images/dna-images/gnf/dna-0.png`]: png(image),
  [`${home}/preprocessed-data/gnf/dna-0.png`]: png(ids),
  [`${home}/images/dna-images/ic100/dna-0.png`]: png(image),
  [`${home}/preprocessed-data/ic100/dna-0.png`]: png(empty),
});

describe('LPC NucSeg', () => {
  itReadsPairs({
    id: 'lpc-nucseg',
    files,
    cells: { 'gnf_dna-0': 2, 'ic100_dna-0': 0 },
    name: 'gnf_dna-0',
    image: `${home}/images/dna-images/gnf/dna-0.png`,
    truth: `${home}/preprocessed-data/gnf/dna-0.png`,
    otherSize: png([[1, 2]]),
    mayLackTruth: true,
  });

  it('knows the cell line by the collection', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(layout);
    expect(await truthRows(found, 'gnf_dna-0')).toEqual(numbered);
    expect(Object.values(found.images).map(({ tags }) => tags.cellType)).toEqual(['U2OS', 'NIH3T3']);
  });
});

import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset, tiff, tiny, truthRows } from './layout.fixture.ts';

const { cellbindb } = publishedLayouts;
const { image, right, ids, numbered } = tiny;

const sample = (folder: string, name: string, truth: Parameters<typeof tiff>[0]) => ({
  [`${folder}/${name}/${name}-img.tif`]: tiff(image),
  [`${folder}/${name}/${name}-mask.tif`]: tiff(right),
  [`${folder}/${name}/${name}-instancemask.tif`]: tiff(truth),
});
const files = () => ({
  ...sample('CellBinDB/10×Genomics_DAPI', 'human_brain_1', ids),
  ...sample('CellBinDB/10×Genomics_HE', 'human_brain_1', right),
  ...sample('CellBinDB/HE', 'mouse_liver_2', ids),
  ...sample('CellBinDB/ssDNA', 'mouse_liver_3', ids),
  ...sample('CellBinDB/mIF', 'human_tonsil_4', ids),
});

describe('CellBinDB', () => {
  itReadsPairs({
    id: 'cellbindb',
    files,
    cells: {
      '10x-dapi_human_brain_1': 2,
      '10x-he_human_brain_1': 1,
      he_mouse_liver_2: 2,
      ssdna_mouse_liver_3: 2,
    },
    name: 'he_mouse_liver_2',
    image: 'CellBinDB/HE/mouse_liver_2/mouse_liver_2-img.tif',
    truth: 'CellBinDB/HE/mouse_liver_2/mouse_liver_2-instancemask.tif',
    otherSize: tiff([[1, 2]]),
  });

  it('tells the stain by the folder, and has whole cells in one of them', async () => {
    await using dataset = await Dataset.make(files());
    const nuclei = await dataset.read(cellbindb, { part: '10x-dapi' });
    expect(Object.entries(nuclei.images).map(([name, { tags }]) => [name, tags.stain, tags.modality])).toEqual([
      ['10x-dapi_human_brain_1', 'DAPI', 'fluorescence'],
    ]);
    const cells = await dataset.read(cellbindb, { outlined: 'cell' });
    expect(Object.keys(cells.images)).toEqual(['mif_human_tonsil_4']);
    expect(await truthRows(cells, 'mif_human_tonsil_4')).toEqual(numbered);
    await expect(dataset.read(cellbindb, { outlined: 'cell', part: 'he' })).rejects.toThrow('The parts are mif.');
  });

  it('knows a folder whose sign was lost on the way', async () => {
    await using dataset = await Dataset.make(sample('10+ùGenomics_HE', 'a', ids));
    expect(Object.keys((await dataset.read(cellbindb)).images)).toEqual(['10x-he_a']);
  });
});

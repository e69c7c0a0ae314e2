import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset, png, truthRows, type Rows } from './layout.fixture.ts';

const layout = publishedLayouts['cpdmi-2023'];

const image: Rows = [[9, 9, 9, 9, 9]];
const files = () => ({
  'Vectra/lung/P1-Crop_Cell_Png.png': png(image),
  'Vectra/lung/P1-Crop_Cell_Mask_Png.png': png([[1, 1, 2, 0, 1]]),
  'Vectra/lung/P1-Crop_Dapi_Png.png': png(image),
  'Vectra/lung/P1-Crop_Dapi_Mask_Png.png': png([[1, 0, 2, 0, 1]]),
  'Zeiss/skin/P2-Crop_Cell_Png.png': png(image),
  'Zeiss/skin/ P2-Crop_Cell_Mask_Png.png': png([[0, 0, 4, 0, 0]]),
});

describe('CPDMI 2023', () => {
  itReadsPairs({
    id: 'cpdmi-2023',
    files,
    cells: { vectra_P1: 3, zeiss_P2: 1 },
    name: 'vectra_P1',
    image: 'Vectra/lung/P1-Crop_Cell_Png.png',
    truth: 'Vectra/lung/P1-Crop_Cell_Mask_Png.png',
    otherSize: png([[1, 2]]),
  });

  it('tells cells apart by value and by place, and has nuclei for some platforms', async () => {
    await using dataset = await Dataset.make(files());
    expect(await truthRows(await dataset.read(layout), 'vectra_P1')).toEqual([[1, 1, 2, 0, 3]]);
    const nuclei = await dataset.read(layout, { outlined: 'nucleus' });
    expect(Object.keys(nuclei.images)).toEqual(['vectra_P1']);
    expect(nuclei.images['vectra_P1']).toMatchObject({ cells: 3, tags: { stain: 'DAPI' } });
    await expect(dataset.read(layout, { outlined: 'nucleus', part: 'zeiss' })).rejects.toThrow('The parts are vectra.');
  });
});

import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { colourPng, Dataset, png, truthRows } from './layout.fixture.ts';

const arvidsson = publishedLayouts['aitslab-bioimaging1'];

const image = [[9, 9, 9, 9, 9]];
const [black, pink, green] = [
  [0, 0, 0],
  [255, 0, 200],
  [0, 255, 0],
] as const;

const files = () => ({
  'training_nuclei/images/Ctrl_A3.png': png(image),
  'training_nuclei/annotations/Ctrl_A3.png': colourPng([pink, green, green, black, pink]),
  'test_nuclei/images/Treated_B4.png': png(image),
  'test_nuclei/annotations/Treated_B4.png': colourPng([black, black, black, black, black]),
  'development_nuclei/development_nuclei/images/Ctrl_C5.png': png(image),
  'development_nuclei/development_nuclei/annotations/Ctrl_C5.png': colourPng([green, black, black, black, black]),
});

describe('Aitslab-bioimaging1', () => {
  itReadsPairs({
    id: 'aitslab-bioimaging1',
    files,
    cells: { Ctrl_A3: 3, Treated_B4: 0, Ctrl_C5: 1 },
    name: 'Ctrl_A3',
    image: 'training_nuclei/images/Ctrl_A3.png',
    truth: 'training_nuclei/annotations/Ctrl_A3.png',
    otherSize: colourPng([pink, green]),
  });

  it('tells nuclei apart by colour and by place', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(arvidsson, { part: 'training' });
    expect(Object.keys(found.images)).toEqual(['Ctrl_A3']);
    expect(await truthRows(found, 'Ctrl_A3')).toEqual([[1, 2, 2, 0, 3]]);
    expect(found.images['Ctrl_A3']?.tags).toMatchObject({ cellType: 'U2OS', stain: 'Hoechst', split: 'train' });
    expect((await dataset.read(arvidsson, { part: 'development' })).images['Ctrl_C5']?.tags.split).toBe('validation');
  });
});

import { publishedLayouts } from '../layouts.ts';
import { matFile, plane } from '../matlab/mat.fixture.ts';
import { Dataset } from './layout.fixture.ts';
import { cellsOf, flatPng, type Area } from './pictures.fixture.ts';

const { lizard } = publishedLayouts;
const labels = 'lizard_labels/Lizard_Labels';
const small = [40, 30] as const;
const png = (red: number) => flatPng({ width: 40, height: 30, colour: [red, 0, 0] });
const mat = (...areas: readonly Area[]) => matFile([plane('id', [1, 2], []), plane('inst_map', small, areas)], true);

const list = [
  'Filename,Source,Split',
  'dpath_2,1902160001_2019-06-11 12_36_32-lv1-39045-16016-3312-4096,2',
  'dpath_15,1902160001_2019-06-11 12_36_32-lv1-44190-20016-5916-4469,2',
  'glas_1,testB_10,1',
  'pannuke_1,None,3',
];

const files = () => ({
  'lizard_images1/Lizard_Images1/glas_1.png': png(1),
  'lizard_images2/Lizard_Images2/dpath_2.png': png(2),
  'lizard_images2/Lizard_Images2/dpath_15.png': png(3),
  'lizard_images2/Lizard_Images2/pannuke_1.png': png(4),
  [`${labels}/Labels/glas_1.mat`]: mat([2, 0, 0, 3, 1], [9, 10, 10, 14, 12]),
  [`${labels}/Labels/dpath_2.mat`]: mat([1, 5, 5, 6, 6]),
  [`${labels}/Labels/dpath_15.mat`]: mat([1, 5, 5, 7, 6]),
  [`${labels}/Labels/pannuke_1.mat`]: mat(),
  [`${labels}/info.csv`]: list.join('\n'),
  [`${labels}/read_label.py`]: 'import scipy',
  [`__MACOSX/${labels}/Labels/._glas_1.mat`]: 'double',
});

describe('Lizard', () => {
  it('reads both folders of images, with folds and slides from the list', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(lizard);
    expect(found.defects).toEqual([]);
    expect(found.notes).toEqual([['pannuke_1', 'Its truth has no cells.']]);
    expect(Object.keys(found.images)).toEqual(['glas_1', 'dpath_15', 'dpath_2', 'pannuke_1']);
    expect(await cellsOf(found, 'glas_1')).toEqual([
      [1, 3, 0, 0, 3, 1],
      [2, 8, 10, 10, 14, 12],
    ]);
    expect(found.images['glas_1']?.tags).toMatchObject({
      cellType: 'not stated',
      stain: 'H&E',
      tissue: 'colon',
      pixelSizeUm: 0.5,
      cluster: null,
      split: 'fold 1',
    });
    const slide = { kind: 'slide', key: '1902160001_2019-06-11 12_36_32' };
    for (const name of ['dpath_2', 'dpath_15'])
      expect(found.images[name]?.tags).toMatchObject({ cluster: slide, split: 'fold 2' });
    expect(found.images['pannuke_1']).toMatchObject({ cells: 0, tags: { cluster: null, split: 'fold 3' } });
    expect(await lizard!.truthFiles({ root: dataset.root, part: 'fold-2' })).toEqual({
      annotations: [`${labels}/info.csv`],
      labels: [`${labels}/Labels/dpath_15.mat`, `${labels}/Labels/dpath_2.mat`],
    });
  });

  it('reads one fold', async () => {
    await using dataset = await Dataset.make(files());
    const { images, defects } = await dataset.read(lizard, { part: 'fold-2' });
    expect([Object.keys(images), defects]).toEqual([['dpath_15', 'dpath_2'], []]);
    await expect(dataset.read(lizard, { part: 'test' })).rejects.toThrow('The parts are fold-1, fold-2, fold-3.');
  });

  it('does without the list, but then has no folds', async () => {
    const { [`${labels}/info.csv`]: _, ...rest } = files();
    await using dataset = await Dataset.make(rest);
    const { images, notes } = await dataset.read(lizard);
    expect(Object.values(images).map(({ tags }) => tags.split)).toEqual([null, null, null, null]);
    expect(notes[0]).toEqual(['info.csv', 'There is none, so the folds of the images are not stated.']);
    await expect(dataset.read(lizard, { part: 'fold-1' })).rejects.toThrow('holds no info.csv');
  });

  it('lists what cannot be used', async () => {
    await using dataset = await Dataset.make({
      ...files(),
      'lizard_images1/Lizard_Images1/crag_1.png': png(5),
      [`${labels}/Labels/crag_2.mat`]: mat(),
      [`${labels}/Labels/glas_1.mat`]: mat([1, 0, 0, 1, 1]).subarray(0, -9),
      [`${labels}/Labels/dpath_2.mat`]: matFile([plane('inst_map', [30, 40], [[1, 0, 0, 1, 1]])]),
      'lizard_images1/Lizard_Images1/consep_1.png': png(6),
      [`${labels}/Labels/consep_1.mat`]: mat([1, 0, 0, 1, 1]),
      // Both archives of images hold it.
      'lizard_images1/Lizard_Images1/dpath_15.png': png(3),
    });
    const found = await dataset.read(lizard);
    expect(found.defects).toEqual([
      ['crag_1', expect.stringContaining('lizard_images1/Lizard_Images1/crag_1.png has no label image')],
      ['crag_2', expect.stringContaining('crag_2.mat has no image')],
      ['glas_1', expect.stringContaining('glas_1.mat: The MATLAB file points to')],
      ['dpath_15', expect.stringContaining('Another part holds an image of that name')],
      ['dpath_2', expect.stringContaining('The image is 40×30 pixels (width × height), but its truth is 30×40.')],
    ]);
    expect(found.notes).toContainEqual(['consep_1', 'info.csv has no line for it, so its fold is not stated.']);
  });

  it('is refused in a wrong folder, and with two copies of the labels', async () => {
    await using dataset = await Dataset.make(files());
    await expect(dataset.read(lizard, { root: `${dataset.root}/lizard_labels` })).rejects.toThrow(
      'holds no images of Lizard',
    );
    await expect(dataset.read(lizard, { root: `${dataset.root}/lizard_images1` })).rejects.toThrow(
      'holds no images of Lizard',
    );
    await dataset.put('copy/Labels/glas_1.mat', mat());
    await expect(dataset.read(lizard)).rejects.toThrow(`in several folders: copy/Labels, ${labels}/Labels. Keep one.`);
  });
});

import { itReadsPairs } from '../pairs/pairs.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset, tiff, tiny, truthRows, type Rows } from './layout.fixture.ts';

const { ctc } = publishedLayouts;
const { image, empty, ids, numbered } = tiny;

const sim = 'Fluo-N2DH-SIM+';
/** Markers have ids of their own. */
const markers: Rows = [
  [11, 0, 0],
  [0, 0, 12],
];
const files = () => ({
  [`${sim}/01/t000.tif`]: tiff(image),
  [`${sim}/01_GT/SEG/man_seg000.tif`]: tiff(ids),
  [`${sim}/01_GT/TRA/man_track000.tif`]: tiff(markers),
  [`${sim}/02/t0013.tif`]: tiff(image),
  [`${sim}/02_GT/SEG/man_seg0013.tif`]: tiff(empty),
  [`${sim}/02_GT/TRA/man_track0013.tif`]: tiff(empty),
  [`${sim}/02_ST/SEG/man_seg0013.tif`]: tiff(ids),
  [`${sim}/02_GT/TRA/man_track.txt`]: '11 0 0 0\n',
});

/** Frames of 60×60 pixels of a set with a margin of 25: the middle 10×10 pixels count. */
function frame(pixels: readonly (readonly [x: number, y: number, id: number])[]): Promise<Uint8Array> {
  const rows = Array.from({ length: 60 }, () => Array.from({ length: 60 }, () => 0));
  for (const [x, y, id] of pixels) (rows[y] ?? [])[x] = id;
  return tiff(rows);
}
const psc = 'PhC-C2DL-PSC';
const partly = () => ({
  [`${psc}/01/t010.tif`]: frame([]),
  [`${psc}/01_GT/SEG/man_seg010.tif`]: frame([[30, 30, 1]]),
  [`${psc}/01_GT/TRA/man_track010.tif`]: frame([[30, 30, 5], [3, 3, 6]]), // prettier-ignore
  [`${psc}/01/t011.tif`]: frame([[1, 1, 1]]),
  [`${psc}/01_GT/SEG/man_seg011.tif`]: frame([[30, 30, 1]]),
  [`${psc}/01_GT/TRA/man_track011.tif`]: frame([[30, 30, 5], [32, 30, 6], [34, 34, 7]]), // prettier-ignore
  [`${psc}/01/t012.tif`]: frame([[2, 2, 2]]),
});

describe('CTC', () => {
  itReadsPairs({
    id: 'ctc',
    files,
    cells: { [`${sim}_01_t0000`]: 2, [`${sim}_02_t0013`]: 0 },
    name: `${sim}_01_t0000`,
    image: `${sim}/01/t000.tif`,
    truth: `${sim}/01_GT/SEG/man_seg000.tif`,
    otherSize: tiff([[1, 2]]),
    source: { outlined: 'nucleus' },
    mayLackTruth: true,
  });

  it('groups frames by movie, and takes the gold truth', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(ctc, { outlined: 'nucleus' });
    expect(await truthRows(found, `${sim}_01_t0000`)).toEqual(numbered);
    expect(found.images[`${sim}_02_t0013`]).toMatchObject({
      ignoredPixels: 0,
      tags: { modality: 'fluorescence', planeT: 13, cluster: { kind: 'movie', key: `${sim}, 02` } },
    });
    expect(found.notes).toContainEqual(['CTC', expect.stringContaining('needs the permission')]);
  });

  it('leaves out frames in which marked cells are not outlined, but for those in the margin', async () => {
    await using dataset = await Dataset.make({ ...files(), ...partly() });
    const found = await dataset.read(ctc);
    expect(Object.keys(found.images)).toEqual([`${psc}_01_t0010`]);
    expect(found.images[`${psc}_01_t0010`]).toMatchObject({
      cells: 1,
      ignoredPixels: 60 * 60 - 10 * 10,
      tags: { cellType: 'pancreatic stem cell', modality: 'phase contrast', pixelSizeUm: 1.6 },
    });
    expect(found.defects).toEqual([
      [`${psc}_01_t0011`, expect.stringMatching(/^Only 1 of the 3 cells that .*man_track011\.tif marks are outlined/)],
    ]);
    expect(found.notes).toContainEqual(['CTC', expect.stringContaining('1 image without a truth is left out')]);
  });

  it('leaves out frames of which nobody knows how many cells they have', async () => {
    const { [`${sim}/01_GT/TRA/man_track000.tif`]: _, ...without } = files();
    await using dataset = await Dataset.make({ ...without, [`${sim}/02_GT/TRA/man_track0013.tif`]: tiff([[1]]) });
    expect((await dataset.read(ctc, { outlined: 'nucleus' })).defects).toEqual([
      [`${sim}_01_t0000`, expect.stringContaining('man_track000.tif is missing')],
      [`${sim}_02_t0013`, expect.stringContaining('marked in 1×1 pixels, but outlined in 3×2')],
    ]);
  });

  it('is refused where its set is not named', async () => {
    await using dataset = await Dataset.make({ '01/t000.tif': tiff(image), '01_GT/SEG/man_seg000.tif': tiff(ids) });
    await expect(dataset.read(ctc)).rejects.toThrow('or with --object nucleus those of a set with N in its name');
  });

  it.each([
    ['hold several marked cells', [[11, 12, 0], [0, 0, 13]], '1 of its outlined cells holds several'], // prettier-ignore
    ['are not marked', [[11, 0, 0], [0, 0, 0]], '1 of its outlined cells is not marked'], // prettier-ignore
    ['are outlined where nothing is marked', empty, '2 of its outlined cells are not marked'],
  ])('leaves out frames whose cells %s', async (_, rows, message) => {
    await using dataset = await Dataset.make({ ...files(), [`${sim}/01_GT/TRA/man_track000.tif`]: tiff(rows) });
    const found = await dataset.read(ctc, { outlined: 'nucleus' });
    expect(found.defects).toEqual([[`${sim}_01_t0000`, expect.stringContaining(message)]]);
  });
});

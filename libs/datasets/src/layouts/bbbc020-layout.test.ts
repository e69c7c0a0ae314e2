import { decodeSamples } from '@cellboard/formats/node';
import { stackTiff } from '../pairs/stack.fixture.ts';
import { publishedLayouts } from '../layouts.ts';
import { Dataset, imageOf, picturePng, png, tiff, truthRows, type Colour, type Rows } from './layout.fixture.ts';

const { bbbc020 } = publishedLayouts;

/** Images are 304×302 pixels, of which 4×2 are scored. */
const [WIDTH, HEIGHT] = [304, 302];

function mask(pixels: readonly (readonly [x: number, y: number, value: number])[]): Rows {
  const rows = Array.from({ length: HEIGHT }, () => Array.from({ length: WIDTH }, () => 0));
  for (const [x, y, value] of pixels) (rows[y] ?? [])[x] = value;
  return rows;
}

/** Blue, of the brightness of the column. */
const picture = picturePng(
  Array.from({ length: HEIGHT }, () => Array.from({ length: WIDTH }, (_, x): Colour => [0, 0, x % 256])),
);

const nuclei = 'BBC020_v1_outlines_nuclei';
const cells = 'BBC020_v1_outlines_cells';
const made = {
  'BBBC020_v1_images/jw-1h 1/jw-1h 1_c1.TIF': picture,
  'BBBC020_v1_images/jw-1h 1/jw-1h 1_c5.TIF': picture,
  'BBBC020_v1_images/jw-1h 1/jw-1h 1_(c1+c5).TIF': picture,
  'BBBC020_v1_images/jw-30min 1/jw-30min 1_c5.TIF': picture,
  // The second mask is smoothed; the tenth comes after it.
  [`${nuclei}/jw-1h 1_c5_1.TIF`]: tiff(mask([[150, 150, 255], [151, 150, 255]])), // prettier-ignore
  [`${nuclei}/jw-1h 1_c5_2.TIF`]: tiff(mask([[152, 151, 255], [153, 151, 100]])), // prettier-ignore
  [`${nuclei}/jw-1h 1_c5_10.TIF`]: tiff(mask([[5, 5, 255]])),
  [`${cells}/jw-1h 1_c1_1.TIF`]: tiff(mask([[150, 150, 255], [151, 150, 255], [152, 150, 255]])), // prettier-ignore
  [`${cells}/jw-1h 1_c1_2.TIF`]: tiff(mask([[152, 150, 255], [153, 150, 255]])), // prettier-ignore
};
const files = () => made;

/** The scored pixels of a truth. */
async function middle(found: Awaited<ReturnType<Dataset['read']>>, name: string): Promise<number[][]> {
  return (await truthRows(found, name)).slice(150, 152).map((row) => row.slice(150, 154));
}

describe('BBBC020', () => {
  it('joins the masks of a field, leaves a margin out, and reports fields without masks', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(bbbc020);
    expect(found.defects).toEqual([]);
    expect(await middle(found, 'jw-1h 1')).toEqual([
      [1, 1, 0, 0],
      [0, 0, 2, 0],
    ]);
    expect((await truthRows(found, 'jw-1h 1'))[5]?.[5]).toBe(3);
    expect(found.images['jw-1h 1']).toMatchObject({
      cells: 3,
      ignoredPixels: WIDTH * HEIGHT - 8,
      tags: { cellType: 'macrophage', stain: 'DAPI', cluster: { kind: 'field', key: 'jw-1h' } },
    });
    expect(found.notes[0]).toEqual(['BBBC020', '1 of 2 fields have no masks and are left out: jw-30min 1.']);
  });

  it('is read from folders that are named after the archives', async () => {
    const outer = (path: string) => (path.startsWith('BBBC') ? `BBBC020_v1_images/${path}` : path.replace(/^BBC/, 'BBBC').replace('/', `/${path.split('/')[0] ?? ''}/`)); // prettier-ignore
    await using dataset = await Dataset.make(
      Object.fromEntries(Object.entries(files()).map(([path, bytes]) => [outer(path), bytes])),
    );
    const found = await dataset.read(bbbc020);
    expect([found.defects, Object.keys(found.images)]).toEqual([[], ['jw-1h 1']]);
  });

  it('takes another channel for cells, which overlap', async () => {
    await using dataset = await Dataset.make(files());
    const found = await dataset.read(bbbc020, { outlined: 'cell' });
    expect(await middle(found, 'jw-1h 1')).toEqual([
      [1, 1, 2, 2],
      [0, 0, 0, 0],
    ]);
    expect(found.notes).toContainEqual(['jw-1h 1', 'Cells overlap in 1 pixel.']);
    const larger = await dataset.read(bbbc020, { outlined: 'cell', overlap: 'larger' });
    expect((await middle(larger, 'jw-1h 1'))[0]).toEqual([1, 1, 1, 2]);
  });

  it('writes the picture in grey, as it was before it was coloured', async () => {
    await using dataset = await Dataset.make(files());
    const { samples } = await decodeSamples(await imageOf(await dataset.read(bbbc020), 'jw-1h 1'));
    expect([samples.shape, samples.dtype, samples.get(7, 200, 0)]).toEqual([[HEIGHT, WIDTH, 1], 'uint8', 200]);
  });

  it('is found with the name spelled in full, deeper down', async () => {
    const moved = Object.entries(files()).map(([path, bytes]) => [
      `unpacked/${path.replace('BBC020', 'BBBC020')}`,
      bytes,
    ]);
    await using dataset = await Dataset.make(Object.fromEntries(moved) as ReturnType<typeof files>);
    expect((await dataset.read(bbbc020)).images['jw-1h 1']?.cells).toBe(3);
  });

  it('lists fields whose masks cannot be used, or have no picture', async () => {
    await using dataset = await Dataset.make({
      ...files(),
      [`${nuclei}/jw-2h 1_c5_1.TIF`]: tiff(mask([])),
      'BBBC020_v1_images/jw-2h 1/jw-2h 1_c5.TIF': picture,
      [`${nuclei}/jw-2h 2_c5_1.TIF`]: png([[1]]),
      'BBBC020_v1_images/jw-2h 2/jw-2h 2_c5.TIF': picture,
      [`${nuclei}/jw-2h 3_c5_1.TIF`]: 'text',
      'BBBC020_v1_images/jw-2h 3/jw-2h 3_c5.TIF': picture,
      [`${nuclei}/jw-24h 1_c5_1.TIF`]: tiff(mask([[1, 1, 1]])),
    });
    expect((await dataset.read(bbbc020)).defects).toEqual([
      ['jw-24h 1', expect.stringContaining('has no picture')],
      ['jw-2h 1', expect.stringContaining('is empty')],
      ['jw-2h 2', expect.stringContaining('is 1×1 pixels, but the image is 304×302')],
      ['jw-2h 3', expect.any(String)],
    ]);
  });

  it('is refused where it does not lie', async () => {
    await using empty = await Dataset.make();
    await expect(empty.read(bbbc020)).rejects.toThrow('holds no pictures such as');
    await using images = await Dataset.make({ 'jw-1h 1/jw-1h 1_c5.TIF': picture });
    await expect(images.read(bbbc020)).rejects.toThrow('holds no masks such as');
    await expect(images.read(bbbc020, { part: 'jw' })).rejects.toThrow('BBBC020 has no parts');
    await using twice = await Dataset.make({ ...files(), 'copy/jw-1h 1/jw-1h 1_c5.TIF': picture });
    await expect(twice.read(bbbc020)).rejects.toThrow('are one field');
  });

  it('refuses a mask of several pages', async () => {
    const blank = mask([]);
    await using dataset = await Dataset.make({
      ...files(),
      [`${nuclei}/jw-1h 1_c5_1.TIF`]: stackTiff(mask([[150, 150, 255]]), blank), // prettier-ignore
    });
    expect((await dataset.read(bbbc020)).defects).toEqual([['jw-1h 1', expect.stringContaining('holds 2 pages')]]);
  });
});

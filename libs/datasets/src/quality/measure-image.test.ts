import { FormatError } from '@cellboard/formats';
import { openSharp } from '@cellboard/formats/node';
import { truthOf } from '../images/truth.ts';
import { noTags, png, tiff, type Rows } from '../layouts/layout.fixture.ts';
import { measureImage } from './measure-image.ts';

const tags = { ...noTags, cellType: 'blob', modality: 'fluorescence', pixelSizeUm: 0.5 };
const blob = { name: 'a', tags };

// Cell 2 reaches the edge; cell 5 is a cross of 5 pixels with a speck that touches nowhere.
// prettier-ignore
const truth: Rows = [
  [2, 2, 0, 0, 0, 0, 0],
  [2, 0, 0, 5, 0, 0, 0],
  [0, 0, 5, 5, 5, 0, 0],
  [0, 0, 0, 5, 0, 5, 0],
  [0, 0, 0, 0, 0, 0, 0],
];
const picture: Rows = truth.map((row) => row.map((id) => 20 + 40 * id));

const bytes = (file: Uint8Array) => new Uint8Array(file);
const measured = async (image: Uint8Array, labels: Uint8Array) =>
  (await measureImage(blob, { image: bytes(image), truth: bytes(labels) })).measures;

it('measures a picture and its cells', async () => {
  const found = await measured(await png(picture), await png(truth));
  expect(found).toMatchObject({ name: 'a', tags, width: 7, height: 5, channels: 1 });
  expect(Array.from(found.cells?.areas ?? [])).toEqual([3, 6]);
  expect(Array.from(found.cells?.atEdge ?? [])).toEqual([1, 0]);
  expect(found.cells?.split).toBeNull();
  expect(found.cells).toMatchObject({ medianDiameterPx: 2 * Math.sqrt(4.5 / Math.PI), covered: 9 / 35 });
  expect(found).toMatchObject({ contrast: expect.any(Number) as number, intensities: [{ p1: 20 }] });
});

it('measures the same of a truth that was decoded before as of its file', async () => {
  const made = truthOf(Uint32Array.from(truth.flat()), { width: 7, height: 5 });
  const [image, file] = [bytes(await png(picture)), await made.encode()];
  const fromFile = await measureImage(blob, { image, truth: file });
  expect(await measureImage(blob, { image, truth: file, labels: made.labels })).toEqual(fromFile);
  expect(fromFile.measures.cells?.areas).toHaveLength(2);
});

it('names the cell of most parts, by its id in the file', async () => {
  // prettier-ignore
  const parts: Rows = [
    [4, 0, 9, 9, 0, 9],
    [0, 0, 0, 0, 0, 0],
    [4, 0, 9, 0, 9, 9],
    [0, 0, 0, 0, 0, 0],
    [0, 0, 9, 0, 9, 0],
  ];
  const { cells } = await measured(await png(parts), await png(parts));
  expect(cells?.split).toEqual({ cells: 2, worst: 9, parts: 6, largest: [2, 2, 1, 1] });
});

it('gives the same picture in another format the same hashes, and the same cells', async () => {
  const small = await measured(await png(picture), await png(truth));
  const other = await measured(await tiff(picture), await tiff(truth));
  expect(other.pixelSha256).toBe(small.pixelSha256);
  expect(other.cells?.cellsSha256).toBe(small.cells?.cellsSha256);
});

it('gives other cells another hash, whatever their areas', async () => {
  const [one, two] = await Promise.all([
    measured(await png([[1, 1, 0]]), await png([[1, 1, 0]])),
    measured(await png([[1, 1, 0]]), await png([[0, 1, 1]])),
  ]);
  expect(one.cells?.cellsSha256).not.toBe(two.cells?.cellsSha256);
});

it('refuses a picture or a truth that is broken', async () => {
  const [image, labels] = [await png(picture), await png(truth)];
  await expect(measured(image.subarray(0, 40), labels)).rejects.toBeInstanceOf(FormatError);
  await expect(measured(image, labels.subarray(0, 40))).rejects.toBeInstanceOf(FormatError);
});

describe('a truth whose cells share an id', () => {
  // Four squares, 24 pixels a side: smaller images are not judged.
  const mask: Rows = Array.from({ length: 24 }, (_, y) =>
    Array.from({ length: 24 }, (_, x) => (x % 12 > 3 && y % 12 > 3 ? 1 : 0)),
  );
  const files = async () => ({ image: bytes(await png(mask)), truth: bytes(await png(mask)) });

  it('is refused, by the name of its file', async () => {
    await expect(measureImage(blob, await files())).rejects.toThrow(
      /^Its truth: All cells have the value 1, .* 4 parts/,
    );
    await expect(measureImage(blob, { ...(await files()), truthPath: 'labels/a.png' })).rejects.toThrow(
      /^labels\/a\.png: All cells/,
    );
    await expect(measureImage(blob, { ...(await files()), doubt: 'Why.' })).rejects.toThrow('Its truth: Why.');
  });

  it('is measured where each id surely is one cell', async () => {
    const { measures } = await measureImage(blob, { ...(await files()), doubt: 'Why.', idsAreCells: true });
    expect(measures.cells?.areas).toHaveLength(1);
  });
});

it('refuses a picture of several planes, or one that asks to be turned, with a way out', async () => {
  const { sharp } = await openSharp();
  const stack = sharp(new Uint8Array(70), { raw: { width: 7, height: 10, channels: 1, pageHeight: 5 } });
  const pages = await stack.tiff({ compression: 'none' }).toBuffer();
  await expect(measured(pages, await png(truth))).rejects.toThrow(
    'holds 2 planes (slices, frames or pages), but an image is one. Save each plane as an image of its own: in Fiji by Image > Stacks > Stack to Images, or in a terminal by "tiffsplit image.tif image-". ',
  );
  const turned = sharp(new Uint8Array(35 * 3), { raw: { width: 7, height: 5, channels: 3 } }).withMetadata({
    orientation: 3,
  });
  for (const file of [await turned.clone().jpeg().toBuffer(), await turned.clone().webp().toBuffer()])
    await expect(measured(file, await png(truth))).rejects.toThrow('asks to be turned (orientation 3)');
});

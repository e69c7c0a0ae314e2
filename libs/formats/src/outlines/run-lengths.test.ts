import fc from 'fast-check';
import { FormatError } from '../format-error.ts';
import { imagesIn } from '../node.ts';
import { readIds, readWhenCut, refusalOf, textFile, verdict } from '../verdict.fixture.ts';

const size = { width: 3, height: 2 };
const down = (...lines: readonly string[]) => textFile(['ImageId,EncodedPixels', ...lines, ''].join('\n'));
const along = (...lines: readonly string[]) => textFile(['id,annotation,width,height', ...lines, ''].join('\n'));

it('counts down the columns or along the rows, as the name of the column says', async () => {
  expect(await readIds(down('a,2 2', 'a,6 1'), { size })).toEqual({ shape: [2, 3], ids: [0, 1, 0, 1, 0, 2] });
  expect(await readIds(along('a,2 2,3,2', 'a,6 1,3,2'))).toEqual({ shape: [2, 3], ids: [0, 1, 1, 0, 0, 2] });
  for (const name of ['Predicted', 'rle_along'])
    expect(await readIds(textFile(`id,${name}\na,2 2\n`), { size })).toMatchObject({ ids: [0, 1, 1, 0, 0, 0] });
  expect(
    await readIds(
      textFile('\uFEFF"image_id","rle_down"\r\n"a folder of images/a","2 2"\r\n"a folder of images/a",""\r\n'),
      { size },
    ),
  ).toMatchObject({
    ids: [0, 1, 0, 1, 0, 0],
  });
});

it('comes back as it was written, whatever the order of the lines', async () => {
  const images = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.boolean())
    .chain(([width, height, rowsFirst]) =>
      fc.record({
        of: fc.constant({ width, height }),
        rowsFirst: fc.constant(rowsFirst),
        ids: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: width * height, maxLength: width * height }),
      }),
    );
  await fc.assert(
    fc.asyncProperty(images, async ({ of, rowsFirst, ids }) => {
      const present = [...new Set(ids)].filter((id) => id !== 0);
      fc.pre(present.length > 0);
      const lines = present.map(
        (id) =>
          `a,${runsOf(
            ids.map((other) => other === id),
            of,
            rowsFirst,
          )}`,
      );
      const header = rowsFirst ? 'id,annotation' : 'id,EncodedPixels';
      const { ids: found } = await readIds(textFile([header, ...lines].join('\n')), { size: of });
      expect(found).toEqual(ids.map((id) => (id === 0 ? 0 : present.indexOf(id) + 1)));
      const turned = await readIds(textFile([header, ...lines.toReversed()].join('\n')), { size: of });
      expect(turned.ids.map((id) => (id === 0 ? 0 : present.length + 1 - id))).toEqual(found);
    }),
    { seed: 2026, numRuns: 200 },
  );
});

/** Runs pixel by pixel, from 1. */
function runsOf(mask: readonly boolean[], { width, height }: typeof size, rowsFirst: boolean): string {
  const runs: number[] = [];
  for (let at = 0; at < mask.length; at++) {
    const [x, y] = rowsFirst ? [at % width, Math.floor(at / width)] : [Math.floor(at / height), at % height];
    if (mask[y * width + x]) runs.push(at + 1, 1);
  }
  return runs.join(' ');
}

it('has images without cells, and lists all in their order', async () => {
  const file = down('a.png,1 1', 'b.png,', 'c.png,-1', 'd.png,NaN', 'a.png,3 1');
  expect((await imagesIn(file)).map(({ name }) => name)).toEqual(['a.png', 'b.png', 'c.png', 'd.png']);
  expect((await readIds(file, { size, part: 'a.png' })).ids).toEqual([1, 2, 0, 0, 0, 0]);
  for (const part of ['b.png', 'c.png', 'd.png'])
    expect((await readIds(file, { size, part })).ids).toEqual([0, 0, 0, 0, 0, 0]);
  expect((await refusalOf(file, { size })).message).toContain('outlines of 4 images');
  expect((await refusalOf(file, { size, part: '__proto__' })).message).toContain('but not of __proto__');
});

it('refuses an image of another size than the file says: every run would lie elsewhere', async () => {
  const file = along('a,2 2,3,2');
  expect((await refusalOf(file, { size: { width: 2, height: 3 } })).message).toContain(
    'for 3×2 pixels, but the image has 2×3',
  );
  expect((await refusalOf(along('a,2 2,3,2', 'a,1 1,2,3'))).message).toContain(
    'Line 3 of the CSV file gives a another size',
  );
  expect((await refusalOf(along('a,1 1,3,2', 'a,1 1,,'))).message).toContain('another size');
});

it.each([
  ['an odd number', 'a,1 1 1', 'are not pairs of a start and a length'],
  ['a start of 0', 'a,0 1', 'are not pairs'],
  ['a length of 0', 'a,1 0', 'are not pairs'],
  ['a negative length', 'a,1 -1', 'are not pairs'],
  ['a fraction', 'a,1 1.5', 'are not pairs'],
  ['a word', 'a,1 x', 'are not pairs'],
  ['a number of another kind', 'a,0x1 1', 'are not pairs'],
  ['a pixel behind the last', 'a,6 2', 'ends at pixel 7, but the image has 3×2 = 6 pixels'],
  ['a length beyond all numbers', 'a,1 99999999999999999999', 'ends at pixel'],
  ['a start beyond all numbers', 'a,1e300 1', 'ends at pixel'],
  ['too many columns', 'a,1 1,2', 'Line 2 of the CSV file has 3 columns, but its first line names 2'],
  ['too few columns', 'a', 'has 1 columns'],
])('refuses a line with %s', async (_, line, says) => {
  expect((await refusalOf(down(line), { size })).message).toContain(says);
});

it('refuses sizes beyond the limits, and is not read without any', async () => {
  expect((await refusalOf(along('a,1 1,2147483648,2147483648'))).code).toBe('TOO_LARGE');
  for (const wrong of ['3.5,2', '0,2', 'x,y', ','])
    expect((await refusalOf(along(`a,1 1,${wrong}`))).message).toContain('without the size of the image');
});

it('takes as long as an image has pixels, however many runs lie on each other', async () => {
  const many = Array.from({ length: 20_000 }, () => 'a,1 10000');
  expect((await refusalOf(down(...many), { size: { width: 100, height: 100 } })).message).toContain('takes more than');
});

it('cut off in its first line is no such file, and in a pair is refused', async () => {
  const file = down('a,2 2');
  const header = 'ImageId,EncodedPixels\n'.length;
  expect((await readWhenCut(file.subarray(0, header), { size })).filter((length) => length < header - 1)).toEqual([]);
  expect(await verdict(textFile('ImageId,EncodedPixels\na,2'), { size })).toBeInstanceOf(FormatError);
});

import { cellColour, toLabelImage } from '@cellboard/labels';
import ndarray from 'ndarray';
import { openWebp } from '../webp.fixture.ts';
import { drawOverlay, encodeOverlay, shrinkMask } from './overlay.ts';

/** One cell of 3×3 pixels with one pixel inside. */
const square = toLabelImage(
  ndarray(
    Uint16Array.from(
      [
        [0, 0, 0, 0, 0],
        [0, 1, 1, 1, 0],
        [0, 1, 1, 1, 0],
        [0, 1, 1, 1, 0],
        [0, 0, 0, 0, 0],
      ].flat(),
    ),
    [5, 5],
  ),
);

const opacities = ({ data }: { data: ArrayLike<number> }) => Array.from(data).filter((_, i) => i % 4 === 3);

it('fills the inside faintly and outlines strongly, in the colour of the cell', () => {
  const drawn = drawOverlay(square, { maxSide: 5, fill: 0.2, outline: 1 });
  expect(opacities(drawn)).toEqual([
    0, 0, 0, 0, 0, 0, 255, 255, 255, 0, 0, 255, 51, 255, 0, 0, 255, 255, 255, 0, 0, 0, 0, 0, 0,
  ]);
  const middle = (2 * 5 + 2) * 4;
  expect(Array.from(drawn.data.subarray(middle, middle + 3))).toEqual([...cellColour(1)]);
});

it('keeps a cell of one pixel visible however small the overlay is', () => {
  const pixels = new Uint16Array(1000 * 500);
  pixels[123 * 1000 + 457] = 1;
  const drawn = drawOverlay(toLabelImage(ndarray(pixels, [500, 1000])), { maxSide: 10 });
  expect([drawn.width, drawn.height]).toEqual([10, 5]);
  expect(opacities(drawn).indexOf(255)).toBe(1 * 10 + 4);
});

it('writes the drawing as it is', async () => {
  const style = { maxSide: 5, colour: () => [10, 20, 30] as const };
  const drawn = await openWebp(await encodeOverlay(square, style));
  const { data, info } = await drawn.raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 5, height: 5, channels: 4 });
  expect(opacities({ data })).toEqual(opacities(drawOverlay(square, style)));
  expect(Array.from(data.subarray(24, 28))).toEqual([10, 20, 30, 255]);
});

it('hatches what no score looks at, so that cells there still show between the stripes', () => {
  const mask = ndarray(new Uint8Array(25), [5, 5]);
  for (let y = 0; y < 5; y++) for (let x = 2; x < 5; x++) mask.set(y, x, 255);
  const drawn = drawOverlay(square, { maxSide: 5, fill: 0.2, ignored: shrinkMask(mask, 5) });
  expect(opacities(drawn)).toEqual([
    // Stripes (204) run where the sum of row and column is 0, 1, 6 or 7; nothing else of a cell is touched.
    ...[0, 0, 77, 77, 77],
    ...[0, 255, 255, 255, 77],
    ...[0, 255, 51, 255, 204],
    ...[0, 255, 255, 204, 204],
    ...[0, 0, 204, 204, 77],
  ]);
  const corner = (3 * 5 + 3) * 4;
  expect(Array.from(drawn.data.subarray(corner, corner + 3))).toEqual([128, 128, 128]);
});

it('shrinks a mask as the overlay is shrunk', () => {
  const mask = ndarray(new Uint16Array(500 * 1000), [500, 1000]);
  for (let y = 200; y < 300; y++) for (let x = 700; x < 800; x++) mask.set(y, x, 65_535);
  const small = shrinkMask(mask, 10);
  expect([small.width, small.height]).toEqual([10, 5]);
  expect(Array.from(small.data).flatMap((value, at) => (value === 0 ? [] : [at]))).toEqual([2 * 10 + 7]);
});

import fc from 'fast-check';
import ndarray, { type NdArray } from 'ndarray';

import { LabelImageError } from './label-image-error.ts';
import { numbersAsIds } from './label-image-of.ts';
import { toOriginalIds } from './original-ids.ts';
import { runsOf, type IntegerArray } from './runs.ts';
import { toLabelImage, type IntegerPixels } from './to-label-image.ts';

const plain = (image: { pixels: NdArray<Uint16Array | Uint32Array> }) => Array.from(image.pixels.data);

describe('toLabelImage', () => {
  it('numbers cells by ascending id and keeps the ids', () => {
    const image = toLabelImage(ndarray(new Uint32Array([0, 4294967295, 7, 1, 1, 0]), [2, 3]));
    expect(plain(image)).toEqual([0, 3, 2, 1, 1, 0]);
    expect(Array.from(image.ids)).toEqual([0, 1, 7, 4294967295]);
    expect(image.cellCount).toBe(3);
    expect(image.pixels.shape).toEqual([2, 3]);
    expect(image.pixels.dtype).toBe('uint16');
  });

  it('needs no background and no connected cells', () => {
    const image = toLabelImage(ndarray(new Uint8Array([9, 3, 9, 9]), [2, 2]));
    expect(plain(image)).toEqual([2, 1, 2, 2]);
  });

  it('shares memory with pixels that are numbered already', () => {
    const data = new Uint16Array([0, 1, 2, 2]);
    expect(toLabelImage(ndarray(data, [2, 2])).pixels.data).toBe(data);
  });

  it('takes 32-bit numbers for more than 65,535 cells', () => {
    const image = toLabelImage(
      ndarray(
        Uint32Array.from({ length: 70_000 }, (_, i) => i + 10),
        [280, 250],
      ),
    );
    expect(image.cellCount).toBe(70_000);
    expect(image.pixels.dtype).toBe('uint32');
    expect(image.pixels.get(279, 249)).toBe(70_000);
  });

  it('numbers more than 2^24 cells with ids far apart', () => {
    const side = 4100;
    const ids = Uint32Array.from({ length: side * side }, (_, i) => 250 * (i + 1));
    const image = toLabelImage(ndarray(ids, [side, side]));
    expect(image.cellCount).toBe(side * side);
    expect(image.pixels.data[side * side - 1]).toBe(side * side);
    expect(image.ids[image.cellCount]).toBe(250 * side * side);
  });

  it.each([
    ['too little data', ndarray(new Uint16Array(5), [3, 2])],
    ['an offset too far', ndarray(new Uint16Array(5), [2, 2], [2, 1], 2)],
    ['strides that go before the first element', ndarray(new Uint16Array(5), [2, 2], [-2, 1], 1)],
  ])('refuses %s', (_, pixels) => {
    expect(() => toLabelImage(pixels)).toThrow(/there are 5\. Pass a shape that fits/);
  });

  it('reads any strides: transposed, flipped, cropped, stepped', () => {
    const full = ndarray(new Int32Array([1, 2, 3, 4, 5, 6]), [2, 3]);
    expect(plain(toLabelImage(full.transpose(1, 0)))).toEqual([1, 4, 2, 5, 3, 6]);
    expect(plain(toLabelImage(full.step(-1, -1)))).toEqual([6, 5, 4, 3, 2, 1]);
    expect(plain(toLabelImage(full.lo(1, 1)))).toEqual([1, 2]);
    expect(plain(toLabelImage(full.step(1, 2)))).toEqual([1, 2, 3, 4]);
  });

  const kinds = [Uint8Array, Uint8ClampedArray, Uint16Array, Uint32Array, Int8Array, Int16Array, Int32Array];
  it.each(kinds.map((kind) => [kind.name, kind] as const))('takes %s', (_, Kind) => {
    const image = toLabelImage(ndarray<IntegerArray>(new Kind([0, 100, 100, 5]), [2, 2]));
    expect(Array.from(image.ids)).toEqual([0, 5, 100]);
  });

  const refused: [string, NdArray, RegExp][] = [
    ['floats', ndarray(new Float32Array(4), [2, 2]), /float32.*Convert/],
    ['64-bit numbers', ndarray(new Float64Array(4), [2, 2]), /float64/],
    ['plain lists', ndarray([1, 2], [1, 2]), /array/],
    ['negative ids', ndarray(new Int16Array([0, 0, 0, -7]), [2, 2]), /row 1, column 1\) is -7/],
    ['three dimensions', ndarray(new Uint8Array(12), [2, 2, 3]), /\[2, 2, 3\].*two dimensions/],
    ['no pixels', ndarray(new Uint8Array(0), [0, 4]), /0×4/],
  ];
  it.each(refused)('refuses %s', (_, pixels, message) => {
    expect(() => toLabelImage(pixels as unknown as IntegerPixels)).toThrow(LabelImageError);
    expect(() => toLabelImage(pixels as unknown as IntegerPixels)).toThrow(message);
  });

  const images = fc.integer({ min: 1, max: 9 }).chain((width) =>
    fc
      .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 2 ** 32 - 1 })), {
        minLength: width,
        maxLength: 60,
      })
      .map((ids) => {
        const height = Math.floor(ids.length / width);
        return ndarray(Uint32Array.from(ids.slice(0, height * width)), [height, width]);
      }),
  );

  it('gives the original ids back', () => {
    fc.assert(
      fc.property(images, (pixels) => {
        expect(Array.from(toOriginalIds(toLabelImage(pixels)).data)).toEqual(Array.from(pixels.data));
      }),
      { seed: 7 },
    );
  });

  it('has its numbers for ids where a file of them is read', () => {
    fc.assert(
      fc.property(images, (pixels) => {
        const image = toLabelImage(pixels);
        const [numbered, read] = [numbersAsIds(image), toLabelImage(image.pixels)];
        expect([numbered.cellCount, numbered.ids, plain(numbered)]).toEqual([read.cellCount, read.ids, plain(read)]);
        expect(runsOf(numbered)).toEqual(runsOf(read));
      }),
      { seed: 7 },
    );
  });

  it('has the runs that its pixels have', () => {
    fc.assert(
      fc.property(images, (pixels) => {
        const image = toLabelImage(pixels);
        expect(runsOf(image)).toEqual(runsOf({ ...image }));
      }),
      { seed: 7 },
    );
  });
});

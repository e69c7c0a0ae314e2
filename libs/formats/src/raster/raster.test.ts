import fc from 'fast-check';
import sharp, { type WebpOptions } from 'sharp';
import { FormatError } from '../format-error.ts';
import { decodeSamples, openImage, readHeader } from '../node.ts';
import { readIds, readWhenCut, refusalOf, verdict } from '../verdict.fixture.ts';
import { bmp, colourBmp, gif, type Indices } from './raster.fixture.ts';

/** Images of up to 40 × 40 indices, in runs as labels have them. */
function images(max: number) {
  return fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })).chain(([width, height]) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      values: fc.array(fc.integer({ min: 0, max }), { minLength: width * height, maxLength: width * height }),
    }),
  );
}

function withBytes(file: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const changed = file.slice();
  changed.set(values, at);
  return changed;
}

const int32 = (value: number) => [...new Uint8Array(Int32Array.of(value).buffer)];
const image: Indices = { width: 3, height: 2, values: [0, 1, 0, 1, 1, 0] };
const read = { shape: [2, 3], ids: image.values };

describe('BMP', () => {
  it('comes back by its indices, of every depth, from the top or the bottom', async () => {
    for (const bits of [1, 4, 8] as const) {
      await fc.assert(
        fc.asyncProperty(images(2 ** bits - 1), fc.boolean(), async (indices, downwards) => {
          const { width, height, values } = indices;
          expect(await readIds(bmp(indices, { bits, downwards }))).toEqual({ shape: [height, width], ids: values });
        }),
        { seed: 2026, numRuns: 50 },
      );
    }
  });

  it('is by index as labels, by colour as an image', async () => {
    const palette = [
      [9, 9, 9],
      [200, 100, 0],
    ] as const;
    const file = bmp(image, { bits: 1, palette });
    expect(await readIds(file)).toEqual(read);
    const { samples, colours } = await decodeSamples(file);
    expect([colours, ...Array.from({ length: 3 }, (_, c) => samples.get(0, 1, c))]).toEqual([true, 200, 100, 0]);
  });

  it('of colours is labels only if it is said how', async () => {
    const values = [0, 0, 0, 1, 2, 0, 1, 2, 0, 0, 0, 0, 5, 0, 1, 0, 0, 0];
    for (const bits of [24, 32] as const) {
      const file = colourBmp({ width: 3, height: 2, values }, { bits });
      expect((await refusalOf(file)).message).toContain('--colours');
      expect((await readIds(file, { colours: 'packed' })).ids).toEqual([0, 513, 513, 0, 65_541, 0]);
      expect((await readIds(file, { colours: 'distinct' })).ids).toEqual([0, 1, 1, 0, 2, 0]);
    }
  });

  it('with masks of the usual order is read, with others refused', async () => {
    const colours = { width: 1, height: 1, values: [1, 2, 3] };
    const usual = colourBmp(colours, { bits: 32, masks: [0xff_0000, 0xff00, 0xff] });
    expect((await readIds(usual, { colours: 'packed' })).ids).toEqual([1 + 256 * 2 + 65_536 * 3]);
    const other = colourBmp(colours, { bits: 32, masks: [0xff, 0xff00, 0xff_0000] });
    expect((await refusalOf(other, { colours: 'packed' })).message).toContain('in the bits ff, ff00, ff0000');
  });

  it('is refused cut off anywhere, and has one plane', async () => {
    expect(await readWhenCut(bmp(image, { bits: 1 }))).toEqual([]);
    expect(await readIds(bmp(image), { plane: 1 })).toEqual(read);
    expect((await refusalOf(bmp(image), { plane: 2 })).message).toContain('has one plane, so there is no plane 2');
  });

  const file = bmp(image);
  it.each([
    ['a width of 2^31', 'at most 16384', withBytes(file, 18, ...int32(2 ** 31 - 1))],
    ['a negative width', 'whole numbers from 1', withBytes(file, 18, ...int32(-3))],
    ['a height of −2^31', 'at most 16384', withBytes(file, 22, ...int32(-(2 ** 31)))],
    ['no height', 'whole numbers from 1', withBytes(file, 22, 0, 0, 0, 0)],
    ['more rows than it has', 'needs 9078 bytes', withBytes(file, 22, ...int32(2000))],
    ['16 bits', '16 bits and compression 0', withBytes(file, 28, 16)],
    ['run lengths', '8 bits and compression 1', withBytes(file, 30, 1)],
    ['pixels inside its header', 'begin at byte 0, but its header ends at 54', withBytes(file, 10, 0, 0, 0, 0)],
    ['pixels beyond its end', 'but has 1086', withBytes(file, 10, 255, 255, 255, 127)],
  ])('with %s is refused', async (_, says, damaged) => {
    expect((await refusalOf(damaged)).message).toContain(says);
  });

  it('that uses a colour which its palette lacks is not an image', async () => {
    const short = bmp(
      { width: 1, height: 1, values: [3] },
      {
        palette: [
          [0, 0, 0],
          [9, 9, 9],
        ],
      },
    );
    await expect(decodeSamples(short)).rejects.toThrow('uses colour 3 of a palette of 2');
    expect((await readIds(short)).ids).toEqual([3]);
  });
});

describe('GIF', () => {
  it('comes back by its indices, interlaced or not, whatever the length of its codes', async () => {
    for (const bits of [1, 2, 5, 8]) {
      await fc.assert(
        fc.asyncProperty(images(2 ** bits - 1), fc.boolean(), async (indices, interlaced) => {
          const { width, height, values } = indices;
          expect(await readIds(gif([{ ...indices, interlaced }], { bits }))).toEqual({
            shape: [height, width],
            ids: values,
          });
        }),
        { seed: 2026, numRuns: 40 },
      );
    }
  });

  it('is read when its table of codes is full and begins anew', async () => {
    let state = 1;
    const values = Array.from({ length: 200 * 100 }, () => (state = (state * 48_271) % 2_147_483_647) % 256);
    expect((await readIds(gif([{ width: 200, height: 100, values }]))).ids).toEqual(values);
    const flat = new Array<number>(300 * 300).fill(7);
    expect((await readIds(gif([{ width: 300, height: 300, values: flat }]))).ids).toEqual(flat);
  });

  it('is the same as libvips writes it', async () => {
    const values = Array.from({ length: 64 * 64 }, (_, i) => (Math.floor(i / 9) % 5) * 50);
    const file = await sharp(Uint8Array.from(values), { raw: { width: 64, height: 64, channels: 1 } })
      .gif({ dither: 0 })
      .toBuffer();
    const { samples } = await decodeSamples(file);
    const found = Array.from({ length: 64 * 64 }, (_, i) => samples.get(Math.floor(i / 64), i % 64, 0));
    expect(found).toEqual(values);
  });

  it('of several frames is refused until one is chosen; each stands for itself if it is whole', async () => {
    const second = { ...image, values: image.values.map((value) => value * 2) };
    const file = gif([image, second, { ...second, transparent: 0 }, { ...image, width: 1, values: [1, 1] }]);
    expect(await refusalOf(file)).toMatchObject({
      code: 'SEVERAL_IMAGES',
      message: expect.stringContaining(
        'animation of 4 frames (planes), but an image is one. Choose one of 1 to 4 with --plane',
      ) as string,
    });
    expect(await readIds(file, { plane: 1 })).toEqual(read);
    expect((await readIds(file, { plane: 2 })).ids).toEqual(second.values);
    expect((await refusalOf(file, { plane: 3 })).message).toContain('Frame 3 of the GIF is transparent in places');
    expect((await refusalOf(file, { plane: 4 })).message).toContain('Frame 4 of the GIF covers 1×2 of 3×2 pixels');
    expect((await refusalOf(file, { plane: 5 })).message).toContain('so there is no plane 5');
    await expect(decodeSamples(file)).rejects.toThrow('Save each frame as an image of its own');
    await expect(readHeader(file)).rejects.toThrow('Save each frame as an image of its own');
    expect(await readIds(gif([{ ...image, transparent: 0 }]))).toEqual(read);
  });

  it('is refused cut off anywhere but before its last byte', async () => {
    const file = gif([image]);
    expect(await readWhenCut(file)).toEqual([file.length - 1]);
  });

  it('with fewer pixels than it says is refused', async () => {
    expect((await refusalOf(gif([{ ...image, endAfter: 4 }]))).message).toContain('holds 4 of 6 pixels');
  });

  const file = gif([image]);
  const frameAt = 13 + 768;
  it.each([
    ['no size', 'whole numbers from 1', withBytes(file, 6, 0, 0)],
    ['a side of 65,535', 'at most 16384', withBytes(file, 6, 255, 255)],
    ['no frame', 'holds no image', gif([], { width: 3, height: 2 })],
    ['an unknown block', 'unknown block at byte 781', withBytes(file, frameAt, 0x99)],
    ['a frame beyond the image', 'reaches beyond the image', withBytes(file, frameAt + 1, 1)],
    ['a frame of a part', 'covers 3×2 of 4×2', gif([image], { width: 4, height: 2 })],
    ['codes of 1 bit', 'codes of 1 bits', withBytes(file, frameAt + 10, 1)],
    ['codes of 200 bits', 'codes of 200 bits', withBytes(file, frameAt + 10, 200)],
    ['a code that does not exist', 'is damaged', withBytes(file, frameAt + 13, 255, 255)],
  ])('with %s is refused', async (_, says, damaged) => {
    expect((await refusalOf(damaged)).message).toContain(says);
  });

  it('whose every byte is changed is read or refused', async () => {
    for (let at = 0; at < file.length; at++) await verdict(withBytes(file, at, file[at]! ^ 0x55));
  });

  it('of very many frames is refused or chosen from, and needs no more memory than its bytes', async () => {
    const one = { width: 1, height: 1, values: [0] };
    const many = gif(
      Array.from({ length: 10_001 }, () => one),
      { bits: 1 },
    );
    expect((await refusalOf(many)).message).toContain('more than 10000 frames');
  });
});

describe('WebP', () => {
  const still = (options: WebpOptions = {}) =>
    sharp(
      Uint8Array.from({ length: 27 }, (_, i) => i * 9),
      { raw: { width: 3, height: 3, channels: 3 } },
    )
      .webp(options)
      .toBuffer();
  const pages = (count: number) =>
    sharp(
      Uint8Array.from({ length: 27 * count }, (_, i) => (i * 31) % 256),
      {
        raw: { width: 3, height: 3 * count, channels: 3, pageHeight: 3 },
      },
    )
      .webp({ lossless: true })
      .toBuffer();

  it('tells its size, lossy, lossless and extended', async () => {
    for (const file of [await still(), await still({ lossless: true })])
      expect(await readHeader(file)).toMatchObject({ kind: 'webp', width: 3, height: 3 });
    expect((await openImage(await still({ lossless: true }))).description.planes).toEqual({ channels: 3, z: 1, t: 1 });
  });

  it('is never a label image, and of several frames never an image', async () => {
    expect((await refusalOf(await still({ lossless: true }))).code).toBe('NOT_LABELS');
    const moving = await pages(2);
    await expect(openImage(moving)).rejects.toMatchObject({ code: 'SEVERAL_IMAGES' });
    await expect(openImage(moving)).rejects.toThrow('Save each frame as an image of its own');
  });

  it('is refused cut off anywhere, and if it holds another size than it says', async () => {
    const file = await still({ lossless: true });
    for (let length = 0; length < file.length; length++)
      await expect(decodeSamples(file.subarray(0, length))).rejects.toBeInstanceOf(FormatError);
    const extended = new Uint8Array(
      Buffer.concat([
        file.subarray(0, 12),
        Buffer.from('VP8X'),
        Buffer.from([10, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 7, 0, 0]),
        file.subarray(12),
      ]),
    );
    new DataView(extended.buffer).setUint32(4, extended.length - 8, true);
    await expect(decodeSamples(extended)).rejects.toBeInstanceOf(FormatError);
    await expect(decodeSamples(withBytes(file, 12, 0x41))).rejects.toThrow('begins with an unknown part');
  });
});

import { png, tiff } from '@cellboard/formats/files.fixture';
import { openWebp } from '../webp.fixture.ts';
import { decodeImage } from './decode-image.ts';
import { encodeThumbnail } from './thumbnail.ts';

/** 0, 1, … 15: dark, so that it is stretched. */
const ramp = { width: 4, height: 4, samples: Array.from({ length: 16 }, (_, i) => i) };
const stretched = ramp.samples.map((value) => Math.round((value * 255) / 15));

describe('decodeImage', () => {
  it('leaves a bright 8-bit image as it is', async () => {
    const samples = [0, 10, 200, 255];
    expect(await decodeImage(png({ width: 2, height: 2, samples }))).toEqual({
      width: 2,
      height: 2,
      channels: 1,
      data: Uint8Array.from(samples),
    });
    const colour = { width: 2, height: 1, samples: [1, 2, 3, 100, 150, 200] };
    expect(Array.from((await decodeImage(png({ ...colour, colour: 2 }))).data)).toEqual(colour.samples);
  });

  it('stretches dark images and images of more than 8 bits between their percentiles', async () => {
    const files = [
      png({ ...ramp }),
      png({ ...ramp, bits: 16 }),
      tiff({ ...ramp, bits: 16 }),
      tiff({ ...ramp, bits: 32, format: 'float' }),
      tiff({ ...ramp, bits: 64, format: 'float' }),
      tiff({ ...ramp, bits: 16, format: 'int', samples: ramp.samples.map((value) => value - 7) }),
      tiff({ ...ramp, bits: 12 }),
    ];
    for (const file of files) expect(Array.from((await decodeImage(file)).data)).toEqual(stretched);
  });

  it('shows an image of one value as black', async () => {
    expect(Array.from((await decodeImage(tiff({ width: 2, height: 1, samples: [700, 700], bits: 16 }))).data)).toEqual([
      0, 0,
    ]);
  });

  it('shows the few bright pixels of an image that is black else, and colours that fill one channel only', async () => {
    const samples = Array.from({ length: 512 * 256 }, (_, i) => (i === 77 * 512 + 5 ? 9 : 0));
    const grey = await decodeImage(png({ width: 512, height: 256, samples: samples.map((value) => value + 3) }));
    expect(Math.max(...grey.data.subarray(0, 512))).toBe(0);
    const red = samples.flatMap((_, i) => [i % 50, 0, 0]);
    const image = await decodeImage(png({ width: 512, height: 256, samples: red, colour: 2 }));
    expect([image.data[0], image.data[49 * 3], image.data[49 * 3 + 1]]).toEqual([0, 255, 0]);
  });

  it('shows colours of any depth and type', async () => {
    const samples = [0, 0, 0, 400, 80, 100];
    const colour = { width: 2, height: 1, channels: 3, samples };
    const files = [
      tiff({ ...colour, bits: 10 }),
      tiff({ ...colour, bits: 64, format: 'float' }),
      tiff({ ...colour, bits: 16, format: 'int', planar: true }),
    ];
    for (const file of files) expect(Array.from((await decodeImage(file)).data)).toEqual([0, 0, 0, 255, 51, 64]);
  });

  it('drops transparency', async () => {
    const image = await decodeImage(png({ width: 1, height: 1, samples: [255, 128, 0, 9], colour: 6 }));
    expect(image).toMatchObject({ channels: 3, data: Uint8Array.from([255, 128, 0]) });
    expect(await decodeImage(png({ width: 1, height: 1, samples: [255, 9], colour: 4 }))).toMatchObject({
      channels: 1,
      data: Uint8Array.from([255]),
    });
  });

  it('shows a palette in its colours', async () => {
    const image = await decodeImage(png({ width: 1, height: 1, samples: [1], colour: 3 }));
    expect(image).toMatchObject({ channels: 3, data: Uint8Array.from([111, 148, 185]) });
  });

  it('keeps the colours of a deep image in proportion', async () => {
    const image = await decodeImage(
      png({ width: 2, height: 1, samples: [0, 0, 0, 40_000, 8000, 10_000], bits: 16, colour: 2 }),
    );
    expect(image.channels).toBe(3);
    expect(Array.from(image.data)).toEqual([0, 0, 0, 255, 51, 64]);
  });

  it('shows samples of few bits in the range of their depth, and white as white', async () => {
    const bits = { width: 4, height: 1, bits: 2, samples: [0, 1, 2, 3] } as const;
    for (const file of [png(bits), tiff(bits)]) {
      expect(Array.from((await decodeImage(file)).data)).toEqual([0, 85, 170, 255]);
    }
    const whiteIsZero = { ...bits, photometric: 0 };
    expect(Array.from((await decodeImage(tiff(whiteIsZero))).data)).toEqual([255, 170, 85, 0]);
    const wide = { width: 2, height: 1, bits: 16, samples: [0, 65_535], photometric: 0 } as const;
    expect(Array.from((await decodeImage(tiff(wide))).data)).toEqual([255, 0]);
  });

  it('shows the page that was asked for', async () => {
    const page = { width: 2, height: 1, samples: [0, 200] };
    const file = tiff(page, { ...page, samples: [250, 0] });
    expect(Array.from((await decodeImage(file, { page: 1 })).data)).toEqual([250, 0]);
  });

  it('says that a file is damaged or no image', async () => {
    await expect(decodeImage(png(ramp).subarray(0, 60))).rejects.toThrow('before its end chunk');
    await expect(decodeImage(Buffer.from('%PDF-1.7'))).rejects.toThrow('An image can be PNG');
  });
});

describe('encodeThumbnail', () => {
  it('fits the longer side, and never enlarges', async () => {
    const image = { width: 100, height: 50, channels: 1 as const, data: new Uint8Array(5000).fill(200) };
    const drawn = async (maxSide: number) => (await openWebp(await encodeThumbnail(image, maxSide))).metadata();
    expect(await drawn(20)).toMatchObject({ format: 'webp', width: 20, height: 10 });
    expect(await drawn(1000)).toMatchObject({ width: 100, height: 50 });
  });
});

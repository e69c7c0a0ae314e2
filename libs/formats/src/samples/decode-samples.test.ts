import type { NdArray } from 'ndarray';
import { FormatError } from '../format-error.ts';
import { decodeSamples, encodeTiffImage, openImage } from '../node.ts';
import { png } from '../png/png.fixture.ts';
import { tiff, type TiffFixture } from '../tiff/tiff.fixture.ts';
import type { ImageNumbers } from './image-reader.ts';

/** Samples as nested lists: rows of pixels of channels. */
function nested(samples: NdArray<ImageNumbers>): number[][][] {
  const [height = 0, width = 0, channels = 0] = samples.shape;
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (__, x) => Array.from({ length: channels }, (___, c) => samples.get(y, x, c))),
  );
}

const of = async (...parameters: Parameters<typeof decodeSamples>) => {
  const { samples, ...facts } = await decodeSamples(...parameters);
  return { values: nested(samples), dtype: samples.dtype, ...facts };
};

describe('PNG', () => {
  it('comes as stored, in its depth, without its transparency', async () => {
    expect(await of(png({ width: 2, height: 1, samples: [3, 250] }))).toMatchObject({
      values: [[[3], [250]]],
      dtype: 'uint8',
      bitDepth: 8,
      colours: false,
      exact: true,
      whiteIsZero: false,
    });
    const deep = await of(png({ width: 1, height: 2, bits: 16, colour: 6, samples: [1, 2, 3, 9, 65_535, 5, 6, 9] }));
    expect(deep).toMatchObject({ values: [[[1, 2, 3]], [[65_535, 5, 6]]], dtype: 'uint16', colours: true });
    expect(deep.channels.map(({ name }) => name)).toEqual(['red', 'green', 'blue']);
    expect(await of(png({ width: 2, height: 1, colour: 4, samples: [7, 0, 8, 255] }))).toMatchObject({
      values: [[[7], [8]]],
      colours: false,
    });
    expect(await of(png({ width: 3, height: 1, bits: 2, samples: [0, 1, 3] }))).toMatchObject({
      values: [[[0], [1], [3]]],
      bitDepth: 2,
    });
  });

  it('comes in the colours of its palette', async () => {
    expect(await of(png({ width: 2, height: 1, colour: 3, samples: [1, 0] }))).toMatchObject({
      values: [
        [
          [111, 148, 185],
          [0, 37, 74],
        ],
      ],
      colours: true,
      bitDepth: 8,
    });
  });

  it('gives one channel, and refuses others', async () => {
    const file = png({ width: 1, height: 1, colour: 2, samples: [1, 2, 3] });
    expect(await of(file, { channel: 1 })).toMatchObject({ values: [[[2]]], colours: false });
    await expect(of(file, { channel: 3 })).rejects.toThrow('has 3 channels, so there is no number 3');
    await expect(of(file, { page: 1 })).rejects.toThrow('has 1 pages');
  });
});

describe('TIFF', () => {
  const three = { width: 2, height: 1, channels: 3, samples: [1, 2, 3, 4, 5, 6] } as const;
  const values = [
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
  ];

  it('comes in the type in which it is stored', async () => {
    const types = {
      uint8: { bits: 8 },
      uint16: { bits: 16 },
      uint32: { bits: 32 },
      int8: { bits: 8, format: 'int' },
      int16: { bits: 16, format: 'int' },
      int32: { bits: 32, format: 'int' },
      float32: { bits: 32, format: 'float' },
      float64: { bits: 64, format: 'float' },
    } as const;
    for (const [dtype, type] of Object.entries(types)) {
      expect(await of(tiff({ ...three, ...type, photometric: 1 }))).toMatchObject({ values, dtype, colours: false });
    }
    const twelve = await of(tiff({ width: 2, height: 1, bits: 12, samples: [0, 4095] }));
    expect(twelve).toMatchObject({ values: [[[0], [4095]]], dtype: 'uint16', bitDepth: 12 });
  });

  it('of 64-bit integers comes as floating point while that is exact', async () => {
    const file = (samples: number[]) => tiff({ width: 2, height: 1, bits: 64, format: 'int', samples });
    expect(await of(file([-5, 2 ** 52]))).toMatchObject({ values: [[[-5], [2 ** 52]]], dtype: 'float64' });
    await expect(of(file([0, 2 ** 60]))).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });

  it('has its channels together, whether they are interleaved, planes, tiles or pages', async () => {
    for (const layout of [
      {},
      { planar: true },
      { tile: [16, 16] as const },
      { bits: 16, planar: true, tile: [16, 16] as const },
    ]) {
      for (const photometric of [1, 2]) {
        const found = await of(tiff({ ...three, photometric, ...layout }));
        expect([layout, found.values, found.colours]).toEqual([layout, values, photometric === 2]);
      }
    }
    const page = (samples: number[]) => ({ width: 2, height: 1, samples });
    const description = 'ImageJ=1.54f\nimages=3\nchannels=3\n';
    const pages = tiff({ ...page([1, 4]), description }, page([2, 5]), page([3, 6]));
    expect(await of(pages)).toMatchObject({ values, colours: false });
    expect(await of(pages, { channel: 2 })).toMatchObject({ values: [[[3], [6]]] });
    await expect(of(tiff({ ...page([1, 4]), description }, page([2, 5]), { ...page([3]), width: 1 }))).rejects.toThrow(
      'channels have 2×1 and 1×1 pixels',
    );
    await expect(
      of(tiff({ ...page([1, 4]), description }, page([2, 5]), { ...page([3, 6]), bits: 16 })),
    ).rejects.toThrow('channels have different types');
  });

  it('has the channels of a composite image of ImageJ, whose palettes are only the colours to show them in', async () => {
    const lut = (...end: number[]) => end.flatMap((value) => [...Array.from({ length: 255 }, () => 0), value]);
    const bytes = (text: string) => [...Buffer.from(text, 'latin1').reverse()];
    const number = (value: number) => [value, 0, 0, 0];
    const head = [...bytes('IJIJ'), ...bytes('info'), ...number(1), ...bytes('luts'), ...number(2)];
    const metadata = (magic: number) => ({
      50838: [head.length, 4, 768, 768],
      50839: [magic, ...head.slice(1), 65, 0, 66, 0, ...lut(0, 255, 0), ...lut(255, 255, 255)],
    });
    const palette = { 320: Array.from({ length: 768 }, (_, i) => (i % 256) * 256) };
    const page = (samples: number[], tags: NonNullable<TiffFixture['tags']>) => ({
      width: 2,
      height: 1,
      samples,
      photometric: 3,
      tags,
    });
    const description = 'ImageJ=1.54f\nimages=2\nchannels=2\nmode=composite\n';
    const composite = (tags: NonNullable<TiffFixture['tags']>) =>
      of(tiff({ ...page([1, 4], { ...palette, ...tags }), description }, page([2, 5], palette)));
    const expected = { values: [[[1, 2], [4, 5]]], colours: false }; // prettier-ignore
    expect(await composite(metadata(bytes('IJIJ')[0]!))).toMatchObject({
      ...expected,
      channels: [{ colour: [0, 255, 0] }, { colour: undefined }],
    });
    for (const tags of [{}, metadata(0)])
      expect((await composite(tags)).channels.map(({ colour }) => colour)).toEqual([undefined, undefined]);
  });

  it('leaves transparency out, and keeps what is not said to be transparency', async () => {
    const four = { width: 1, height: 1, channels: 4, samples: [1, 2, 3, 4] } as const;
    expect((await of(tiff({ ...four, photometric: 2, tags: { 338: [2] } }))).values).toEqual([[[1, 2, 3]]]);
    expect((await of(tiff({ ...four, photometric: 1, tags: { 338: [0, 0, 0] } }))).values).toEqual([[[1, 2, 3, 4]]]);
    expect((await of(tiff({ ...four, photometric: 1, tags: { 338: [0, 0, 2] } }))).values).toEqual([[[1, 2, 3]]]);
  });

  it('says that white is zero, and does not turn it round', async () => {
    const file = tiff({ width: 2, height: 1, samples: [0, 200], photometric: 0 });
    expect(await of(file)).toMatchObject({ values: [[[0], [200]]], whiteIsZero: true });
  });

  it('comes in the colours of its palette, of 16 bits or of 8', async () => {
    const map = (scale: number) => [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120].map((value) => value * scale);
    for (const scale of [256, 1]) {
      const file = tiff({ width: 2, height: 1, bits: 2, samples: [3, 1], photometric: 3, tags: { 320: map(scale) } });
      expect(await of(file)).toMatchObject({
        values: [
          [
            [40, 80, 120],
            [20, 60, 100],
          ],
        ],
        colours: true,
      });
    }
    const none = tiff({ width: 2, height: 1, bits: 2, samples: [3, 1], photometric: 3 });
    await expect(of(none)).rejects.toThrow('a palette of 0 values, but 2 bits need 12');
  });

  it('has the names and colours of channels that OME-XML states', async () => {
    const xml =
      '<OME><Pixels DimensionOrder="XYCZT" SizeC="2" SizeZ="1" SizeT="1">' +
      '<Channel Name="DAPI &lt;nuclei&gt; 5 &#181;M" Color="65535"/><Channel Name="" /></Pixels></OME>';
    const page = { width: 1, height: 1, samples: [1] };
    const { channels } = await of(tiff({ ...page, description: xml }, page));
    expect(channels).toEqual([
      { name: 'DAPI <nuclei> 5 µM', colour: [0, 0, 255] },
      { name: undefined, colour: undefined },
    ]);
  });

  it('of old LZW, of tiles that are left out and with a mask behind is read too', async () => {
    const samples = Array.from({ length: 32 * 32 }, (_, i) => (i * 7) % 251);
    const image = { width: 32, height: 32, samples } as const;
    expect((await of(tiff({ ...image, compression: 'old-lzw' }))).values.flat(2)).toEqual(samples);
    const mask = { width: 32, height: 32, bits: 1, samples: samples.map(() => 1), tags: { 254: [4] } };
    expect(await openImage(tiff(image, mask))).toMatchObject({ description: { planes: { z: 1 } } });
    const sparse = tiff({ ...image, tile: [16, 16], tags: { 324: [0, 0, 0, 0], 325: [0, 0, 0, 0] } });
    expect(new Set((await of(sparse)).values.flat(2))).toEqual(new Set([0]));
  });

  it('that libvips would take for colours of a fixed range has each of its colours as a channel', async () => {
    const cmyk = { width: 1, height: 1, channels: 4, samples: [1, 2, 3, 4], photometric: 5 } as const;
    const found = await of(tiff({ ...cmyk, bits: 32, format: 'float' }));
    expect(found).toMatchObject({ values: [[[1, 2, 3, 4]]], colours: false, exact: true });
    expect(await of(tiff(cmyk))).toMatchObject({ colours: true, exact: false });
  });
});

it('says what an image is before any sample is decoded', async () => {
  const data = new Uint16Array(3 * 4 * 5);
  const { description } = await openImage(await encodeTiffImage({ width: 4, height: 5, channels: 3, data }));
  expect(description).toMatchObject({
    kind: 'tiff',
    width: 4,
    height: 5,
    dtype: 'uint16',
    planes: { channels: 3, z: 1, t: 1 },
    meaning: { colours: false, bitDepth: 16 },
  });
  expect(description.channels).toHaveLength(3);
  await expect(openImage(Buffer.from('{"a": 1}'))).rejects.toThrow(FormatError);
});

it('refuses more channels at once than memory should hold, but reads each', async () => {
  const side = 8192;
  const channels = 5;
  // One pixel that claims to be many, in tiles that are left out.
  const tiles = { 322: [1024], 323: [1024], 324: Array<number>(64).fill(0), 325: Array<number>(64).fill(0) };
  const pixel = { width: 1, height: 1, samples: [0, 0, 0, 0, 0], bits: 16, channels, photometric: 1 } as const;
  const file = tiff({
    ...pixel,
    tags: { 256: [side], 257: [side], 273: undefined, 278: undefined, 279: undefined, ...tiles },
  });
  await expect(decodeSamples(file)).rejects.toMatchObject({
    code: 'TOO_LARGE',
    message: expect.stringContaining('Choose a channel') as string,
  });
  expect((await decodeSamples(file, { channel: 4 })).samples.shape).toEqual([side, side, 1]);
});

import fc from 'fast-check';
import sharp from 'sharp';
import { bytesSource } from '../bytes/byte-source.ts';
import { decodeSamples, nodePlatform, encodeTiffImage } from '../node.ts';
import { readPage, tiffDirectories, type TiffPage } from './tiff-page.ts';
import type { TiffImage } from './tiff-image-writer.ts';
import { readSamples } from './tiff-samples.ts';

const pageOf = async (bytes: Uint8Array): Promise<TiffPage> =>
  readPage((await tiffDirectories(bytesSource(bytes)))[0]!);

async function readAll(bytes: Uint8Array): Promise<number[][]> {
  const page = await pageOf(bytes);
  const source = bytesSource(bytes);
  const channels = Array.from({ length: page.channels }, async (_, channel) =>
    Array.from(await readSamples({ source, page, channel }, nodePlatform), Number),
  );
  return Promise.all(channels);
}

function channelsOf({ data, width, height, channels }: TiffImage): number[][] {
  const plane = width * height;
  return Array.from({ length: channels }, (_, c) => Array.from(data.subarray(c * plane, (c + 1) * plane)));
}

/** Smooth, as microscopy is: neighbours differ little. */
function smooth(make: (length: number) => TiffImage['data'], channels: number): TiffImage {
  const width = 300;
  const height = 400;
  const data = make(width * height * channels);
  for (let i = 0; i < data.length; i++) data[i] = Math.round(100 + 90 * Math.sin(i / 500) * Math.cos((i % width) / 40));
  return { width, height, channels, data };
}

const kinds = [
  (length: number) => new Uint8Array(length),
  (length: number) => new Uint16Array(length),
  (length: number) => new Float32Array(length),
] as const;

it('is read back sample by sample, whatever the type, the size and the number of channels', async () => {
  const images = fc
    .tuple(fc.nat(2), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 }))
    .chain(([kind, width, height, channels]) => {
      const length = { minLength: width * height * channels, maxLength: width * height * channels };
      const data: fc.Arbitrary<TiffImage['data']> = [
        fc.uint8Array(length),
        fc.uint16Array(length),
        fc.float32Array({ ...length, noNaN: true }),
      ][kind]!;
      return data.map((samples) => ({ width, height, channels, data: samples }));
    });
  await fc.assert(
    fc.asyncProperty(images, async (image) => {
      expect(await readAll(await encodeTiffImage(image))).toEqual(channelsOf(image));
    }),
    { seed: 2026, numRuns: 300 },
  );
});

it('is read by libvips, in several strips and with a predictor', async () => {
  for (const make of kinds) {
    const image = smooth(make, 3);
    const bytes = await encodeTiffImage(image);
    expect(await pageOf(bytes)).toMatchObject({
      channels: 3,
      planar: false,
      predictor: make(0) instanceof Float32Array ? 3 : 2,
    });
    const { width, height } = await sharp(bytes).metadata();
    expect([width, height]).toEqual([image.width, image.height]);
    const [first] = channelsOf(image);
    const depth = make(0) instanceof Uint8Array ? 'uchar' : make(0) instanceof Uint16Array ? 'ushort' : 'float';
    const one = await encodeTiffImage({ ...image, channels: 1, data: image.data.slice(0, first!.length) });
    const space = depth === 'ushort' ? 'grey16' : 'b-w';
    const raw = await sharp(one).toColourspace(space).raw({ depth }).toBuffer();
    expect(Array.from(new (make(0).constructor as Uint8ArrayConstructor)(new Uint8Array(raw).buffer))).toEqual(first);
  }
});

it('is read by libvips with two channels', async () => {
  const size = { width: 40, height: 30, channels: 2 };
  const whole = { ...size, data: Uint16Array.from({ length: 2400 }, (_, i) => i * 7) };
  const both = await sharp(await encodeTiffImage(whole))
    .toColourspace('grey16')
    .raw({ depth: 'ushort' })
    .toBuffer();
  const samples = new Uint16Array(new Uint8Array(both).buffer);
  const read = [0, 1].map((channel) => Array.from(samples.filter((_, i) => i % 2 === channel)));
  expect(read).toEqual(channelsOf(whole));
  const floating = { ...size, data: Float32Array.from(whole.data) };
  const first = await sharp(await encodeTiffImage(floating))
    .toColourspace('b-w')
    .raw({ depth: 'float' })
    .toBuffer();
  expect(Array.from(new Float32Array(new Uint8Array(first).buffer))).toEqual(channelsOf(floating)[0]);
});

it('is read in its colours where the channels are said to be some', async () => {
  const data = Uint8Array.from([1, 2, 3, 4, 5, 6]);
  const file = await encodeTiffImage({ width: 2, height: 1, channels: 3, data, colours: true });
  expect([...(await sharp(file).raw().toBuffer())]).toEqual([1, 3, 5, 2, 4, 6]);
  const { colours, channels } = await decodeSamples(file);
  expect([colours, channels.map(({ name }) => name)]).toEqual([true, ['red', 'green', 'blue']]);
});

it('takes no predictor where it would not pay', async () => {
  const data = Uint16Array.from({ length: 10_000 }, (_, i) => (i % 3 === 0 ? 7 : 40_000));
  const page = await pageOf(await encodeTiffImage({ width: 100, height: 100, channels: 1, data }));
  expect(page.predictor).toBe(1);
});

it('refuses samples that do not fit the size, and sizes that nobody reads', async () => {
  const data = new Uint8Array(4);
  const refusal = (size: Omit<TiffImage, 'data'>) => expect(encodeTiffImage({ ...size, data })).rejects;
  await refusal({ width: 2, height: 2, channels: 2 }).toThrow('has 4 samples, but 2 channels');
  await refusal({ width: 2, height: 2, channels: 0 }).toThrow(RangeError);
  await refusal({ width: 2, height: 1, channels: 2, colours: true }).toThrow('red, green and blue are three');
  await refusal({ width: 20_000, height: 1, channels: 1 }).toThrow('at most 16384');
});

import { tiff } from '@cellboard/formats/files.fixture';
import { encodeTiffImage, openImage, readPlanes } from '@cellboard/formats/node';
import { readFileSync } from 'node:fs';
import { CHANNEL_COLOURS } from './composite.ts';
import { decodeImage, decodeMeasured } from './decode-image.ts';

const pixels = async (...args: Parameters<typeof decodeImage>) => {
  const { data, channels } = await decodeImage(...args);
  return Array.from({ length: data.length / channels }, (_, i) =>
    Array.from(data.subarray(i * channels, (i + 1) * channels)),
  );
};

const [blue, orange, green] = CHANNEL_COLOURS;
const black = [0, 0, 0];

/** One pixel of each channel, at a height of its own, so that every channel must be stretched by itself. */
const three = {
  width: 4,
  height: 1,
  channels: 3,
  bits: 16,
  photometric: 1,
  samples: [0, 0, 0, 900, 0, 0, 0, 40, 0, 0, 0, 7],
};

describe('several channels are added in colours, each stretched by itself,', () => {
  it('whether they are interleaved, planes or pages', async () => {
    const shown = [black, blue, orange, green];
    expect(await pixels(tiff(three))).toEqual(shown);
    expect(await pixels(tiff({ ...three, planar: true }))).toEqual(shown);
    const page = (samples: number[]) => ({ width: 4, height: 1, bits: 16, samples });
    const pages = [page([0, 900, 0, 0]), page([0, 0, 40, 0]), page([0, 0, 0, 7])] as const;
    const [first, ...others] = pages;
    expect(
      await pixels(tiff({ ...first, description: 'ImageJ=1.54f\nimages=3\nchannels=3\nmode=composite\n' }, ...others)),
    ).toEqual(shown);
    expect(await pixels(tiff({ ...first, description: ome({ SizeC: 3 }) }, ...others))).toEqual(shown);
  });

  it('of floating point, and whatever is not a number stays black', async () => {
    const data = Float32Array.from([0, 0.5, 1, NaN, 0, 0, 0, -3]);
    const image = await encodeTiffImage({ width: 2, height: 2, channels: 2, data });
    const [dark, half, bright, none] = await pixels(image);
    expect([dark, bright, none]).toEqual([orange, [255, 255, 255], black]);
    expect(half).toEqual([255, 198, 128]);
  });

  it('that together make white where there are two', () => {
    expect(blue!.map((value, i) => value + orange![i]!)).toEqual([255, 255, 255]);
  });

  it('no more than there are colours', async () => {
    const channels = 40;
    const samples = Array.from({ length: 2 * channels }, (_, i) => (i >= channels + 7 ? 500 : 0));
    expect(await pixels(tiff({ width: 2, height: 1, channels, samples, bits: 16 }))).toEqual([black, black]);
  });

  it('or shown alone, in grey', async () => {
    expect(await pixels(tiff(three), { channel: 2 })).toEqual([[0], [0], [0], [255]]);
    await expect(decodeImage(tiff(three), { channel: 3 })).rejects.toMatchObject({ code: 'SEVERAL_IMAGES' });
  });

  it('but transparency is not a channel', async () => {
    const grey = { width: 2, height: 1, channels: 2, samples: [0, 255, 200, 9], tags: { 338: [2] } };
    expect(await readPlanes(tiff(grey))).toEqual({ channels: 1, z: 1, t: 1 });
    expect(await pixels(tiff(grey))).toEqual([[0], [200]]);
  });
});

describe('colours that the file states', () => {
  const pages = [
    { width: 2, height: 1, samples: [0, 9] },
    { width: 2, height: 1, samples: [9, 0] },
  ] as const;
  const withColours = (...colours: string[]) => {
    const channels = colours.map((colour) => `<Channel${colour}/>`).join('');
    return tiff({ ...pages[0], description: ome({ SizeC: 2 }, channels) }, pages[1]);
  };

  it('are taken', async () => {
    expect(await pixels(withColours(' Color="-16776961"', ' Color="65535"'))).toEqual([
      [0, 0, 255],
      [255, 0, 0],
    ]);
  });

  it.each([
    ['red and green', ' Color="-16776961"', ' Color="16711935"'],
    ['yellow and green', ' Color="-65281"', ' Color="16711935"'],
  ])('are not, if they are %s, which many people cannot tell apart', async (_, one, other) => {
    expect(await pixels(withColours(one, other))).toEqual([orange, blue]);
  });

  it('are not, if they are missing, white, alike or no colours', async () => {
    for (const colour of ['', ' Color="-1"', ' Color="-16776961"', ' Color="red"']) {
      expect(await pixels(withColours(colour, ' Color="-16776961"'))).toEqual([orange, blue]);
    }
  });
});

describe('display ranges that the file states', () => {
  const page = { width: 3, height: 1, bits: 16, samples: [100, 180, 9000] };
  const description = 'ImageJ=1.54f\nmin=100.0\nmax=300.0\n';

  it('show a file of ImageJ as ImageJ does', async () => {
    const at = (name: string) => readFileSync(new URL(`files/imagej-ranges.${name}`, import.meta.url));
    const expected = JSON.parse(at('json').toString()) as Record<'channels' | 'shown', object[]>;
    const { description: found } = await openImage(at('tif'));
    expect(found.channels).toEqual(expected.channels);
    const difference = (await pixels(at('tif'))).flatMap((pixel, i) =>
      pixel.map((value, c) => Math.abs(value - (expected.shown as number[][])[i]![c]!)),
    );
    expect(difference).toHaveLength(96);
    // ImageJ divides the range into 256 steps, not 255.
    expect(Math.max(...difference)).toBeLessThanOrEqual(1);
  });

  it('count for a channel that is shown alone, and where white is zero', async () => {
    expect(await pixels(tiff({ ...page, description }))).toEqual([[0], [102], [255]]);
    expect(await pixels(tiff({ ...page, description, photometric: 0 }))).toEqual([[255], [153], [0]]);
    const bytes = { width: 3, height: 1, samples: [10, 50, 250], description: 'ImageJ=1.54f\nmin=10.0\nmax=110.0\n' };
    expect(await pixels(tiff(bytes))).toEqual([[0], [102], [255]]);
  });

  it('do not count for what is measured', async () => {
    const { picture, figures } = await decodeMeasured(tiff({ ...page, description }));
    expect(Array.from(picture.data)).toEqual([0, 2, 255]);
    expect(figures.intensities).toEqual([{ p1: 100, p50: 180, p99: 9000 }]);
  });
});

/** OME-XML as Bio-Formats writes it, with what would mislead a reader of fragments. */
function ome(sizes: Record<string, number | string>, content = ''): string {
  const attributes = Object.entries({ DimensionOrder: 'XYCZT', SizeC: 1, SizeZ: 1, SizeT: 1, ...sizes });
  return `<?xml version="1.0"?><!-- <Pixels SizeC="9" SizeZ="9" SizeT="9" DimensionOrder="XYCZT"/> --><OME><Image Name="a&gt;b">
    <Pixels ID='Pixels:0' ${attributes.map(([name, value]) => `${name}="${value}"`).join(' ')}>${content}</Pixels></Image></OME>`;
}

describe('of several planes', () => {
  /** The value tells the plane: 1 + its number. */
  const stack = (count: number, description?: string) => {
    const page = (i: number) => ({ width: 2, height: 1, samples: [0, 101 + i] });
    return tiff(
      { ...page(0), ...(description === undefined ? {} : { description }) },
      ...Array.from({ length: count - 1 }, (_, i) => page(i + 1)),
    );
  };
  const shown = async (...args: Parameters<typeof decodeImage>) => (await pixels(...args))[1]![0]! - 101;

  it('the first is shown unless another is chosen', async () => {
    const file = stack(5);
    expect(await readPlanes(file)).toEqual({ channels: 1, z: 5, t: 1 });
    expect([await shown(file), await shown(file, { z: 3 }), await shown(file, { page: 4 })]).toEqual([0, 3, 4]);
    await expect(decodeImage(file, { z: 5 })).rejects.toThrow('The image has 5 focal planes, so there is no number 5');
    await expect(decodeImage(file, { t: 1 })).rejects.toThrow('has 1 times');
  });

  it('ImageJ counts channels, then focal planes, then times', async () => {
    const file = stack(12, 'ImageJ=1.53t\nimages=12\nchannels=2\nslices=3\nframes=2\nhyperstack=true\n');
    expect(await readPlanes(file)).toEqual({ channels: 2, z: 3, t: 2 });
    expect(await shown(file, { channel: 1, z: 2, t: 1 })).toBe(11);
    expect(await shown(file, { channel: 0, z: 1, t: 0 })).toBe(2);
  });

  it('OME counts in the order that it states', async () => {
    for (const [order, number] of [
      ['XYCZT', 1 + 2 * 2 + 6],
      ['XYTZC', 1 + 2 * 2 + 6],
      ['XYZCT', 2 + 3 + 6],
    ] as const) {
      const file = stack(12, ome({ DimensionOrder: order, SizeC: 2, SizeZ: 3, SizeT: 2 }));
      expect(await readPlanes(file)).toEqual({ channels: 2, z: 3, t: 2 });
      expect([order, await shown(file, { channel: 1, z: 2, t: 1 })]).toEqual([order, number]);
    }
  });

  it('OME lists the page of every plane, if it does so wholly', async () => {
    const data = (...ifds: number[]) =>
      ifds.map((ifd, z) => `<TiffData FirstZ="${z}" IFD="${ifd}" PlaneCount="1"/>`).join('');
    const sizes = { SizeZ: 3 };
    expect(await shown(stack(3, ome(sizes, data(2, 0, 1))), { z: 0 })).toBe(2);
    expect(await shown(stack(3, ome(sizes, '<TiffData/>')), { z: 2 })).toBe(2);
    for (const wrong of [data(2, 0), data(2, 0, 0), data(2, 0, 3), '<TiffData PlaneCount="9"/>']) {
      expect(await shown(stack(3, ome(sizes, wrong)), { z: 1 })).toBe(1);
    }
  });

  it('a description that does not fit the pages is not believed', async () => {
    const wrong = [
      ome({ SizeZ: 4 }),
      ome({ SizeZ: 1e7 }),
      ome({ SizeZ: 'many' }),
      ome({ SizeZ: 3, DimensionOrder: 'XYCCZ' }),
      `<!DOCTYPE OME [<!ENTITY a "3">]>${ome({ SizeC: 3 })}`,
      '<OME/>',
      '<OME><!-- ',
      'ImageJ=1.5\nchannels=2\n',
      'ImageJ=1.5\nchannels=99999\nslices=99999\nframes=99999\n',
    ];
    for (const description of wrong) {
      expect([description, await readPlanes(stack(3, description))]).toEqual([
        description,
        { channels: 1, z: 3, t: 1 },
      ]);
    }
  });

  it('PNG and JPEG have one', async () => {
    const grey = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
      'base64',
    );
    expect(await readPlanes(grey)).toEqual({ channels: 1, z: 1, t: 1 });
    await expect(decodeImage(grey, { z: 1 })).rejects.toThrow('has 1 focal planes');
  });
});

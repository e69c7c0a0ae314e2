import fc from 'fast-check';
import sharp from 'sharp';
import { decodeLabelPixels, decodeLabels } from './node.ts';
import { png } from './png/png.fixture.ts';
import { tiff, type TiffFixture } from './tiff/tiff.fixture.ts';

const seed = 20_26;

/** Ids in a few runs, as in a label image, so that every compression has something to do. */
function ids(count: number, max: number): number[] {
  return Array.from({ length: count }, (_, i) => (i % 7 === 0 ? 0 : (Math.floor(i / 5) * 2_654_435_761) % (max + 1)));
}

const size = { width: 37, height: 23 };
const pixels = size.width * size.height;

async function decoded(bytes: Uint8Array): Promise<number[]> {
  const image = await decodeLabelPixels(bytes);
  expect(image.shape).toEqual([size.height, size.width]);
  return Array.from(image.data);
}

describe('TIFF', () => {
  const layouts: Record<string, Partial<TiffFixture>> = {
    'one strip': {},
    'strips of 5 rows, the last one shorter': { rowsPerStrip: 5 },
    'tiles of 16×16, cut at the edges': { tile: [16, 16] },
    'big-endian': { bigEndian: true },
    BigTIFF: { bigTiff: true },
    'big-endian BigTIFF in tiles': { bigEndian: true, bigTiff: true, tile: [32, 16] },
  };
  const compressions = ['none', 'lzw', 'deflate', 'packbits', 'zstd'] as const;
  const depths = [
    [8, 'uint', 255],
    [16, 'uint', 65_535],
    [32, 'uint', 4_294_967_295],
    [64, 'uint', 4_294_967_295],
    [8, 'int', 127],
    [16, 'int', 32_767],
    [32, 'int', 2_147_483_647],
    [64, 'int', 4_294_967_295],
    [32, 'float', 16_777_216],
    [64, 'float', 4_294_967_295],
  ] as const;

  for (const [name, layout] of Object.entries(layouts)) {
    for (const compression of compressions) {
      it(`${name}, ${compression}: every depth comes out exactly`, async () => {
        for (const [bits, format, max] of depths) {
          const samples = ids(pixels, max);
          const file = tiff({ ...size, samples, bits, format, compression, ...layout });
          expect(await decoded(file)).toEqual(samples);
        }
      });
    }
  }

  for (const [name, layout] of Object.entries(layouts)) {
    it(`${name}: differences (predictor 2, and 3 for floats) are undone`, async () => {
      for (const [bits, format, max] of depths) {
        const samples = ids(pixels, max);
        const predictor = format === 'float' ? 3 : 2;
        expect(
          await decoded(tiff({ ...size, samples, bits, format, predictor, compression: 'lzw', ...layout })),
        ).toEqual(samples);
      }
    });
  }

  it('depths that fill no whole bytes are unpacked, each row from a new byte', async () => {
    for (const bits of [1, 2, 3, 4, 5, 6, 7, 10, 12, 14]) {
      const samples = ids(pixels, 2 ** bits - 1);
      expect(await decoded(tiff({ ...size, samples, bits, rowsPerStrip: 4 }))).toEqual(samples);
    }
  });

  it('samples are ids, whatever they mean as colours: palette by index, white-is-zero as stored', async () => {
    const samples = ids(pixels, 255);
    expect(await decoded(tiff({ ...size, samples, photometric: 3 }))).toEqual(samples);
    expect(await decoded(tiff({ ...size, samples, photometric: 0 }))).toEqual(samples);
  });

  it('bits stored lowest first are turned round', async () => {
    const file = tiff({ width: 8, height: 1, samples: [1, 1, 0, 0, 0, 0, 0, 0], bits: 1, tags: { 266: [2] } });
    expect(Array.from((await decodeLabelPixels(file)).data)).toEqual([0, 0, 0, 0, 0, 0, 1, 1]);
  });

  it('a page and a channel are decoded when asked for', async () => {
    const first = { width: 2, height: 1, channels: 2, photometric: 1, samples: [1, 2, 3, 4] };
    const second = { ...first, samples: [5, 6, 7, 8] };
    for (const planar of [false, true]) {
      const file = tiff({ ...first, planar }, { ...second, planar });
      const image = await decodeLabelPixels(file, { page: 1, channel: 1 });
      expect(Array.from(image.data)).toEqual([6, 8]);
    }
  });

  it('thumbnails and pyramid levels are not pages', async () => {
    const image = { width: 2, height: 1, samples: [1, 2] };
    const file = tiff({ width: 1, height: 1, samples: [9], tags: { 254: [1] } }, image);
    expect(Array.from((await decodeLabelPixels(file)).data)).toEqual([1, 2]);
  });

  it('LZW restarts its table when it is full', async () => {
    let state = 1;
    const samples = Array.from({ length: 128 * 128 }, () => (state = (state * 48_271) % 2_147_483_647) % 256);
    const image = await decodeLabelPixels(tiff({ width: 128, height: 128, samples, compression: 'lzw' }));
    expect(Array.from(image.data)).toEqual(samples);
  });

  it('any ids, size and layout come back', async () => {
    const raster = fc
      .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 20 }) })
      .chain(({ width, height }) =>
        fc.record({
          width: fc.constant(width),
          height: fc.constant(height),
          samples: fc.array(fc.integer({ min: 0, max: 4_294_967_295 }), {
            minLength: width * height,
            maxLength: width * height,
          }),
          bits: fc.constant(32),
          compression: fc.constantFrom(...compressions),
          predictor: fc.constantFrom(1 as const, 2 as const),
          bigEndian: fc.boolean(),
          bigTiff: fc.boolean(),
          rowsPerStrip: fc.integer({ min: 1, max: 30 }),
        }),
      );
    await fc.assert(
      fc.asyncProperty(raster, async (fixture) => {
        const packed = fixture.compression !== 'none' && fixture.compression !== 'packbits';
        const image = await decodeLabelPixels(tiff({ ...fixture, predictor: packed ? fixture.predictor : 1 }));
        expect(image.shape).toEqual([fixture.height, fixture.width]);
        expect(Array.from(image.data)).toEqual(fixture.samples);
      }),
      { seed, numRuns: 150 },
    );
  });
});

describe('PNG', () => {
  /** Grey of 2 and 4 bits is what smaller files make of multiples of 85 and 17. */
  const spread = (samples: readonly number[], bits: number) =>
    samples.map((sample) => sample * ({ 2: 85, 4: 17 }[bits] ?? 1));

  it('grey of 1, 8 and 16 bits comes out as stored, of 2 and 4 bits as it was before the file was made smaller', async () => {
    for (const bits of [1, 2, 4, 8, 16] as const) {
      const samples = ids(pixels, 2 ** bits - 1);
      expect(await decoded(png({ ...size, samples, bits }))).toEqual(spread(samples, bits));
    }
  });

  it('a palette comes out by index', async () => {
    for (const bits of [1, 2, 4, 8] as const) {
      const samples = ids(pixels, 2 ** bits - 1);
      expect(await decoded(png({ ...size, samples, bits, colour: 3 }))).toEqual(samples);
    }
  });

  it('interlaced pixels come out in their place, whatever the size', async () => {
    for (const bits of [1, 2, 4, 8, 16] as const) {
      const samples = ids(pixels, 2 ** bits - 1);
      expect(await decoded(png({ ...size, samples, bits, interlaced: true }))).toEqual(spread(samples, bits));
    }
    for (let side = 1; side <= 9; side++) {
      const samples = ids(side * 3, 15);
      const image = await decodeLabelPixels(
        png({ width: side, height: 3, samples, bits: 4, colour: 3, interlaced: true }),
      );
      expect(Array.from(image.data)).toEqual(samples);
    }
  });

  it('every filter that another library chooses is undone', async () => {
    const samples = ids(pixels, 65_535);
    for (const adaptiveFiltering of [false, true]) {
      const raw = { ...size, channels: 1 } as const;
      const grey = sharp(Uint16Array.from(samples), { raw }).toColourspace('grey16');
      expect(await decoded(await grey.png({ adaptiveFiltering }).toBuffer())).toEqual(samples);
    }
  });

  it('each of the five filters is undone as the specification says', async () => {
    // Rows of 3 bytes by filters 0 to 4; worked by hand from section 9.2.
    const rows = [
      [0, 1, 2, 3],
      [1, 5, 1, 1],
      [2, 1, 1, 1],
      [3, 7, 2, 2],
      [4, 1, 2, 3],
    ];
    const file = png({ width: 3, height: 5, rows });
    expect(Array.from((await decodeLabelPixels(file)).data)).toEqual([
      1, 2, 3, 5, 6, 7, 6, 7, 8, 10, 10, 11, 11, 13, 16,
    ]);
  });

  it('gamma and significant bits do not touch ids', async () => {
    const samples = ids(pixels, 65_535);
    const chunks = [
      ['gAMA', Uint8Array.from([0, 0, 0x27, 0x10])],
      ['sBIT', Uint8Array.from([12])],
      ['sRGB', Uint8Array.from([1])],
    ] as const;
    for (const chunk of chunks)
      expect(await decoded(png({ ...size, samples, bits: 16, chunks: [chunk] }))).toEqual(samples);
  });
});

describe('colour images, when asked for', () => {
  const colours = { width: 2, height: 2, samples: [0, 0, 0, 5, 1, 0, 0, 0, 2, 5, 1, 0] };
  const files = [
    png({ ...colours, colour: 2 }),
    tiff({ ...colours, channels: 3 }),
    tiff({ ...colours, channels: 3, planar: true }),
  ];

  it('packed colours are red + 256 green + 65,536 blue', async () => {
    for (const file of files) {
      const image = await decodeLabelPixels(file, { colours: 'packed' });
      expect(Array.from(image.data)).toEqual([0, 261, 131_072, 261]);
    }
  });

  it('distinct colours are numbered as they appear, black is background', async () => {
    for (const file of files) {
      const image = await decodeLabelPixels(file, { colours: 'distinct' });
      expect(Array.from(image.data)).toEqual([0, 1, 2, 1]);
    }
  });

  it('transparency does not count', async () => {
    const file = png({ width: 2, height: 1, samples: [1, 0, 0, 9, 1, 0, 0, 200], colour: 6 });
    expect(Array.from((await decodeLabelPixels(file, { colours: 'distinct' })).data)).toEqual([1, 1]);
  });

  it('a picture is refused', async () => {
    const samples = Array.from({ length: 300 * 300 }, (_, i) => [i % 256, (i >> 8) % 256, i >> 16]).flat();
    await expect(
      decodeLabelPixels(png({ width: 300, height: 300, samples, colour: 2 }), { colours: 'distinct' }),
    ).rejects.toThrow('more than 65,535 colours');
  });
});

describe('decodeLabels', () => {
  it('numbers the cells 1..n and keeps their ids', async () => {
    const file = tiff({ width: 3, height: 1, samples: [4_294_967_295, 0, 70_000], bits: 32 });
    const image = await decodeLabels(file);
    expect(Array.from(image.pixels.data)).toEqual([2, 0, 1]);
    expect(Array.from(image.ids)).toEqual([0, 70_000, 4_294_967_295]);
  });
});

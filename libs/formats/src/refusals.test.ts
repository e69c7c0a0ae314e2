import sharp from 'sharp';
import { decodeLabelPixels, readHeader } from './node.ts';
import { FormatError, type FormatErrorCode } from './format-error.ts';
import { npy } from './numpy/pickle.fixture.ts';
import { png } from './png/png.fixture.ts';
import { tiff } from './tiff/tiff.fixture.ts';

const grey = { width: 4, height: 4, samples: Array.from({ length: 16 }, (_, i) => i) };
const colour = { width: 1, height: 1, channels: 3, samples: [1, 2, 3] };

/** The error with which a file is refused; a file that is read fails the test. */
async function refusal(bytes: Uint8Array): Promise<FormatError> {
  try {
    await decodeLabelPixels(bytes);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  throw new Error('The file was read.');
}

function withByte(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const changed = bytes.slice();
  changed[at] = value;
  return changed;
}

const jpeg = () =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();

type Refused = [name: string, code: FormatErrorCode, says: string, file: () => Uint8Array | Promise<Uint8Array>];

const refused: readonly Refused[] = [
  ['an empty file', 'TRUNCATED', 'The file is empty', () => new Uint8Array()],
  ['text', 'UNKNOWN_FORMAT', 'The file is text that begins with "hello". Label images can', () => Buffer.from('hello')],
  [
    'a long text on several lines',
    'UNKNOWN_FORMAT',
    'begins with "id, type 1, é 2, a 3, b …".',
    () => Buffer.from('id, type\r\n1, é\n2, a\n3, b\n4, c\n'),
  ],
  ['zeros', 'UNKNOWN_FORMAT', 'begins with nothing but zeros', () => new Uint8Array(5000)],
  ['a web page', 'UNSUPPORTED', 'a web page', () => Buffer.from('\ufeff\n<!DOCTYPE html><html>')],
  ['a pointer', 'UNSUPPORTED', 'git lfs pull', () => Buffer.from('version https://git-lfs.github.com/spec/v1\noid ')],
  ['a document', 'UNKNOWN_FORMAT', 'The file is a PDF document. Label images can be', () => Buffer.from('%PDF-1.7')],
  [
    'a program',
    'UNKNOWN_FORMAT',
    'The format of the file is not known. Label images can be PNG, TIFF, NumPy, MATLAB, HDF5 or Zarr, or outlines such as COCO, GeoJSON and ImageJ ROIs. Save it as PNG or TIFF. It begins with the bytes 7f 45 4c 46 02.',
    () => Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2),
  ],
  ['a JPEG', 'NOT_LABELS', 'Save the label image as PNG or TIFF', jpeg],
  ['a colour PNG', 'NOT_LABELS', 'colour image of 3 channels', () => png({ ...colour, colour: 2 })],
  [
    'a PNG with transparency',
    'NOT_LABELS',
    'grey image with transparency',
    () => png({ width: 1, height: 1, samples: [1, 2], colour: 4 }),
  ],
  ['a PNG cut off in its header', 'TRUNCATED', 'ends after 20 bytes', () => png(grey).subarray(0, 20)],
  ['a PNG cut off in its data', 'TRUNCATED', 'before its end chunk', () => png(grey).subarray(0, 50)],
  [
    'a palette PNG cut off in its data',
    'TRUNCATED',
    'before its end chunk',
    () => png({ ...grey, colour: 3 }).subarray(0, -30),
  ],
  ['a PNG without IHDR', 'CORRUPT', 'IHDR', () => withByte(png(grey), 12, 0)],
  ['a PNG of 3 bits', 'CORRUPT', 'colour type 0 with 3 bits', () => withByte(png(grey), 24, 3)],
  ['a PNG with interlace method 2', 'CORRUPT', 'interlace method', () => withByte(png(grey), 28, 2)],
  ['a PNG of no width', 'CORRUPT', '0×4 pixels', () => withByte(png(grey), 19, 0)],
  ['a PNG that claims 2^31 pixels a side', 'TOO_LARGE', 'at most 16384', () => withByte(png(grey), 16, 128)],
  [
    'a PNG of more than 64 megapixels',
    'TOO_LARGE',
    '= 67125248 pixels',
    () => withByte(withByte(png({ ...grey, height: 4097 }), 18, 64), 19, 0),
  ],
  ['a colour TIFF', 'NOT_LABELS', 'colour image of 3 channels', () => tiff(colour)],
  ['a TIFF of two channels', 'SEVERAL_IMAGES', 'has 2 channels', () => tiff({ ...grey, width: 2, channels: 2 })],
  ['a TIFF of two pages', 'SEVERAL_IMAGES', 'holds 2 pages', () => tiff(grey, grey)],
  ['a MetaMorph stack', 'SEVERAL_IMAGES', 'holds 3 pages', () => tiff({ ...grey, tags: { 33629: [0, 0, 0] } })],
  [
    'a TIFF of a page for each cell, which may be meant',
    'SEVERAL_IMAGES',
    'Choose one of 1 to 2 with --plane, or say with --objects that each is the mask of one cell.',
    () => tiff(grey, grey),
  ],
  [
    'a TIFF of a channel for each cell',
    'SEVERAL_IMAGES',
    'Choose one of 1 to 2 with --plane, or say with --objects',
    () => tiff({ ...grey, width: 2, channels: 2 }),
  ],
  ['a TIFF cut off in its data', 'TRUNCATED', 'cut off', () => tiff(grey).subarray(0, 20)],
  ['a TIFF of JPEG data', 'UNSUPPORTED', 'compressed as JPEG', () => tiff({ ...grey, compression: 'jpeg' })],
  ['a TIFF of fax data', 'UNSUPPORTED', 'compression 4', () => tiff({ ...grey, tags: { 259: [4] } })],
  [
    'a TIFF with damaged deflate data',
    'CORRUPT',
    'is damaged, or more than',
    () => withByte(tiff({ ...grey, compression: 'deflate' }), 12, 0xff),
  ],
  [
    'a TIFF that inflates to too much',
    'CORRUPT',
    'is damaged, or more than',
    () => tiff({ width: 64, height: 64, samples: [], compression: 'deflate', tags: { 257: [1], 278: [1] } }),
  ],
  [
    'a TIFF with an impossible LZW code',
    'CORRUPT',
    'LZW data holds the code',
    () => withByte(tiff({ ...grey, compression: 'lzw' }), 9, 0x7f),
  ],
  [
    'a TIFF with too few bytes a strip',
    'TRUNCATED',
    'stores 3 bytes, too few for 16',
    () => tiff({ ...grey, tags: { 279: [3] } }),
  ],
  [
    'a TIFF with too few strips',
    'CORRUPT',
    'lists 1 strips or tiles, but its size needs 4',
    () => tiff({ ...grey, tags: { 278: [1] } }),
  ],
  ['a TIFF without a width', 'CORRUPT', 'no ImageWidth', () => tiff({ ...grey, tags: { 256: undefined } })],
  ['a TIFF of no height', 'CORRUPT', '4×0 pixels', () => tiff({ ...grey, tags: { 257: [0] } })],
  [
    'a TIFF that claims 100,000 pixels a side',
    'TOO_LARGE',
    '100000×4',
    () => tiff({ ...grey, tags: { 256: [100_000] } }),
  ],
  ['a TIFF of a huge tile', 'TOO_LARGE', '65536×16', () => tiff({ ...grey, tile: [16, 16], tags: { 322: [65_536] } })],
  ['a TIFF whose pages run in a circle', 'CORRUPT', 'circle', circular],
  ['a TIFF of complex numbers', 'UNSUPPORTED', 'sample format is 5', () => tiff({ ...grey, tags: { 339: [5] } })],
  [
    'a TIFF of 16-bit floats',
    'UNSUPPORTED',
    '16-bit floating point',
    () => tiff({ ...grey, bits: 16, tags: { 339: [3] } }),
  ],
  [
    'a NumPy array of 16-bit floats',
    'UNSUPPORTED',
    'the type <f2, which cannot hold ids',
    () => npy("{'descr': '<f2', 'fortran_order': False, 'shape': (1, 2), }", new Uint8Array(4)),
  ],
  ['a TIFF of 24 bits', 'UNSUPPORTED', '24-bit', () => tiff({ ...grey, bits: 24 })],
  ['a TIFF of 65 bits', 'CORRUPT', '65 bits', () => tiff({ ...grey, tags: { 258: [65] } })],
  [
    'a TIFF of unequal channels',
    'UNSUPPORTED',
    '8, 16 bits',
    () => tiff({ ...grey, channels: 2, tags: { 258: [8, 16] } }),
  ],
  ['a TIFF without channels', 'CORRUPT', '1 to 65535', () => tiff({ ...grey, tags: { 277: [0] } })],
  ['a TIFF with predictor 4', 'CORRUPT', 'predictor 4', () => tiff({ ...grey, tags: { 317: [4] } })],
  [
    'a TIFF with differences, but no compression',
    'UNSUPPORTED',
    'which programs read differently',
    () => tiff({ ...grey, tags: { 317: [2] } }),
  ],
  [
    'negative ids',
    'NOT_LABELS',
    'the value -1,',
    () => tiff({ width: 2, height: 1, samples: [0, -1], bits: 16, format: 'int' }),
  ],
  [
    'probabilities',
    'NOT_LABELS',
    'the value 0.5,',
    () => tiff({ width: 2, height: 1, samples: [0, 0.5], bits: 32, format: 'float' }),
  ],
  [
    'NaN',
    'NOT_LABELS',
    'the value NaN,',
    () => tiff({ width: 1, height: 1, samples: [NaN], bits: 64, format: 'float' }),
  ],
  [
    '32-bit floats too large to be exact',
    'NOT_LABELS',
    'to 16777216',
    () => tiff({ width: 1, height: 1, samples: [2 ** 25], bits: 32, format: 'float' }),
  ],
  [
    'ids above 2^32 − 1',
    'NOT_LABELS',
    'the value 4294967296,',
    () => tiff({ width: 1, height: 1, samples: [2 ** 32], bits: 64 }),
  ],
];

/** The pointer to the next page, the last four bytes, leads back to the only page. */
function circular(): Uint8Array {
  const file = tiff(grey);
  file.set(file.subarray(4, 8), file.length - 4);
  return file;
}

describe('a file that is not a label image is refused, saying what was found', () => {
  for (const [name, code, says, file] of refused) {
    it(`${name}: ${code}`, async () => {
      const error = await refusal(await file());
      expect(error.message).toContain(says);
      expect(error.code).toBe(code);
    });
  }
});

it('a page that is not there is named', async () => {
  await expect(decodeLabelPixels(tiff(grey), { page: 3 })).rejects.toThrow('has 1 pages, so there is no page 3');
  await expect(readHeader(tiff(grey), 3)).rejects.toThrow('there is no page 3');
  await expect(decodeLabelPixels(tiff(grey), { channel: 1 })).rejects.toThrow('so there is no channel 1');
});

it('no single changed byte makes anything but a FormatError or an image of the same size', async () => {
  const files = [
    tiff({ ...grey, compression: 'lzw' }),
    tiff({ ...grey, bigTiff: true, compression: 'deflate' }),
    png(grey),
    png({ ...grey, colour: 3 }),
  ];
  for (const file of files) {
    for (let at = 0; at < file.length; at++) {
      const changed = withByte(file, at, (file[at] ?? 0) ^ 0x41);
      const outcome = await decodeLabelPixels(changed).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(FormatError);
    }
  }
});

describe('a PNG whose chunks are damaged is refused', () => {
  const file = png({ ...grey, chunks: [['tEXt', Buffer.from('Comment\0hello')]] });
  const idat = Buffer.from(file).indexOf('IDAT');
  const text = Buffer.from(file).indexOf('tEXt');
  const iend = Buffer.from(file).indexOf('IEND');

  it('a wrong checksum of the pixels, but not of a comment', async () => {
    expect((await refusal(withByte(file, idat + 8, 0xff))).message).toContain('IDAT chunk has a wrong checksum');
    expect((await decodeLabelPixels(withByte(file, text + 6, 0xff))).shape).toEqual([4, 4]);
  });

  it('no pixels, no palette, a chunk nobody knows, a name that is none, a second header', async () => {
    const none = Buffer.concat([file.subarray(0, idat - 4), file.subarray(iend - 4)]);
    expect((await refusal(none)).message).toContain('no IDAT chunk');
    const palette = Buffer.from(png({ ...grey, bits: 4, colour: 3 }));
    const plte = palette.indexOf('PLTE');
    const bare = Buffer.concat([palette.subarray(0, plte - 4), palette.subarray(plte + 8 + 48)]);
    expect((await refusal(bare)).message).toContain('no PLTE chunk');
    expect((await refusal(png({ ...grey, chunks: [['HUGE', new Uint8Array()]] }))).message).toContain(
      'unexpected HUGE chunk',
    );
    expect((await refusal(png({ ...grey, chunks: [['IHDR', file.subarray(16, 29)]] }))).message).toContain(
      'unexpected IHDR chunk',
    );
    expect((await refusal(withByte(file, text + 1, 7))).message).toContain('no chunk name');
  });

  it('a filter that does not exist, too few and too many rows', async () => {
    expect((await refusal(png({ width: 1, height: 1, rows: [[5, 1]] }))).message).toContain('names filter 5');
    expect((await refusal(png({ width: 1, height: 2, rows: [[0, 1]] }))).message).toContain('holds 2 of 4 bytes');
    expect(
      (
        await refusal(
          png({
            width: 1,
            height: 1,
            rows: [
              [0, 1],
              [0, 1],
            ],
          }),
        )
      ).message,
    ).toContain('is damaged, or more than');
  });

  it('what follows the end chunk does not matter', async () => {
    expect((await decodeLabelPixels(Buffer.concat([file, Buffer.from('PK\u0003\u0004')]))).shape).toEqual([4, 4]);
  });
});

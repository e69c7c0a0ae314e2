import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { FormatError } from '../format-error.ts';
import { readIds, readWhenCut, refusalOf, verdict } from '../verdict.fixture.ts';
import { metaImage, nifti, nrrd, words, type VolumeFixture } from './volume.fixture.ts';

const ids = [0, 1, 2, 3, 256, 65_535];
const image: VolumeFixture = { sizes: [3, 2], data: words(ids) };
const plain = { shape: [2, 3], ids };

const formats = { NIfTI: nifti, NRRD: nrrd, MetaImage: metaImage } as const;

describe.each(Object.entries(formats))('%s', (name, write) => {
  it('is read with x running fastest', async () => {
    expect(await readIds(write(image))).toEqual(plain);
  });

  it('of any size comes back as it was written', async () => {
    const images = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })).chain(([width, height]) =>
      fc.record({
        sizes: fc.constant([width, height]),
        values: fc.array(fc.integer({ min: 0, max: 65_535 }), {
          minLength: width * height,
          maxLength: width * height,
        }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(images, async ({ sizes, values }) => {
        const [width, height] = sizes;
        expect(await readIds(write({ sizes, data: words(values) }))).toEqual({ shape: [height, width], ids: values });
      }),
      { seed: 2026, numRuns: 100 },
    );
  });

  it('of one pixel is read, and axes of length 1 do not count', async () => {
    expect(await readIds(write({ sizes: [1, 1], data: words([7]) }))).toEqual({ shape: [1, 1], ids: [7] });
    expect(await readIds(write({ ...image, sizes: [3, 2, 1] }))).toEqual(plain);
  });

  it('of several planes is refused until one is chosen, and another is named', async () => {
    const stack = write({ sizes: [1, 3, 2], data: words(ids) });
    const volume = write({ sizes: [2, 2, 2], data: words([1, 2, 3, 4, 5, 6, 7, 8]) });
    expect((await refusalOf(volume)).message).toContain('Choose one of its planes 1 to 2 with --plane');
    expect(await readIds(volume, { plane: 2 })).toEqual({ shape: [2, 2], ids: [5, 6, 7, 8] });
    expect((await refusalOf(volume, { plane: 3 })).code).toBe('SEVERAL_IMAGES');
    expect(await readIds(stack)).toEqual({ shape: [2, 3], ids });
  });

  it('with bytes behind the samples is refused: its header may say too little', async () => {
    const longer = write({ ...image, data: words([...ids, 0]) });
    expect(await refusalOf(longer)).toMatchObject({
      code: 'CORRUPT',
      message: expect.stringContaining(
        `The ${name} file has 14 bytes behind its header, but its sizes 3 2 need 12`,
      ) as string,
    });
  });

  it('that is cut off anywhere is refused', async () => {
    expect(await readWhenCut(write(image))).toEqual([]);
  });

  it('of a size that overflows is refused before anything is made of it', async () => {
    const claims = [[2 ** 15 - 1, 2 ** 15 - 1, 2 ** 15 - 1], [0, 2], [5], [-3, 2]];
    for (const sizes of claims) expect(await verdict(write({ ...image, sizes }))).toBeInstanceOf(FormatError);
    expect(
      (await refusalOf(write({ ...image, sizes: [20_000, 1], data: words(new Array<number>(20_000).fill(0)) }))).code,
    ).toBe('TOO_LARGE');
  });
});

type Refused = readonly [name: string, says: string, file: Uint8Array];

describe('NIfTI', () => {
  it('is read in either byte order, with every type that holds ids', async () => {
    expect(await readIds(nifti({ ...image, data: words(ids, true), bigEndian: true }))).toEqual(plain);
    const types = [
      [2, new Uint8Array([0, 1, 2, 3, 4, 255])],
      [4, new Int16Array([0, 1, 2, 3, 4, 32_767])],
      [8, new Int32Array([0, 1, 2, 3, 4, 2 ** 31 - 1])],
      [16, new Float32Array([0, 1, 2, 3, 4, 2 ** 24])],
      [64, new Float64Array([0, 1, 2, 3, 4, 2 ** 32 - 1])],
      [256, new Int8Array([0, 1, 2, 3, 4, 127])],
      [768, new Uint32Array([0, 1, 2, 3, 4, 2 ** 32 - 1])],
      [1024, new BigInt64Array([0n, 1n, 2n, 3n, 4n, 4_294_967_295n])],
      [1280, new BigUint64Array([0n, 1n, 2n, 3n, 4n, 4_294_967_295n])],
    ] as const;
    for (const [type, array] of types) {
      const data = new Uint8Array(array.buffer);
      expect(await readIds(nifti({ sizes: [3, 2], data }, { type }))).toEqual({
        shape: [2, 3],
        ids: [...array].map(Number),
      });
    }
  });

  it('is read with what stands between header and samples, and where no scale is said', async () => {
    const extended = Uint8Array.from([...new Uint8Array(16), ...words(ids)]);
    expect(await readIds(nifti({ ...image, data: extended }, { start: 368 }))).toEqual(plain);
    for (const slope of [0, NaN, Infinity]) expect(await readIds(nifti(image, { slope, intercept: 5 }))).toEqual(plain);
  });

  const refused: readonly Refused[] = [
    ['a header alone', 'Save it as one .nii file', nifti(image, { magic: 'ni1\0' })],
    ['floating point of 128 bits', 'samples of type 1536, which hold no ids', nifti(image, { type: 1536 })],
    ['colours', 'samples of type 128', nifti(image, { type: 128 })],
    ['a scale', 'scales its samples (2 × value + 0)', nifti(image, { slope: 2 })],
    ['an intercept', 'scales its samples (1 × value + 7)', nifti(image, { intercept: 7 })],
    ['samples inside the header', 'begin at byte 0, but from 352', nifti(image, { start: 0 })],
    ['samples before the file', 'begin at byte -12', nifti(image, { start: -12 })],
    ['samples at no number', 'begin at byte NaN', nifti(image, { start: NaN })],
    ['samples between bytes', 'begin at byte 352.5', nifti(image, { start: 352.5 })],
    ['samples beyond the end', 'to its end at 364', nifti(image, { start: 1e9 })],
    ['no axes', 'has 0 axes, but 2 to 7', nifti(image, { axes: 0 })],
    ['one axis', 'has 1 axes', nifti(image, { axes: 1 })],
    ['32,767 axes', 'has 32767 axes', nifti(image, { axes: 32_767 })],
    ['another length of the header', 'does not begin with 348', nifti(image, { headerBytes: 349 })],
  ];
  it.each(refused)('with %s is refused', async (_, says, file) => {
    expect((await refusalOf(file)).message).toContain(says);
  });

  it('of version 2 is refused by name', async () => {
    const file = nifti(image, { headerBytes: 540 });
    file.set(Buffer.from('n+2\0\r\n\u001a\n', 'latin1'), 4);
    expect((await refusalOf(file)).message).toContain('version 2');
  });
});

describe('NRRD', () => {
  it('is read packed, in either byte order, with lines of either end, and whatever others note', async () => {
    expect(await readIds(nrrd({ ...image, data: gzipSync(image.data) }, { encoding: 'GZIP' }))).toEqual(plain);
    expect(await readIds(nrrd({ ...image, data: words(ids, true) }, { endian: 'BIG' }))).toEqual(plain);
    const windows = Buffer.from(nrrd({ ...image, data: new Uint8Array() }))
      .toString('latin1')
      .replaceAll('\n', '\r\n');
    expect(await readIds(Uint8Array.from(Buffer.concat([Buffer.from(windows, 'latin1'), image.data])))).toEqual(plain);
    expect(await readIds(nrrd(image, { 'space directions': '(1,0) (0,1)', kinds: 'domain domain' }))).toEqual(plain);
  });

  it('is not led astray by notes that are called like fields', async () => {
    const noted = Buffer.from(nrrd(image))
      .toString('latin1')
      .replace('# a comment', 'sizes:=6 1\nendian:=big\ntype:=uint8');
    expect(await readIds(Uint8Array.from(Buffer.from(noted, 'latin1')))).toEqual(plain);
  });

  it('of single bytes needs no byte order', async () => {
    const file = nrrd({ sizes: [2, 1], data: Uint8Array.from([1, 255]) }, { type: 'unsigned char', endian: undefined });
    expect(await readIds(file)).toEqual({ shape: [1, 2], ids: [1, 255] });
  });

  it('whose samples begin with line ends is read to the byte', async () => {
    expect(await readIds(nrrd({ sizes: [2, 1], data: words([0x0a0a, 0x0a0d]) }))).toEqual({
      shape: [1, 2],
      ids: [0x0a0a, 0x0a0d],
    });
  });

  const refused: readonly Refused[] = [
    ['samples in another file', 'keeps its samples in another file', nrrd(image, { 'data file': 'a.raw' })],
    ['a packing that is not read', 'packed as bzip2', nrrd(image, { encoding: 'bzip2' })],
    ['numbers as text', 'packed as ascii', nrrd(image, { encoding: 'ascii' })],
    ['blocks', 'samples of type block', nrrd(image, { type: 'block' })],
    ['no type', 'samples of type none', nrrd(image, { type: undefined })],
    ['a type of JavaScript', 'samples of type constructor', nrrd(image, { type: 'constructor' })],
    ['no byte order', '"endian: little" or "endian: big"', nrrd(image, { endian: undefined })],
    ['an unknown byte order', 'byte order "middle"', nrrd(image, { endian: 'middle' })],
    ['another number of axes', 'has 3 axes, but the sizes "3 2"', nrrd(image, { dimension: '3' })],
    ['no sizes', 'has 2 axes, but the sizes ""', nrrd(image, { sizes: undefined })],
    ['sizes that are no numbers', 'has the sizes NaN NaN', nrrd(image, { sizes: '3.0 0x2' })],
    ['sizes beyond all numbers', 'has the sizes', nrrd(image, { sizes: '3 99999999999999999999' })],
    ['seventeen axes', '2 to 16 whole numbers', nrrd(image, { sizes: '1 '.repeat(17), dimension: '17' })],
    ['skipped bytes', 'Save it again without skipped', nrrd(image, { 'byte skip': '-1' })],
    ['skipped lines', 'Save it again without skipped', nrrd(image, { lineskip: '1' })],
    ['a field that comes twice', 'the field "type" twice', nrrd(image, { Type: 'uint8' })],
    ['packed data that are damaged', 'is damaged, or more than', nrrd(image, { encoding: 'gzip' })],
    [
      'packed data that are too few',
      'has 10 bytes behind its header',
      nrrd({ ...image, data: gzipSync(words(ids.slice(1))) }, { encoding: 'gzip' }),
    ],
    [
      'packed data that never end',
      'is damaged, or more than the 12 bytes',
      nrrd({ ...image, data: gzipSync(new Uint8Array(2 ** 24)) }, { encoding: 'gzip' }),
    ],
  ];
  it.each(refused)('with %s is refused', async (_, says, file) => {
    expect((await refusalOf(file)).message).toContain(says);
  });

  it('whose header never ends is refused', async () => {
    const endless = Buffer.from(`NRRD0004\n${'# more\n'.repeat(20_000)}`);
    expect((await refusalOf(endless)).message).toContain('ends inside its header');
  });
});

describe('MetaImage', () => {
  it('is read packed, in either byte order, however truth is spelled', async () => {
    const packed = { ...image, data: deflateSync(image.data) };
    for (const yes of ['True', 'true', 'TRUE', '1', 'T']) {
      expect(await readIds(metaImage(packed, { CompressedData: yes }))).toEqual(plain);
      const big = { ...image, data: words(ids, true) };
      expect(await readIds(metaImage(big, { BinaryDataByteOrderMSB: yes, BinaryData: yes }))).toEqual(plain);
      expect(await readIds(metaImage(big, { BinaryDataByteOrderMSB: undefined, ElementByteOrderMSB: yes }))).toEqual(
        plain,
      );
    }
    expect(await readIds(metaImage(image, { ElementDataFile: 'Local', HeaderSize: '0' }))).toEqual(plain);
  });

  it('of several channels is refused until one is chosen', async () => {
    const more = metaImage({ sizes: [2, 2], data: words([1, 2, 3, 4, 5, 6, 7, 8]) }, { ElementNumberOfChannels: '2' });
    expect((await refusalOf(more)).code).toBe('SEVERAL_IMAGES');
  });

  const refused: readonly Refused[] = [
    ['samples in another file', 'keeps its samples in another file', metaImage(image, { ElementDataFile: 'a.raw' })],
    ['numbers as text', 'keeps its samples as text', metaImage(image, { BinaryData: 'False' })],
    ['skipped bytes', 'HeaderSize = -1', metaImage(image, { HeaderSize: '-1' })],
    ['skipped bytes of no number', 'HeaderSize = x', metaImage(image, { HeaderSize: 'x' })],
    ['texts', 'samples of type MET_STRING', metaImage(image, { ElementType: 'MET_STRING' })],
    ['another number of axes', 'has 3 axes, but the sizes "3 2"', metaImage(image, { NDims: '3' })],
    ['half a channel', 'has the sizes 0.5 3 2', metaImage(image, { ElementNumberOfChannels: '0.5' })],
    ['channels of no number', 'has the sizes NaN 3 2', metaImage(image, { ElementNumberOfChannels: 'many' })],
    ['packed data that are damaged', 'is damaged, or more than', metaImage(image, { CompressedData: 'True' })],
  ];
  it.each(refused)('with %s is refused', async (_, says, file) => {
    expect((await refusalOf(file)).message).toContain(says);
  });
});

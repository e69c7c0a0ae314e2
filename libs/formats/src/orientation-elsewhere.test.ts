import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { exif } from './exif.fixture.ts';
import { decodeSamples, openImage } from './node.ts';
import { MAX_XMP, xmpOrientation } from './orientation.ts';
import { png } from './png/png.fixture.ts';
import { tiff } from './tiff/tiff.fixture.ts';
import { readIds, refusalOf } from './verdict.fixture.ts';

const grey = { width: 2, height: 1, samples: [1, 2] };

describe('XMP data', () => {
  it('say it as an attribute or an element, in any of these ways', () => {
    const says = (text: string) => xmpOrientation(Buffer.from(text));
    expect(says('<rdf:Description tiff:Orientation="6"/>')).toBe(6);
    expect(says("<rdf:Description tiff:Orientation = '3'>")).toBe(3);
    expect(says('<tiff:Orientation> 8 </tiff:Orientation>')).toBe(8);
    expect(says('<tiff:Orientation>1</tiff:Orientation><x tiff:Orientation="5"/>')).toBe(5);
  });

  it('that say nothing, or something else, leave it upright', () => {
    const other = ['', 'tiff:Orientation', 'tiff:Orientation="6', 'tiff:Orientation="66"', 'tiff:Orientation="0"'];
    for (const text of [...other, 'xtiff:Orientations="6"', 'crs:Orientation="6"', 'tiff:Orientation="1"'])
      expect([text, xmpOrientation(Buffer.from(text))]).toEqual([text, 1]);
    expect(xmpOrientation(Buffer.concat([Buffer.alloc(MAX_XMP), Buffer.from('tiff:Orientation="6"')]))).toBe(1);
  });
});

/** XMP as programs write it. */
const xmp = (orientation: number) =>
  Buffer.from(
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
      `<rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="${orientation}"/></rdf:RDF></x:xmpmeta>`,
  );

describe('an image that asks to be turned elsewhere than in EXIF is refused too', () => {
  const latin = (text: string) => Buffer.from(text, 'latin1');
  /** As ImageMagick writes a profile: its name and length, and lines of hexadecimal digits. */
  const profile = (name: string, data: Uint8Array) =>
    latin(
      `\n${name}\n${String(data.length).padStart(8)}\n${Buffer.from(data).toString('hex').replace(/.{72}/g, '$&\n')}\n`,
    );
  const named = (keyword: string, ...parts: Uint8Array[]) => Buffer.concat([latin(`${keyword}\0`), ...parts]);
  const app1 = (data: Uint8Array) => Buffer.concat([latin('http://ns.adobe.com/xap/1.0/\0'), data]);

  const texts = (orientation: number): (readonly [string, Uint8Array])[] => {
    const data = exif(orientation);
    const international = (packed: number) => Buffer.concat([Buffer.of(packed, 0), latin('en\0translated\0')]);
    return [
      ['tEXt', named('Raw profile type exif', profile('exif', data))],
      ['zTXt', named('Raw profile type exif', Buffer.of(0), deflateSync(profile('exif', data)))],
      [
        'zTXt',
        named(
          'Raw profile type APP1',
          Buffer.of(0),
          deflateSync(profile('APP1', Buffer.concat([latin('Exif\0\0'), data]))),
        ),
      ],
      ['tEXt', named('Raw profile type APP1', profile('generic', app1(xmp(orientation))))],
      ['tEXt', named('Raw profile type xmp', profile('xmp', xmp(orientation)))],
      ['iTXt', named('XML:com.adobe.xmp', international(0), xmp(orientation))],
      ['iTXt', named('XML:com.adobe.xmp', Buffer.of(0, 0, 0, 0), xmp(orientation))],
      ['iTXt', named('XML:com.adobe.xmp', international(1), deflateSync(xmp(orientation)))],
    ];
  };

  it('PNG: profiles of ImageMagick, and XMP, packed or not', async () => {
    for (const chunk of texts(6)) {
      const file = png({ ...grey, chunks: [chunk] });
      expect((await refusalOf(file)).message).toContain('The PNG asks to be turned (orientation 6)');
      await expect(decodeSamples(file)).rejects.toThrow('asks to be turned (orientation 6)');
    }
    expect((await readIds(png({ ...grey, chunks: texts(1) }))).ids).toEqual([1, 2]);
  });

  it('PNG: texts that are damaged, far too long or about something else are passed over', async () => {
    const passed: (readonly [string, Uint8Array])[] = [
      ...texts(6).map(([name, data]) => [name, data.subarray(0, 30)] as const),
      ['tEXt', latin('Raw profile type exif')],
      ['tEXt', named('Raw profile type exif', latin('\nexif\n 4\nzz'))],
      ['zTXt', named('Raw profile type exif', Buffer.of(0), deflateSync(Buffer.alloc(20_000_000)))],
      ['tEXt', named('Comment', xmp(6))],
      ['tEXt', named('constructor', xmp(6))],
      ['iTXt', named('XML:com.adobe.xmp', Buffer.of(0))],
    ];
    for (const chunk of passed) expect((await readIds(png({ ...grey, chunks: [chunk] }))).ids).toEqual([1, 2]);
  });

  const jpeg = () =>
    sharp({ create: { width: 6, height: 3, channels: 3, background: '#888' } })
      .jpeg()
      .toBuffer();
  const withSegment = async (data: Uint8Array) => {
    const file = await jpeg();
    const head = Buffer.from([0xff, 0xe1, 0, 0]);
    head.writeUInt16BE(data.length + 2, 2);
    return Buffer.concat([file.subarray(0, 2), head, data, file.subarray(2)]);
  };

  it('JPEG: XMP, also behind EXIF that calls it upright', async () => {
    await expect(openImage(await withSegment(app1(xmp(3))))).rejects.toThrow(
      'The JPEG asks to be turned (orientation 3)',
    );
    const both = await withSegment(app1(xmp(8)));
    const upright = Buffer.concat([latin('Exif\0\0'), exif(1)]);
    const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, upright.length + 2]), upright]);
    const first = Buffer.concat([both.subarray(0, 2), segment, both.subarray(2)]);
    await expect(openImage(first)).rejects.toThrow('orientation 8');
    expect((await decodeSamples(await withSegment(app1(xmp(1))))).samples.shape).toEqual([3, 6, 3]);
    expect((await decodeSamples(await withSegment(xmp(6)))).samples.shape).toEqual([3, 6, 3]);
  });

  it('WebP: XMP', async () => {
    const webp = await sharp({ create: { width: 6, height: 3, channels: 3, background: '#888' } })
      .withExif({ IFD0: { Orientation: '1' } })
      .webp()
      .toBuffer();
    const data = xmp(6);
    const part = Buffer.concat([latin('XMP '), Buffer.alloc(4), data, Buffer.alloc(data.length % 2)]);
    part.writeUInt32LE(data.length, 4);
    const file = Buffer.concat([webp, part]);
    file.writeUInt32LE(file.length - 8, 4);
    await expect(openImage(file)).rejects.toThrow('The WebP asks to be turned (orientation 6)');
    expect((await openImage(webp)).description).toMatchObject({ width: 6, height: 3 });
  });

  it('TIFF: XMP, as label image and as image; that lies beyond the file is passed over', async () => {
    for (const bigTiff of [false, true]) {
      const file = tiff({ ...grey, bigTiff, tags: { 700: [...xmp(5)] } });
      expect((await refusalOf(file)).message).toContain('The TIFF asks to be turned (orientation 5)');
      await expect(openImage(file)).rejects.toThrow('asks to be turned (orientation 5)');
      expect((await readIds(tiff({ ...grey, bigTiff, tags: { 700: [...xmp(1)] } }))).ids).toEqual([1, 2]);
    }
    const file = Buffer.from(tiff({ ...grey, tags: { 700: [...xmp(5)] } }));
    const entry = file.indexOf(Buffer.from([0xbc, 0x02, 1, 0]));
    expect(entry).toBeGreaterThan(0);
    file.writeUInt32LE(0xffff_fff0, entry + 8);
    expect((await readIds(file)).ids).toEqual([1, 2]);
  });
});

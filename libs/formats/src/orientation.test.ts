import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { decodeSamples, imagesIn, openImage, readCheckedLabels, readPlanes } from './node.ts';
import { exif } from './exif.fixture.ts';
import { exifOrientation } from './orientation.ts';
import { png } from './png/png.fixture.ts';
import { tiff } from './tiff/tiff.fixture.ts';
import { readIds, refusalOf } from './verdict.fixture.ts';

describe('EXIF data', () => {
  it('say how an image is turned, in either byte order, with or without a name before them', () => {
    for (const big of [false, true]) {
      expect(exifOrientation(exif(6, { big }))).toBe(6);
      expect(exifOrientation(Buffer.concat([Buffer.from('Exif\0\0'), exif(3, { big })]))).toBe(3);
    }
  });

  it('that say nothing, or are damaged, leave it upright', () => {
    expect(exifOrientation(exif(6, { tag: 0x0110 }))).toBe(1);
    const whole = exif(6);
    for (let length = 0; length < 22; length++) expect(exifOrientation(whole.subarray(0, length))).toBe(1);
    const beyond = exif(6);
    new DataView(beyond.buffer).setUint32(4, 0xffff_ffff, true);
    expect(exifOrientation(beyond)).toBe(1);
    expect(exifOrientation(exif(6, { tag: 1, entries: 65_535 }))).toBe(1);
    expect(exifOrientation(Buffer.from('neither order'))).toBe(1);
  });
});

const grey = { width: 2, height: 1, samples: [1, 2] };
const turned = [2, 3, 4, 5, 6, 7, 8];
const upright = [0, 1, 9, 65_535];

describe('an image that asks to be turned is refused, one that is upright is read', () => {
  it('PNG, as label image and as image', async () => {
    for (const orientation of turned) {
      const file = png({ ...grey, chunks: [['eXIf', exif(orientation)]] });
      expect(await refusalOf(file)).toMatchObject({
        code: 'UNSUPPORTED',
        message: `The PNG asks to be turned (orientation ${orientation}), which programs read differently. Save it upright.`,
      });
      await expect(decodeSamples(file)).rejects.toThrow('asks to be turned');
    }
    for (const orientation of upright)
      expect((await readIds(png({ ...grey, chunks: [['eXIf', exif(orientation)]] }))).ids).toEqual([1, 2]);
    for (const data of [new Uint8Array(), exif(6).subarray(0, 15)])
      expect((await readIds(png({ ...grey, chunks: [['eXIf', data]] }))).ids).toEqual([1, 2]);
  });

  it('PNG whose EXIF data stand behind its pixels', async () => {
    const file = Buffer.from(png(grey));
    const body = Buffer.concat([Buffer.from('eXIf'), exif(8)]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(body.length - 4);
    frame.writeUInt32BE(crc32(body), 4);
    const end = file.length - 12;
    const behind = Buffer.concat([
      file.subarray(0, end),
      frame.subarray(0, 4),
      body,
      frame.subarray(4),
      file.subarray(end),
    ]);
    expect((await refusalOf(behind)).message).toContain('orientation 8');
  });

  const picture = () =>
    sharp(
      Uint8Array.from({ length: 18 * 3 }, (_, i) => i * 4),
      { raw: { width: 6, height: 3, channels: 3 } },
    );

  it('JPEG and WebP', async () => {
    for (const orientation of turned) {
      const jpeg = await picture().withMetadata({ orientation }).jpeg().toBuffer();
      await expect(openImage(jpeg)).rejects.toThrow(`The JPEG asks to be turned (orientation ${orientation})`);
      const webp = await picture().withMetadata({ orientation }).webp().toBuffer();
      await expect(openImage(webp)).rejects.toThrow(`The WebP asks to be turned (orientation ${orientation})`);
    }
    for (const file of [
      await picture().withMetadata({ orientation: 1 }).jpeg().toBuffer(),
      await picture().withMetadata({ orientation: 1 }).webp().toBuffer(),
      await picture().jpeg().toBuffer(),
    ])
      expect((await decodeSamples(file)).samples.shape).toEqual([3, 6, 3]);
  });

  it('TIFF, as label image and as image', async () => {
    for (const orientation of turned) {
      const file = tiff({ ...grey, tags: { 274: [orientation] } });
      expect((await refusalOf(file)).message).toContain(`The TIFF asks to be turned (orientation ${orientation})`);
      await expect(openImage(file)).rejects.toThrow('asks to be turned');
    }
    for (const orientation of upright)
      expect((await readIds(tiff({ ...grey, tags: { 274: [orientation] } }))).ids).toEqual([1, 2]);
  });
});

describe('a PNG that is animated', () => {
  const word = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const acTL = (frames: number) => ['acTL', Buffer.concat([word(frames), word(0)])] as const;
  const fcTL = ['fcTL', Buffer.alloc(26)] as const;
  const fdAT = ['fdAT', Buffer.concat([word(1), deflateSync(Buffer.from([0, 9, 9]))])] as const;

  it('gives its first frame as a label image and says so, unless that was chosen', async () => {
    const file = png({ ...grey, chunks: [acTL(3), fcTL] });
    const { notes } = await readCheckedLabels(file);
    expect(notes[0]).toBe('The PNG is an animation of 3 frames, of which the first was taken.');
    expect((await readCheckedLabels(file, { plane: 1 })).notes.join()).not.toContain('animation');
    expect(await refusalOf(file, { plane: 2 })).toMatchObject({
      code: 'UNSUPPORTED',
      message: expect.stringContaining('of which only the first is read') as string,
    });
    expect((await refusalOf(file, { plane: 4 })).message).toContain('so there is no plane 4');
    expect(await imagesIn(file)).toEqual([]);
  });

  it('is an image of several times, of which the first is read', async () => {
    const file = png({ ...grey, chunks: [acTL(3), fcTL] });
    expect(await readPlanes(file)).toEqual({ channels: 1, z: 1, t: 3 });
    expect((await decodeSamples(file)).samples.shape).toEqual([1, 2, 1]);
    await expect(decodeSamples(file, { t: 1 })).rejects.toThrow('only the first is read');
  });

  it('counts the image that is no frame, and is still if there is one frame', async () => {
    expect(await readPlanes(png({ ...grey, chunks: [acTL(2)] }))).toMatchObject({ t: 3 });
    for (const chunks of [[acTL(1), fcTL], [acTL(1)], [acTL(0)], [fdAT], [['acTL', new Uint8Array(3)] as const]]) {
      expect(await readPlanes(png({ ...grey, chunks }))).toMatchObject({ t: 1 });
      expect((await readIds(png({ ...grey, chunks }))).ids).toEqual([1, 2]);
    }
  });

  it('is counted at once, whatever it claims and however many chunks stand before its pixels', async () => {
    expect(await readPlanes(png({ ...grey, chunks: [acTL(0xffff_ffff), fcTL] }))).toMatchObject({ t: 0xffff_ffff });
    const many = Array.from({ length: 5000 }, () => ['tEXt', Buffer.from('a\0b')] as const);
    expect((await readIds(png({ ...grey, chunks: many }))).ids).toEqual([1, 2]);
    expect(await readPlanes(png({ ...grey, chunks: many }))).toMatchObject({ t: 1 });
  });
});

it('another plane than the only one of a PNG is refused', async () => {
  expect((await refusalOf(png(grey), { plane: 2 })).message).toContain('has one plane, so there is no plane 2');
  expect((await readIds(png(grey), { plane: 1 })).ids).toEqual([1, 2]);
});

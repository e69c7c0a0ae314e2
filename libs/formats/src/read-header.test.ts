import sharp from 'sharp';
import { readHeader } from './node.ts';
import { png } from './png/png.fixture.ts';
import { tiff } from './tiff/tiff.fixture.ts';

it('tells a PNG', async () => {
  expect(await readHeader(png({ width: 3, height: 2, samples: [], bits: 16 }))).toMatchObject({
    kind: 'png',
    width: 3,
    height: 2,
    channels: 1,
    bitDepth: 16,
    sampleFormat: 'uint',
    palette: false,
    pages: 1,
  });
  expect(await readHeader(png({ width: 3, height: 2, samples: [], bits: 2, colour: 3 }))).toMatchObject({
    bitDepth: 2,
    palette: true,
  });
  expect(await readHeader(png({ width: 3, height: 2, samples: [], colour: 6 }))).toMatchObject({ channels: 4 });
});

it('tells a TIFF and its pages', async () => {
  const page = { width: 3, height: 2, samples: [], bits: 32, format: 'float' as const };
  expect(await readHeader(tiff(page, { ...page, width: 5 }))).toEqual({
    kind: 'tiff',
    width: 3,
    height: 2,
    channels: 1,
    bitDepth: 32,
    sampleFormat: 'float',
    palette: false,
    pages: 2,
  });
  expect(await readHeader(tiff(page, { ...page, width: 5 }), 1)).toMatchObject({ width: 5 });
});

it('tells a JPEG', async () => {
  const file = await sharp({ create: { width: 9, height: 7, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();
  expect(await readHeader(file)).toMatchObject({ kind: 'jpeg', width: 9, height: 7, channels: 3, bitDepth: 8 });
});

it('refuses a JPEG that is cut off or does not chain', async () => {
  const file = await sharp({ create: { width: 9, height: 7, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();
  await expect(readHeader(file.subarray(0, 12))).rejects.toThrow('ends before its first frame');
  const broken = Uint8Array.from(file);
  broken[5] = 9; // the first segment now ends inside itself
  await expect(readHeader(broken)).rejects.toThrow('has no marker at byte 13');
});

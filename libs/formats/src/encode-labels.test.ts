import { createHash } from 'node:crypto';
import fc from 'fast-check';
import ndarray from 'ndarray';
import sharp from 'sharp';
import {
  decodeLabelPixels,
  encodeEarlierLabels,
  encodeLabels,
  encodePng16,
  encodeTiff16,
  encodeTiff32,
  readHeader,
} from './node.ts';

const image = (ids: number[], width: number) => ndarray(Uint32Array.from(ids), [ids.length / width, width]);

it('any label image is written and read back the same', async () => {
  const raster = fc
    .tuple(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom(255, 65_535, 4_294_967_295),
    )
    .chain(([width, height, max]) =>
      fc.tuple(
        fc.constant(width),
        fc.array(fc.integer({ min: 0, max }), { minLength: width * height, maxLength: width * height }),
      ),
    );
  await fc.assert(
    fc.asyncProperty(raster, async ([width, ids]) => {
      const pixels = image(ids, width);
      const read = await decodeLabelPixels(await encodeLabels(pixels));
      expect(read.shape).toEqual(pixels.shape);
      expect(Array.from(read.data)).toEqual(ids);
    }),
    { seed: 2026, numRuns: 60 },
  );
});

it('writes 16-bit PNG as long as the ids allow it, else 32-bit TIFF', async () => {
  expect(await readHeader(await encodeLabels(image([65_535], 1)))).toMatchObject({
    kind: 'png',
    bitDepth: 16,
    channels: 1,
  });
  expect(await readHeader(await encodeLabels(image([65_536], 1)))).toMatchObject({
    kind: 'tiff',
    bitDepth: 32,
    channels: 1,
  });
  await expect(encodePng16(image([65_536], 1))).rejects.toThrow('holds the id 65536, but a 16-bit PNG ends at 65535');
});

it('writes a TIFF of several strips that another library reads the same', async () => {
  const ids = Array.from({ length: 300 * 500 }, (_, i) => (i * 2_654_435_761) % 4_294_967_296);
  const file = await encodeTiff32(image(ids, 300));
  const { data } = await sharp(file).toColourspace('b-w').raw({ depth: 'uint' }).toBuffer({ resolveWithObject: true });
  expect(Array.from(new Uint32Array(data.buffer, data.byteOffset, ids.length))).toEqual(ids);
});

it('writes a 16-bit TIFF, as long as the ids allow it', async () => {
  const ids = Array.from({ length: 300 * 500 }, (_, i) => (i * 40_503) % 65_536);
  const file = await encodeTiff16(image(ids, 300));
  expect(await readHeader(file)).toMatchObject({ bitDepth: 16, width: 300, height: 500 });
  expect(Array.from((await decodeLabelPixels(file)).data)).toEqual(ids);
  await expect(encodeTiff16(image([65_536], 1))).rejects.toThrow('holds the id 65536, but 16 bits end at 65535');
});

it('writes the same PNG on every processor and platform, and the one of earlier releases where that is asked for', async () => {
  const ids = Array.from({ length: 60 * 40 }, (_, i) => (i % 60 < 20 ? 0 : 1 + 300 * Math.floor(i / 600)));
  const [now, earlier] = [await encodeLabels(image(ids, 60)), await encodeEarlierLabels(image(ids, 60))];
  expect(createHash('sha256').update(now).digest('hex')).toBe(
    'c083e74992b60ae80e91f0ce21d7d24ec42b1f897715a5cead2c658d72c3fb56',
  );
  expect(now).not.toEqual(earlier);
  for (const file of [now, earlier]) expect(Array.from((await decodeLabelPixels(file)).data)).toEqual(ids);
  expect(await encodeEarlierLabels(image([65_536], 1))).toEqual(await encodeTiff32(image([65_536], 1)));
});

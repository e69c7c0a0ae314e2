import { toLabelImage, toOriginalIds, type LabelImage } from '@cellboard/labels';
import fc from 'fast-check';
import ndarray from 'ndarray';
import { decodeLabelPixels, encodePng16, encodeTiff16, encodeTiff32 } from './node.ts';
import { encodeRoiSet } from './imagej/roi-writer.ts';
import { encodeCoco } from './json/coco-writer.ts';
import { encodeGeoJson } from './json/geojson-writer.ts';
import { encodeNpy, encodeNpz } from './numpy/npy-writer.ts';
import type { LabelChoice } from './label-raster.ts';

/** Small images where cells touch, have holes, and fall into parts. */
const images = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc
      .array(fc.constantFrom(0, 0, 1, 1, 2, 900), { minLength: width * height, maxLength: width * height })
      .map((ids) => toLabelImage(ndarray(Uint32Array.from(ids), [height, width]))),
  );

const sizeOf = ({ pixels }: LabelImage) => ({ height: pixels.shape[0] ?? 0, width: pixels.shape[1] ?? 0 });
const numbers = ({ pixels }: LabelImage) => Array.from(pixels.data);
const originalIds = (image: LabelImage) => Array.from(toOriginalIds(image).data);

async function read(bytes: Uint8Array, choice: LabelChoice): Promise<number[]> {
  return Array.from((await decodeLabelPixels(bytes, choice)).data);
}

describe('what is written is read back pixel by pixel', () => {
  it('GeoJSON, numbered in its order', async () => {
    await fc.assert(
      fc.asyncProperty(images, async (image) => {
        fc.pre(image.cellCount > 0);
        expect(await read(encodeGeoJson(image), { size: sizeOf(image), overlap: 'refuse' })).toEqual(numbers(image));
      }),
      { seed: 2026, numRuns: 150 },
    );
  });

  it('ImageJ region sets, with the ids', async () => {
    await fc.assert(
      fc.asyncProperty(images, async (image) => {
        fc.pre(image.cellCount > 0);
        expect(await read(encodeRoiSet(image), { size: sizeOf(image), overlap: 'refuse' })).toEqual(originalIds(image));
      }),
      { seed: 2026, numRuns: 150 },
    );
  });

  it('COCO run lengths, numbered in their order', async () => {
    await fc.assert(
      fc.asyncProperty(images, images, async (first, second) => {
        const file = encodeCoco([
          { fileName: 'a.png', labels: first },
          { fileName: 'b.png', labels: second },
        ]);
        expect(await read(file, { part: 'a.png', overlap: 'refuse' })).toEqual(numbers(first));
        expect(await read(file, { part: '2' })).toEqual(numbers(second));
      }),
      { seed: 2026, numRuns: 150 },
    );
  });

  it('any ids in every format of pixels', async () => {
    const rasters = (most: number) =>
      fc
        .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }))
        .chain(([width, height]) =>
          fc
            .array(fc.integer({ min: 0, max: most }), { minLength: width * height, maxLength: width * height })
            .map((ids) => ({ ids, shape: [height, width] })),
        );
    await fc.assert(
      fc.asyncProperty(rasters(65_535), rasters(4_294_967_295), async (small, large) => {
        const [pixels16, pixels32] = [
          ndarray(Uint16Array.from(small.ids), small.shape),
          ndarray(Uint32Array.from(large.ids), large.shape),
        ];
        for (const file of [await encodePng16(pixels16), await encodeTiff16(pixels16), encodeNpz({ masks: pixels16 })])
          expect(await read(file, {})).toEqual(small.ids);
        for (const file of [await encodeTiff32(pixels32), encodeNpy(pixels32)])
          expect(await read(file, {})).toEqual(large.ids);
      }),
      { seed: 2026, numRuns: 100 },
    );
  });

  it('NumPy arrays of every type', async () => {
    for (const data of [
      Uint8Array.from([0, 255]),
      Uint16Array.from([0, 65_535]),
      Uint32Array.from([0, 4_294_967_295]),
    ]) {
      const pixels = ndarray(data, [1, 2]);
      expect(await read(encodeNpy(pixels), {})).toEqual(Array.from(data));
      expect(await read(encodeNpz({ masks: pixels, other: ndarray(Uint8Array.from([7]), [1, 1]) }), {})).toEqual(
        Array.from(data),
      );
    }
  });
});

it('COCO annotations have area and box', () => {
  const labels = toLabelImage(ndarray(Uint16Array.from([0, 5, 5, 0, 5, 5, 0, 0, 9]), [3, 3]));
  const json = JSON.parse(new TextDecoder().decode(encodeCoco([{ fileName: 'a.png', labels }]))) as {
    annotations: unknown[];
  };
  expect(json.annotations).toEqual([
    expect.objectContaining({ id: 1, image_id: 1, area: 4, bbox: [1, 0, 2, 2] }),
    expect.objectContaining({ id: 2, image_id: 1, area: 1, bbox: [2, 2, 1, 1] }),
  ]);
});

it('a region set names its regions by id, in order', () => {
  const file = Buffer.from(encodeRoiSet(toLabelImage(ndarray(Uint16Array.from([5, 0, 12]), [1, 3]))));
  expect(file.includes('05.roi') && file.includes('12.roi')).toBe(true);
});

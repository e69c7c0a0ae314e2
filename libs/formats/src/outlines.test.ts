import { toLabelImage, type LabelImage } from '@cellboard/labels';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import ndarray from 'ndarray';
import { decodeLabelPixels, decodeLabels, encodeTiff32 } from './node.ts';
import { encodeCellposeOutlines } from './cellpose-outlines-writer.ts';
import { encodeRoiSet } from './imagej/roi-writer.ts';
import { encodeCoco } from './json/coco-writer.ts';
import { encodeGeoJson } from './json/geojson-writer.ts';
import type { LabelChoice } from './label-raster.ts';
import { traceCells } from './shapes/trace-cells.ts';
import { traceContours } from './shapes/trace-contours.ts';

const image = (...rows: string[]) =>
  toLabelImage(ndarray(Uint8Array.from(rows.join(''), Number), [rows.length, rows[0]?.length ?? 0]));
const sizeOf = ({ pixels }: LabelImage) => ({ height: pixels.shape[0] ?? 0, width: pixels.shape[1] ?? 0 });
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('contours', () => {
  it('run as those of OpenCV 4.6', () => {
    expect(traceContours(image('0110000', '0111100', '0010010', '0011110', '1000000'))).toEqual([
      [
        [1, 0, 1, 1, 2, 2, 2, 3, 3, 3, 4, 3, 5, 3, 5, 2, 4, 1, 3, 1, 2, 0],
        [0, 4],
      ],
    ]);
  });

  it('pass thin parts there and back', () => {
    expect(traceContours(image('1111'))).toEqual([[[0, 0, 1, 0, 2, 0, 3, 0, 2, 0, 1, 0]]]);
  });
});

describe('Cellpose outlines', () => {
  it('have a line a cell, however small it is', () => {
    const file = encodeCellposeOutlines(image('110', '110', '002', '300', '300'));
    expect(text(file)).toBe('0,0,0,1,1,1,1,0\n2,2,2,2,2,2\n0,3,0,4,0,3\n');
  });

  it('keep the part with the longest border, its holes filled', async () => {
    const cells = image('111000', '101011', '111000');
    const { data } = await decodeLabelPixels(encodeCellposeOutlines(cells), { size: sizeOf(cells) });
    expect(Array.from(data).join('')).toBe('111000111000111000');
  });

  it('are numbered by line: Cellpose leaves that of a very small cell empty', async () => {
    expect(Array.from((await decodeLabelPixels(Buffer.from('\n1,0,1,0,1,0\n\n0,0,0,0,0,0\n'))).data)).toEqual([4, 2]);
  });

  it('are not the rows of a label image written as text', async () => {
    const row = (...ids: number[]) => ids.join(',');
    const table = [...Array.from({ length: 7 }, () => row(0, 0, 0, 0, 5, 5, 5, 0)), row(0, 0, 0, 0, 0, 0, 0, 0)];
    await expect(decodeLabelPixels(Buffer.from(table.join('\n')))).rejects.toThrow('a table of 8 rows and 8 columns');
  });

  it('give back every cell of one part without holes', async () => {
    const images = fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
      .chain(([width, height]) =>
        fc
          .array(fc.constantFrom(0, 1, 1, 1, 2), { minLength: width * height, maxLength: width * height })
          .map((ids) => toLabelImage(ndarray(Uint32Array.from(ids), [height, width]))),
      );
    let strict = 0;
    await fc.assert(
      fc.asyncProperty(images, async (labels) => {
        fc.pre(labels.cellCount > 0);
        for (let cell = 1; cell <= labels.cellCount; cell++) {
          const only = toLabelImage(
            ndarray(
              labels.pixels.data.map((id) => (id === cell ? 1 : 0)),
              labels.pixels.shape,
            ),
          );
          const { data } = await decodeLabelPixels(encodeCellposeOutlines(only), { size: sizeOf(only) });
          const parts = filledParts(only);
          expect(parts).toContainEqual(Array.from(data).join(''));
          if (parts.length === 1 && parts[0] === Array.from(only.pixels.data).join('')) strict++;
        }
      }),
      { seed: 2026, numRuns: 300 },
    );
    expect(strict).toBeGreaterThan(50);
  });
});

/** Every part of the only cell with its holes filled, by flooding a pixel at a time. */
function filledParts(only: LabelImage): string[] {
  const { width, height } = sizeOf(only);
  const left = new Set(Array.from(only.pixels.data.keys()).filter((i) => only.pixels.data[i] === 1));
  const parts: string[] = [];
  for (const start of left) {
    const part = flood({ width, height }, { start, corners: true, open: (i) => left.has(i) });
    for (const i of part) left.delete(i);
    // One pixel more on every side, so that what is around is one region.
    const wide = { width: width + 2, height: height + 2 };
    const inWide = (i: number) => (Math.floor(i / width) + 1) * wide.width + (i % width) + 1;
    const blocked = new Set([...part].map(inWide));
    const outside = flood(wide, { start: 0, corners: false, open: (i) => !blocked.has(i) });
    parts.push(Array.from({ length: width * height }, (_, i) => (outside.has(inWide(i)) ? 0 : 1)).join(''));
  }
  return parts;
}

interface Flood {
  readonly start: number;
  readonly corners: boolean;
  readonly open: (i: number) => boolean;
}

function flood({ width, height }: { width: number; height: number }, { start, corners, open }: Flood): Set<number> {
  const found = new Set([start]);
  for (const i of found) {
    const [x, y] = [i % width, Math.floor(i / width)];
    for (const [dx, dy] of [-1, 0, 1].flatMap((a) => [-1, 0, 1].map((b) => [a, b] as const))) {
      if (!corners && dx !== 0 && dy !== 0) continue;
      const [u, v] = [x + dx, y + dy];
      if (u >= 0 && v >= 0 && u < width && v < height && open(v * width + u)) found.add(v * width + u);
    }
  }
  return found;
}

/** Four images with files as many tools write them, which lie beside the repository where it is developed. */
const SAMPLES = new URL('../../../../shared/data/samples/generated_from_dsb/', import.meta.url);
const here = existsSync(SAMPLES);
if (!here) console.warn('Skipped: there are no sample files beside the repository (../shared/data/samples).');
const withSamples = here ? describe : describe.skip;
const read = (name: string) => new Uint8Array(readFileSync(new URL(name, SAMPLES)));

/** SHA-1 of what Cellpose's `outlines_list` and `outlines_to_text` make of the masks, run with OpenCV 4.6. */
const CELLPOSE_OUTLINES = {
  '00071198d059': 'b3c6d51d726272f9476378693f339adeafc03d10',
  '02903040e19d': 'aa9630f15f032201a12f233ab32ad0cf36989b46',
  '0bf33d3db428': 'cb289aaaf29090cb5b96c562c73eb79d25ff9a46',
  '15039b3acccc': 'e7804948e7badaa362bdbcc3e2a3deb793fcff44',
};

withSamples.each(Object.entries(CELLPOSE_OUTLINES))('the cells of %s', (name, cellposeOutlines) => {
  const truth = () => decodeLabels(read(`${name}_cp_masks.tif`));

  it('come back pixel by pixel from every format that we write', async () => {
    const labels = await truth();
    const choice: LabelChoice = { size: sizeOf(labels), overlap: 'refuse' };
    const files: Record<string, Uint8Array> = {
      tiff: await encodeTiff32(labels.pixels),
      coco: encodeCoco([{ fileName: 'a.png', labels }]),
      geojson: encodeGeoJson(labels),
      imagej: encodeRoiSet(labels),
      outlines: encodeCellposeOutlines(labels),
      'coco polygons': cocoPolygons(labels),
      'hovernet-json': hoverNet(labels),
    };
    for (const [format, file] of Object.entries(files))
      expect([format, await iousBelowOne(labels, file, choice)]).toEqual([format, []]);
  });

  it('have the outlines that Cellpose writes, byte by byte', async () => {
    const file = encodeCellposeOutlines(await truth());
    expect(createHash('sha1').update(file).digest('hex')).toBe(cellposeOutlines);
  });

  it('have an IoU of 1 in files with outlines along pixel corners', async () => {
    const labels = await truth();
    // The sample files hold the largest part of cell 13 alone, whose other pixels touch it at corners only.
    const lost = name === '00071198d059' ? [13] : [];
    for (const ending of ['_qupath.geojson', '_stardist_rois.zip']) {
      const below = await iousBelowOne(labels, read(name + ending), { size: sizeOf(labels) });
      expect([ending, below.map(([cell]) => cell)]).toEqual([ending, lost]);
    }
    const below = await iousBelowOne(labels, read('coco_polygons.json'), { part: `${name}.png` });
    expect(below.map(([cell]) => cell)).toEqual(lost);
  });
});

/** Cell and IoU of all cells that are not the same. */
async function iousBelowOne(labels: LabelImage, file: Uint8Array, choice: LabelChoice): Promise<[number, number][]> {
  const { pixels } = await decodeLabels(file, choice);
  return Array.from({ length: labels.cellCount }, (_, i): [number, number] => {
    let both = 0;
    let either = 0;
    labels.pixels.data.forEach((id, at) => {
      const [inTruth, inFile] = [id === i + 1, pixels.data[at] === i + 1];
      if (inTruth && inFile) both++;
      if (inTruth || inFile) either++;
    });
    return [i + 1, both / either];
  }).filter(([, iou]) => iou < 1);
}

/** Cells without holes as COCO polygons along the borders of their pixels. */
function cocoPolygons(labels: LabelImage): Uint8Array {
  const annotations = traceCells(labels).map((parts, i) => ({
    id: i + 1,
    image_id: 1,
    segmentation: parts.map(({ outline }) => outline),
  }));
  return Buffer.from(JSON.stringify({ images: [{ id: 1, ...sizeOf(labels) }], annotations }));
}

/** Contours without the points between corners, as HoVer-Net takes them from OpenCV (`CHAIN_APPROX_SIMPLE`). */
function hoverNet(labels: LabelImage): Uint8Array {
  const nuclei = traceContours(labels).map(([contour = []], i) => {
    const points = contour.flatMap((x, at) => (at % 2 === 0 ? [[x, contour[at + 1] ?? 0] as const] : []));
    const corners = points.filter(([x, y], at) => {
      const [before, after] = [points.at(at - 1) ?? [0, 0], points[(at + 1) % points.length] ?? [0, 0]];
      return before[0] + after[0] !== 2 * x || before[1] + after[1] !== 2 * y;
    });
    return [String(i + 1), { contour: corners }];
  });
  return Buffer.from(JSON.stringify({ mag: null, nuc: Object.fromEntries(nuclei) as unknown }));
}

import { zipSync } from 'fflate';
import { decodeLabelPixels } from '../node.ts';
import type { LabelChoice } from '../label-raster.ts';

interface RoiFixture {
  readonly type?: number;
  readonly version?: number;
  readonly box: readonly [top: number, left: number, bottom: number, right: number];
  readonly points?: readonly (readonly [x: number, y: number])[];
  readonly subPixel?: boolean;
  /** Segments of a composed region. */
  readonly path?: readonly number[];
}

/** A region written by ImageJ's RoiEncoder.java. */
function roi({ type = 0, version = 227, box, points = [], subPixel = false, path = [] }: RoiFixture): Uint8Array {
  const file = Buffer.alloc(64 + points.length * (subPixel ? 12 : 4) + path.length * 4);
  file.write('Iout');
  file.writeInt16BE(version, 4);
  file.writeUInt8(type, 6);
  box.forEach((side, i) => file.writeInt16BE(side, 8 + i * 2));
  file.writeUInt16BE(points.length, 16);
  file.writeInt32BE(path.length, 36);
  file.writeUInt16BE(subPixel ? 128 : 0, 50);
  const n = points.length;
  points.forEach(([x, y], i) => {
    file.writeInt16BE(Math.floor(x) - box[1], 64 + i * 2);
    file.writeInt16BE(Math.floor(y) - box[0], 64 + (n + i) * 2);
    if (!subPixel) return;
    file.writeFloatBE(x, 64 + n * 4 + i * 4);
    file.writeFloatBE(y, 64 + n * 8 + i * 4);
  });
  path.forEach((value, i) => file.writeFloatBE(value, 64 + i * 4));
  return file;
}

const size = { width: 5, height: 4 };

async function rows(file: Uint8Array, choice: LabelChoice = { size }): Promise<string[]> {
  const { data, shape } = await decodeLabelPixels(file, choice);
  const width = shape[1] ?? 0;
  return Array.from({ length: shape[0] ?? 0 }, (_, y) =>
    Array.from(data.subarray(y * width, (y + 1) * width)).join(''),
  );
}

describe('ImageJ regions', () => {
  const corners = [
    [1, 1],
    [4, 1],
    [4, 3],
    [1, 3],
  ] as const;
  const filled = ['00000', '01110', '01110', '00000'];

  it('polygons, freehand and traced regions are filled along their corners', async () => {
    for (const type of [0, 7, 8]) expect(await rows(roi({ type, box: [1, 1, 3, 4], points: corners }))).toEqual(filled);
  });

  it('fractions of pixels count where the region has them', async () => {
    const points = corners.map(([x, y]) => [x + 0.4, y - 0.4] as const);
    expect(await rows(roi({ box: [0, 1, 2, 4], points, subPixel: true }))).toEqual(filled);
    const half = corners.map(([x, y]) => [x + 0.6, y] as const);
    expect(await rows(roi({ box: [1, 1, 3, 4], points: half, subPixel: true }))).toEqual([
      '00000',
      '00111',
      '00111',
      '00000',
    ]);
  });

  it('rectangles and ovals', async () => {
    expect(await rows(roi({ type: 1, box: [1, 1, 3, 4] }))).toEqual(filled);
    expect(await rows(roi({ type: 2, box: [0, 0, 4, 5] }))).toEqual(['01110', '11111', '11111', '01110']);
  });

  it('composed regions, whose parts cut each other out', async () => {
    const square = ([left, top, right, bottom]: [number, number, number, number]) => [
      0,
      left,
      top,
      1,
      right,
      top,
      1,
      right,
      bottom,
      1,
      left,
      bottom,
      4,
    ];
    const path = [...square([0, 0, 5, 4]), ...square([1, 1, 4, 3])];
    expect(await rows(roi({ type: 1, box: [0, 0, 4, 5], path }))).toEqual(['11111', '10001', '10001', '11111']);
  });

  it('curves of composed regions', async () => {
    // Half a circle from (0, 2) over the top to (4, 2), as two quarter curves, and half a parabola back.
    const k = 2 * 0.552_284_75;
    const path = [0, 0, 2, 3, 0, 2 - k, 2 - k, 0, 2, 0, 3, 2 + k, 0, 4, 2 - k, 4, 2, 2, 2, 6, 0, 2, 4];
    expect(await rows(roi({ type: 1, box: [0, 0, 4, 4], path }))).toEqual(['01100', '11110', '11110', '01100']);
  });

  it('say the size they need when no image does', async () => {
    expect(await rows(roi({ box: [1, 1, 3, 4], points: corners }), {})).toEqual(['0000', '0111', '0111']);
    expect(await rows(roi({ type: 2, box: [0, 0, 2, 2] }), {})).toEqual(['11', '11']);
  });

  const refused: readonly (readonly [name: string, says: string, file: Uint8Array])[] = [
    ['a line', 'which has no area', roi({ type: 3, box: [0, 0, 1, 1] })],
    ['a point', 'which has no area', roi({ type: 10, box: [0, 0, 1, 1] })],
    ['a type that does not exist', 'type 11', roi({ type: 11, box: [0, 0, 1, 1] })],
    ['a negative version', 'version -1', roi({ version: -1, box: [0, 0, 1, 1] })],
    ['a box that runs back', 'back to', roi({ type: 1, box: [3, 3, 1, 1] })],
    ['a cut header', 'inside its header', roi({ box: [0, 0, 1, 1] }).subarray(0, 30)],
    [
      'cut points',
      'has 4 points, but ends after 70 of 80',
      roi({ box: [1, 1, 3, 4], points: corners }).subarray(0, 70),
    ],
    ['two points', 'has 4 numbers', roi({ box: [1, 1, 3, 4], points: corners.slice(0, 2) })],
    ['a cut path', 'path has 3 numbers', roi({ box: [0, 0, 1, 1], path: [0, 1, 1] }).subarray(0, 70)],
    ['a path with an unknown segment', 'a segment of type 9', roi({ box: [0, 0, 1, 1], path: [9, 1, 1] })],
    ['a path with half a segment', 'a segment of type 3', roi({ box: [0, 0, 1, 1], path: [3, 1, 1] })],
  ];
  for (const [name, says, file] of refused) {
    it(`refuse ${name}`, async () => {
      await expect(rows(file)).rejects.toThrow(says);
    });
  }
});

describe('region sets', () => {
  const left = roi({ type: 1, box: [0, 0, 1, 1] });
  const right = roi({ type: 1, box: [0, 2, 1, 3] });

  it('are numbered in the order of their names', async () => {
    expect(await rows(zipSync({ 'b.roi': left, 'a.roi': right }), {})).toEqual(['201']);
  });

  it('keep ids where all names are numbers', async () => {
    expect(await rows(zipSync({ '007.roi': left, '3.roi': right }), {})).toEqual(['703']);
    expect(await rows(zipSync({ '007.roi': left, '7.roi': right }), {})).toEqual(['102']);
  });

  it('pass over what macOS adds', async () => {
    expect(await rows(zipSync({ 'a.roi': left, '__MACOSX/._a.roi': new Uint8Array(220) }), {})).toEqual(['1']);
  });

  it('name the region that is damaged', async () => {
    await expect(rows(zipSync({ 'a.roi': left, 'b.roi': left.slice(0, 20) }), {})).rejects.toThrow(
      'Region "b": The ImageJ region ends',
    );
  });
});

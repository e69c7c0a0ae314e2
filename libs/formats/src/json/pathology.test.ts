import fc from 'fast-check';
import { readCheckedLabels } from '../node.ts';
import { jsonFile, readIds, refusalOf, textFile, verdict } from '../verdict.fixture.ts';

/** The contour of a rectangle through the middles of its border pixels. */
const contour = (...[left, top, right, bottom]: readonly [number, number, number, number]) => [
  [left, top],
  [right - 1, top],
  [right - 1, bottom - 1],
  [left, bottom - 1],
];

const size = { width: 8, height: 6 };
const row = (ids: readonly number[], y: number) => ids.slice(y * 8, y * 8 + 8).join('');

describe.each([
  [
    'HoVer-Net',
    (contours: readonly unknown[]) => ({
      mag: 40,
      nuc: Object.fromEntries(contours.map((one, i) => [i + 1, { contour: one }])) as unknown,
    }),
  ],
  [
    'HoVer-Net, the nuclei alone',
    (contours: readonly unknown[]) =>
      Object.fromEntries(contours.map((one, i) => [i + 1, { contour: one }])) as unknown,
  ],
  [
    'CellViT',
    (contours: readonly unknown[]) => ({
      type_map: { 1: 'Neoplastic' },
      cells: contours.map((one) => ({ contour: one, type: 1 })),
    }),
  ],
])('%s', (_, write) => {
  const file = (...contours: readonly unknown[]) => jsonFile(write(contours));

  it('is filled with its border, and a cell may be a pixel', async () => {
    const { ids } = await readIds(file(contour(1, 1, 4, 3), contour(5, 0, 6, 1), contour(6, 4, 8, 6)), { size });
    expect([0, 1, 2, 4, 5].map((y) => row(ids, y))).toEqual([
      '00000200',
      '01110000',
      '01110000',
      '00000033',
      '00000033',
    ]);
  });

  it('has the size that its cells need if no image says it', async () => {
    expect((await readIds(file(contour(1, 1, 4, 3)))).shape).toEqual([3, 4]);
  });

  it('moves with its coordinates, and in any order has the same cells', async () => {
    const square = fc.tuple(
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 1, max: 6 }),
    );
    const of = { width: 40, height: 40 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(square, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 9 }),
        async (squares, by) => {
          const contours = squares.map(([left, top, side]) => contour(left, top, left + side, top + side));
          const moved = contours.map((points) => points.map(([x = 0, y = 0]) => [x + by, y + by]));
          const [{ ids }, { ids: shifted }] = [
            await readIds(file(...contours), { size: of }),
            await readIds(file(...moved), { size: of }),
          ];
          expect(ids.every((id, i) => i + by * 41 >= 1600 || i % 40 >= 40 - by || shifted[i + by * 41] === id)).toBe(
            true,
          );
          expect(shifted.filter((id) => id !== 0)).toHaveLength(ids.filter((id) => id !== 0).length);
        },
      ),
      { seed: 2026, numRuns: 60 },
    );
  });

  it('leaves out and notes contours of fewer than three points', async () => {
    const short = [
      [1, 1],
      [2, 2],
    ];
    const { notes } = await readCheckedLabels(file(contour(1, 1, 4, 3), short, []), { size });
    expect(notes[0]).toContain('2 of 3 objects were left out as no cell. Nucleus 2');
  });

  it('with points that are no places is refused', async () => {
    const odd: unknown[] = [null, '1', 1e9, -1e9, 1e300, [1], {}, true];
    for (const value of odd)
      expect(
        await verdict(
          file([
            [1, 1],
            [2, 1],
            [value, 2],
          ]),
          { size },
        ),
      ).toMatchObject({ code: 'CORRUPT' });
    for (const points of [
      [1, 1, 2, 1, 2, 2],
      [
        [1, 1, 0],
        [2, 1, 0],
        [2, 2, 0],
        [1, 2, 0],
      ],
      [[[1, 1]], [[2, 1]], [[2, 2]]],
    ])
      expect(await verdict(file(points), { size })).toMatchObject({ code: 'CORRUPT' });
  });

  it('whose lines run far outside of the image without end is refused in time', async () => {
    const far = Array.from({ length: 20_000 }, (__, i) => [i % 2 === 0 ? 60_000 : 20_000, 20_000]);
    expect((await refusalOf(file(far), { size: { width: 16_000, height: 10 } })).message).toContain('takes more than');
  });
});

it('ids of HoVer-Net are whole numbers without another spelling', async () => {
  const nuclei = (text: string) => textFile(`{"mag": 40, "nuc": {${text}}}`);
  const cell = '{"contour": [[0, 0], [1, 0], [1, 1]]}';
  expect((await readIds(nuclei(`"4294967295": ${cell}`))).ids).toContain(4_294_967_295);
  for (const id of [
    '0',
    '-1',
    '1.5',
    '1.0',
    '01',
    '1e3',
    '0x1',
    ' 1',
    '',
    '4294967296',
    '99999999999',
    '__proto__',
    'constructor',
  ])
    expect((await refusalOf(nuclei(`"${id}": ${cell}`))).message).toContain(`the id "${id}"`);
});

describe('GeoJSON of many features', () => {
  const polygon = (left: number, top: number, side: number) => [
    [
      [left, top],
      [left + side, top],
      [left + side, top + side],
      [left, top + side],
      [left, top],
    ],
  ];
  const feature = (coordinates: unknown, objectType = 'annotation', type = 'Polygon') => ({
    type: 'Feature',
    properties: { objectType },
    geometry: { type, coordinates },
  });
  const collection = (...features: readonly unknown[]) => jsonFile({ type: 'FeatureCollection', features });

  it('leaves out a region that holds at least half of the others, wherever it stands', async () => {
    const cells = [0, 2, 4, 6].map((left) => feature(polygon(left, 0, 1)));
    const region = feature(polygon(0, 0, 5));
    for (const features of [
      [region, ...cells],
      [...cells, region],
      [...cells.slice(0, 2), region, ...cells.slice(2)],
    ]) {
      const { labels, notes } = await readCheckedLabels(collection(...features), { size });
      expect([labels.cellCount, notes[0]]).toEqual([4, expect.stringContaining('1 of 5 features is a region')]);
    }
    const small = feature(polygon(0, 0, 3));
    expect((await readCheckedLabels(collection(small, ...cells), { size })).notes).toEqual([]);
  });

  it('differ from regions, found in little time, as tens of thousands of cells and as boxes within boxes', async () => {
    const cells = Array.from({ length: 20_000 }, (_, i) => feature(polygon((i % 200) * 4, Math.floor(i / 200) * 4, 3)));
    const { labels } = await readCheckedLabels(collection(...cells), { size: { width: 800, height: 800 } });
    expect(labels.cellCount).toBe(20_000);
    const nested = Array.from({ length: 16_000 }, (_, i) => feature(polygon(i / 100, i / 100, 400 - i / 50)));
    expect((await refusalOf(collection(...nested), { size: { width: 800, height: 800 } })).code).toBe('TOO_LARGE');
  });

  it('that hold very many parts are taken apart in time, or refused', async () => {
    const grid = Array.from({ length: 10_000 }, (_, i) => polygon((i % 100) * 4, Math.floor(i / 100) * 4, 3));
    const whole = collection(feature(grid, 'annotation', 'MultiPolygon'));
    const { labels, notes } = await readCheckedLabels(whole, { size: { width: 400, height: 400 } });
    expect([labels.cellCount, notes[0]]).toEqual([10_000, expect.stringContaining('One feature holds 10000 parts')]);
    const column = Array.from({ length: 16_000 }, (_, i) => polygon(1, i * 4, 3));
    const found = await verdict(collection(feature(column, 'annotation', 'MultiPolygon')), {
      size: { width: 8, height: 16_000 },
    });
    expect(found).toMatchObject({ code: 'TOO_LARGE' });
  });

  it('with coordinates that are no places, or nested without end, are refused', async () => {
    for (const value of [null, 'x', 1e9, [1], {}])
      expect(
        await verdict(
          collection(
            feature([
              [
                [0, 0],
                [value, 0],
                [1, 1],
              ],
            ]),
          ),
        ),
      ).toMatchObject({ code: 'CORRUPT' });
    const deep = `{"type": "Feature", "geometry": {"type": "Polygon", "coordinates": ${'['.repeat(100_000)}`;
    expect((await refusalOf(textFile(deep))).code).toBe('TOO_LARGE');
    expect(await verdict(textFile('{"type": "Feature", "__proto__": {"geometry": 1}}'))).toMatchObject({
      code: 'NOT_LABELS',
    });
  });
});

import { FormatError } from '../format-error.ts';
import { decodeLabelPixels, imagesIn, readCheckedLabels } from '../node.ts';
import { jsonFile, readIds, refusalOf, textFile, verdict } from '../verdict.fixture.ts';
import { painted } from './squares.fixture.ts';

const size = { width: 8, height: 6 };
const rows = (ids: readonly number[]) => Array.from({ length: 6 }, (_, y) => ids.slice(y * 8, y * 8 + 8).join(''));

describe('labelme', () => {
  const labelme = (...shapes: readonly object[]) =>
    jsonFile({ shapes, imagePath: 'a.png', imageWidth: 8, imageHeight: 6 });
  const square = (left: number, more: object = {}) => ({
    label: 'cell',
    points: [
      [left, 0],
      [left + 1, 0],
      [left + 1, 1],
      [left, 1],
    ],
    shape_type: 'polygon',
    ...more,
  });

  it('draws rectangles from two corners or all four, and circles from their centre and border', async () => {
    const two = {
      label: 'cell',
      shape_type: 'rectangle',
      points: [
        [1, 1],
        [3, 4],
      ],
    };
    const four = {
      ...two,
      points: [
        [1, 1],
        [3, 1],
        [3, 4],
        [1, 4],
      ],
    };
    for (const shape of [two, { ...two, points: two.points.toReversed() }, four])
      expect((await readIds(labelme(shape))).ids).toEqual(painted([[1, 1, 3, 4]], 8, 6));
    const circle = {
      label: 'cell',
      shape_type: 'circle',
      points: [
        [3, 3],
        [3, 5.01],
      ],
    };
    expect(rows((await readIds(labelme(circle))).ids)).toEqual([
      '00000000',
      '00110000',
      '01111000',
      '01111000',
      '00110000',
      '00000000',
    ]);
  });

  it('joins shapes of one group and label to a cell, but not a nucleus with its cell', async () => {
    const one = labelme(square(0, { group_id: 7 }), square(2), square(4, { group_id: 7 }));
    expect((await readIds(one)).ids.slice(0, 8)).toEqual([1, 0, 2, 0, 1, 0, 0, 0]);
    const two = labelme(square(0, { group_id: 7 }), square(2, { group_id: 7, label: 'nucleus' }));
    expect((await readIds(two)).ids.slice(0, 8)).toEqual([1, 0, 2, 0, 0, 0, 0, 0]);
    expect((await readIds(two, { class: 'nucleus' })).ids.slice(0, 8)).toEqual([0, 0, 2, 0, 0, 0, 0, 0]);
    const apart = labelme(
      square(0, { group_id: 7 }),
      square(2, { group_id: '7' }),
      square(4, { group_id: 0 }),
      square(6, { group_id: 0 }),
    );
    expect((await readIds(apart)).ids.slice(0, 8)).toEqual([1, 0, 2, 0, 3, 0, 3, 0]);
  });

  it('leaves out and notes what has no area', async () => {
    const file = labelme(
      square(0),
      { label: 'x', shape_type: 'point', points: [[1, 1]] },
      { ...square(2), shape_type: 'mask' },
    );
    expect((await readCheckedLabels(file)).notes.join()).toContain(
      '2 of 3 objects were left out as no cell. Object 2: It is a point',
    );
    expect((await refusalOf(labelme({ label: 'x', shape_type: 'line', points: [] }))).message).toContain(
      'No object of the file has an area',
    );
    expect((await readIds(labelme())).ids).toEqual(painted([], 8, 6));
  });

  it('refuses what is no place, and never takes something left out for 0', async () => {
    const places: unknown[] = [
      [[1, 1]],
      [
        [1, null],
        [3, 4],
      ],
      [[1, '', 3, 4]],
      [
        [1, 1, 0],
        [3, 4, 0],
      ],
      [[[1, 1]], [[3, 4]]],
      [1, 1, 3, 4],
      [
        [true, 1],
        [3, 4],
      ],
    ];
    for (const points of places) {
      for (const shape_type of ['rectangle', 'circle'])
        expect(await verdict(labelme({ label: 'cell', shape_type, points }))).toMatchObject({ code: 'CORRUPT' });
    }
    expect(
      await verdict(
        labelme(
          square(0, {
            points: [
              [0, 0],
              [1, 0],
              [1, null],
            ],
          }),
        ),
      ),
    ).toMatchObject({ code: 'CORRUPT' });
    expect(
      await verdict(
        labelme(
          square(0, {
            points: [
              [0, 0, 1],
              [1, 0, 1],
              [1, 1, 1],
              [0, 1, 1],
            ],
          }),
        ),
      ),
    ).toMatchObject({ code: 'CORRUPT' });
    expect((await refusalOf(textFile('{"shapes": [{"points": [[1, NaN], [2, 2], [3, 3]]}]}'))).code).toBe('CORRUPT');
  });

  it('refuses a size beyond the limits, and shapes that are none', async () => {
    const shapes = [square(0)];
    expect((await refusalOf(jsonFile({ shapes, imageWidth: 2 ** 31, imageHeight: 2 ** 31 }))).code).toBe('TOO_LARGE');
    expect((await refusalOf(jsonFile({ shapes: [1, 2] }))).message).toContain('no list of objects named "shapes"');
    expect((await refusalOf(jsonFile({ shapes: [null] }))).code).toBe('CORRUPT');
    // A size that is none is not a size that the file says.
    for (const width of [0, -1, 1.5, '8x', null])
      expect((await readIds(jsonFile({ shapes, imageWidth: width, imageHeight: 6 }))).shape).toEqual([1, 1]);
  });

  it('reads a group of very many shapes', async () => {
    const shapes = Array.from({ length: 150_000 }, () => square(0, { group_id: 1 }));
    expect((await readIds(jsonFile({ shapes, imageWidth: 8, imageHeight: 6 }))).ids.slice(0, 2)).toEqual([1, 0]);
  });
});

describe('VGG Image Annotator', () => {
  const via = (...shapes: readonly object[]) =>
    jsonFile({
      _via_img_metadata: {
        a: {
          filename: 'a.png',
          regions: shapes.map((shape_attributes) => ({ shape_attributes, region_attributes: {} })),
        },
      },
    });

  it('draws rectangles, circles and turned ellipses, also from regions by key', async () => {
    const rect = { name: 'rect', x: 1, y: 1, width: 2, height: 3 };
    expect((await readIds(via(rect), { size })).ids).toEqual(painted([[1, 1, 3, 4]], 8, 6));
    const keyed = jsonFile({
      a: { filename: 'a.png', regions: { 0: { shape_attributes: rect, region_attributes: {} } } },
    });
    expect((await readIds(keyed, { size })).ids).toEqual(painted([[1, 1, 3, 4]], 8, 6));
    const lying = { name: 'ellipse', cx: 4, cy: 3, rx: 4, ry: 1.2 };
    const { ids } = await readIds(via(lying), { size });
    expect(rows(ids)).toEqual(['00000000', '00000000', '11111111', '11111111', '00000000', '00000000']);
    const upright = await readIds(via({ ...lying, rx: 1.2, ry: 2.9 }), { size });
    expect((await readIds(via({ ...lying, rx: 2.9, theta: Math.PI / 2 }), { size })).ids).toEqual(upright.ids);
  });

  it('refuses as many x as y that are not there, and numbers that are none', async () => {
    const polygon = { name: 'polygon', all_points_x: [1, 3, 3], all_points_y: [1, 1, 3] };
    expect((await readIds(via(polygon), { size })).ids).toContain(1);
    expect((await refusalOf(via({ ...polygon, all_points_y: [1, 1, 3, 3] }), { size })).message).toContain(
      'has 3 x and 4 y',
    );
    expect((await refusalOf(via({ ...polygon, all_points_y: undefined }), { size })).message).toContain(
      'has 3 x and no y',
    );
    for (const wrong of [{ x: null }, { width: '' }, { height: [] }, { y: '0x1' }, { y: 'Infinity' }])
      expect((await refusalOf(via({ name: 'rect', x: 1, y: 1, width: 2, height: 3, ...wrong }), { size })).code).toBe(
        'CORRUPT',
      );
  });

  it('tells a class by the first text, of which one is chosen', async () => {
    const region = (x: number, name: string) => ({
      shape_attributes: { name: 'rect', x, y: 0, width: 1, height: 1 },
      region_attributes: { score: 1, name },
    });
    const file = jsonFile({ a: { filename: 'a.png', regions: [region(0, 'Nucleus'), region(2, 'Cell')] } });
    expect((await readIds(file, { size, class: 'cell' })).ids.slice(0, 4)).toEqual([0, 0, 2, 0]);
    expect((await refusalOf(file, { size, class: '__proto__' })).message).toContain(
      'the classes Nucleus, Cell, but not __proto__',
    );
  });
});

describe('Label Studio', () => {
  const shape = (type: string, value: object, more: object = {}) => ({
    type,
    original_width: 8,
    original_height: 6,
    image_rotation: 0,
    value: { [type]: ['cell'], ...value },
    ...more,
  });
  const task = (path: string, ...results: readonly object[][]) => ({
    data: { image: path },
    annotations: results.map((result) => ({ result })),
  });
  const rectangle = shape('rectanglelabels', { x: 12.5, y: 100 / 6, width: 25, height: 50, rotation: 0 });

  it('draws rectangles and ellipses in per cent of the image', async () => {
    const file = jsonFile([task('a.png', [rectangle])]);
    expect((await readIds(file)).ids).toEqual(painted([[1, 1, 3, 4]], 8, 6));
    const ellipse = shape('ellipselabels', { x: 50, y: 50, radiusX: 50, radiusY: 20 });
    expect(rows((await readIds(jsonFile([task('a.png', [ellipse])]))).ids)).toEqual([
      '00000000',
      '00000000',
      '11111111',
      '11111111',
      '00000000',
      '00000000',
    ]);
  });

  it('names images as they were called before the upload, and leaves other names alone', async () => {
    const names = {
      '/data/upload/1/0a1b2c3d-b.png': 'b.png',
      '/data/local-files/?d=c.png': 'c.png',
      '/data/local-files/?d=x/20260101-d.png': '20260101-d.png',
      's3://bucket/0001-e.png': '0001-e.png',
    };
    const file = jsonFile(Object.keys(names).map((path) => task(path, [rectangle])));
    expect((await imagesIn(file)).map(({ name }) => name)).toEqual(Object.values(names));
  });

  it('keeps what several people annotated apart', async () => {
    const file = jsonFile([task('a.png', [rectangle], [])]);
    expect((await imagesIn(file)).map(({ name }) => name)).toEqual(['a.png (annotation 1)', 'a.png (annotation 2)']);
    expect((await refusalOf(file)).code).toBe('SEVERAL_IMAGES');
  });

  it('refuses an image that was turned, and outlines without the size of the image', async () => {
    const turned = jsonFile([task('a.png', [{ ...rectangle, image_rotation: 90 }])]);
    expect((await refusalOf(turned)).message).toContain('turns the image by 90 degrees');
    const unsized = jsonFile([task('a.png', [{ ...rectangle, original_width: undefined }])]);
    expect((await refusalOf(unsized)).message).toContain('only be read together with its image');
    expect((await readIds(unsized, { size })).ids).toEqual(painted([[1, 1, 3, 4]], 8, 6));
  });

  it('leaves out turned rectangles, brushes and choices, with a note', async () => {
    const result = [
      rectangle,
      { ...rectangle, value: { ...rectangle.value, rotation: 30 } },
      shape('brushlabels', { rle: [1] }),
      { type: 'choices', value: { choices: ['good'] } },
    ];
    const { notes } = await readCheckedLabels(jsonFile([task('a.png', result)]));
    expect(notes.join()).toContain('2 of 3 objects were left out as no cell. Object 2: It is a turned rectanglelabels');
  });

  it('is none if one of its tasks is none', async () => {
    for (const odd of [null, 1, 'x', [], {}, { data: null, annotations: [] }])
      expect((await refusalOf(jsonFile([task('a.png', [rectangle]), odd]))).code).toBe('UNKNOWN_FORMAT');
    expect(await verdict(jsonFile([{ data: {}, annotations: [null] }]))).toMatchObject({ code: 'CORRUPT' });
    expect(await verdict(jsonFile([{ data: {}, annotations: [{ result: [null] }] }]))).toMatchObject({
      code: 'CORRUPT',
    });
    expect(await verdict(jsonFile([{ data: {}, annotations: [{ result: [{}] }] }]))).toMatchObject({
      code: 'UNSUPPORTED',
    });
  });
});

it('JSON that is nested without end, or has the keys of a prototype, is refused or read as it is', async () => {
  expect((await refusalOf(textFile(`{"shapes": ${'['.repeat(1_000_000)}`))).code).toBe('TOO_LARGE');
  const hostile =
    '{"shapes": [{"label": "__proto__", "points": [[0, 0], [1, 0], [1, 1], [0, 1]], "__proto__": {"shape_type": "point"}}]}';
  expect((await decodeLabelPixels(textFile(hostile))).data).toEqual(Uint32Array.of(1));
  for (const text of ['{"__proto__": []}', '{"constructor": {"regions": 1}}', '[{"__proto__": {"data": {}}}]'])
    expect(await verdict(textFile(text))).toBeInstanceOf(FormatError);
});

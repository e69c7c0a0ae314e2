import { decodeLabelPixels } from '../node.ts';
import type { LabelChoice } from '../label-raster.ts';
import { packCounts, unpackCounts } from './coco-rle.ts';

const encode = (json: unknown) => new TextEncoder().encode(typeof json === 'string' ? json : JSON.stringify(json));

async function read(json: unknown, choice?: LabelChoice) {
  const { shape, data } = await decodeLabelPixels(encode(json), choice);
  return { shape, ids: Array.from(data) };
}

describe('COCO', () => {
  const image = { id: 7, file_name: 'a.png', width: 3, height: 2 };
  const square = [[0, 0, 2, 0, 2, 2, 0, 2]];
  const coco = (...segmentations: unknown[]) => ({
    images: [image],
    annotations: segmentations.map((segmentation, i) => ({ id: 50 + i, image_id: 7, category_id: 1, segmentation })),
  });

  it('paints polygons and run lengths, numbered in the order of the file', async () => {
    expect(await read(coco(square))).toEqual({ shape: [2, 3], ids: [1, 1, 0, 1, 1, 0] });
    const column = { size: [2, 3], counts: [2, 2, 2] };
    expect(await read(coco(square, column))).toEqual({ shape: [2, 3], ids: [1, 2, 0, 1, 2, 0] });
    expect(await read(coco(square, column), { overlap: 'larger' })).toEqual({ shape: [2, 3], ids: [1, 1, 0, 1, 1, 0] });
    await expect(read(coco(square, column), { overlap: 'refuse' })).rejects.toThrow('both claim the pixel');
  });

  it('takes several polygons for parts of one cell, and cuts what lies outside', async () => {
    const parts = [
      [-5, -5, 1, -5, 1, 1, -5, 1],
      [2, 1, 9, 1, 9, 9, 2, 9],
    ];
    expect(await read(coco(parts))).toEqual({ shape: [2, 3], ids: [1, 0, 0, 0, 0, 1] });
  });

  it.each([1, true, '1'])('leaves out a crowd, written as %j', async (iscrowd) => {
    const { images, annotations } = coco(square, [[0, 0, 3, 0, 3, 2, 0, 2]]);
    const crowd = [annotations[0], { ...annotations[1], iscrowd }];
    expect(await read({ images, annotations: crowd })).toMatchObject({ ids: [1, 1, 0, 1, 1, 0] });
    const none = [annotations[0], { ...annotations[1], iscrowd: [0, false, '0'][[1, true, '1'].indexOf(iscrowd)] }];
    expect(await read({ images, annotations: none })).toMatchObject({ ids: [2, 2, 2, 2, 2, 2] });
  });

  it('reads a results file, whose run lengths say the size', async () => {
    const results = [
      { image_id: 7, category_id: 1, score: 0.9, segmentation: { size: [2, 3], counts: packCounts([2, 2, 2]) } },
    ];
    expect(await read(results)).toEqual({ shape: [2, 3], ids: [0, 1, 0, 0, 1, 0] });
  });

  it('takes the image that is asked for', async () => {
    const file = { ...coco(square), images: [image, { ...image, id: 8, file_name: 'b.png' }] };
    await expect(read(file)).rejects.toThrow('holds 2 images. Choose one');
    await expect(read(file, { part: 'c.png' })).rejects.toThrow('none named c.png');
    expect(await read(file, { part: 'a.png' })).toMatchObject({ ids: [1, 1, 0, 1, 1, 0] });
    expect(await read(file, { part: '8' })).toMatchObject({ ids: [0, 0, 0, 0, 0, 0] });
  });

  it('checks the size when it is known', async () => {
    await expect(read(coco(square), { size: { width: 4, height: 2 } })).rejects.toThrow(
      'for 3×2 pixels, but the image has 4×2',
    );
  });

  const rle = (counts: unknown, size: unknown = [2, 3]) => coco({ size, counts });
  const named = (file_name: unknown) => ({ images: [{ ...image, file_name }], annotations: [] });
  const refused: readonly (readonly [name: string, says: string, json: unknown])[] = [
    ['run lengths that do not fill the image', 'add up to 5, but the image has 3×2 = 6', rle([2, 3])],
    ['negative run lengths', 'A run length is -1', rle([7, -1])],
    ['run lengths that are texts', 'A run length is 6', rle(['6'])],
    ['damaged run lengths', 'damaged at character 1', rle(' ')],
    ['endless run lengths', 'damaged at character 8', rle('oooooooooo')],
    ['no run lengths', 'no run lengths', rle(null)],
    ['run lengths of another size', 'for 2×3 pixels', rle([6], [3, 2])],
    ['a size that is not a pair', 'size [2,3,1]', rle([6], [2, 3, 1])],
    ['a size that is not a number', 'the height "2"', rle([6], ['2', 3])],
    ['no segmentation', 'has no segmentation', coco(null)],
    ['a segmentation of nothing', 'without polygons', coco([])],
    ['a polygon that is none', 'has 0 numbers', coco([{}])],
    ['a cell outside the image', 'lies outside the image', coco([[10, 10, 12, 10, 12, 12]])],
    ['an annotation of no image', 'belongs to image 9', { images: [image], annotations: [{ image_id: 9 }] }],
    ['images twice', 'have the same id', { images: [image, image], annotations: [] }],
    ['an image without number', 'has the id "x"', { images: [{ ...image, id: 'x' }], annotations: [] }],
    ['an image without size', 'the width 0', { images: [{ ...image, width: 0 }], annotations: [] }],
    ['a results file without image', 'belongs to image "x"', [{ image_id: 'x' }]],
    ['a results file of polygons', 'has polygons', [{ image_id: 1, segmentation: square }]],
    ['a list that is none', 'no list of objects named "annotations"', { images: [], annotations: 3 }],
    ['an absolute name', 'a plain file name was expected', named('/etc/passwd')],
    ['an address', 'a plain file name was expected', named('http://127.0.0.1/')],
    ['a way up', 'a plain file name was expected', named('a/../../b.png')],
    ['a name with markup', 'a plain file name was expected', named('<b>.png')],
    ['a name that is none', 'a plain file name was expected', named(5)],
  ];
  for (const [name, says, json] of refused) {
    it(`refuses ${name}`, async () => {
      await expect(read(json)).rejects.toThrow(says);
    });
  }

  it('packs run lengths as pycocotools does', () => {
    // From pycocotools 2.0: mask.frPyObjects({'size': [9, 10], 'counts': [6, 1, 40, 4, 5, 4, 5, 4, 21]}, 9, 10).
    const counts = [6, 1, 40, 4, 5, 4, 5, 4, 21];
    expect(packCounts(counts)).toBe('61X13mN000`0');
    expect(unpackCounts('61X13mN000`0')).toEqual(counts);
    const large = [0, 67_108_864, 1, 2, 66_000_000, 3];
    expect(unpackCounts(packCounts(large))).toEqual(large);
  });
});

describe('GeoJSON', () => {
  const ring = [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
    [0, 0],
  ];
  const feature = (geometry: unknown, classification?: unknown) => ({
    type: 'Feature',
    geometry,
    properties: { classification },
  });
  const cell = feature({ type: 'Polygon', coordinates: [ring] });
  const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
  const size = { width: 3, height: 2 };

  it('paints a collection, a bare list and a single feature', async () => {
    for (const json of [collection(cell), [cell], cell])
      expect(await read(json, { size })).toEqual({ shape: [2, 3], ids: [1, 1, 0, 1, 1, 0] });
  });

  it('leaves holes, and paints all parts of a cell', async () => {
    const outer = [
      [0, 0],
      [3, 0],
      [3, 2],
      [0, 2],
      [0, 0],
    ];
    const hole = [
      [1, 0],
      [2, 0],
      [2, 1],
      [1, 1],
      [1, 0],
    ];
    expect(await read(feature({ type: 'Polygon', coordinates: [outer, hole] }))).toEqual({
      shape: [2, 3],
      ids: [1, 0, 1, 1, 1, 1],
    });
    const right = [
      [2, 0],
      [3, 0],
      [3, 1],
      [2, 1],
      [2, 0],
    ];
    const parts = feature({ type: 'MultiPolygon', coordinates: [[ring], [right]] });
    expect(await read(parts, { size })).toEqual({ shape: [2, 3], ids: [1, 1, 1, 1, 1, 0] });
  });

  it('asks which, where a file holds nuclei and whole cells', async () => {
    const corner = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ];
    const json = [
      cell,
      feature({ type: 'Polygon', coordinates: [corner] }, 'Nuclei'),
      feature({ type: 'Polygon', coordinates: [ring] }, { name: 'Cells' }),
    ];
    await expect(read(json)).rejects.toThrow('Choose one class with --class');
    expect(await read(json, { class: 'Nuclei', size })).toMatchObject({ ids: [2, 0, 0, 0, 0, 0] });
    expect(await read(json, { class: 'cells', size })).toMatchObject({ ids: [3, 3, 0, 3, 3, 0] });
    await expect(read(json, { class: 'Tumor' })).rejects.toThrow(
      'classes without a class, Nuclei, Cells, but not Tumor',
    );
  });

  it('counts the third coordinate as the plane', async () => {
    const at = (z: number) => feature({ type: 'Polygon', coordinates: [ring.map((point) => [...point, z])] });
    expect(await read(collection(at(0), at(0)), { size })).toMatchObject({ ids: [2, 2, 0, 2, 2, 0] });
    await expect(read(collection(at(0), at(3)))).rejects.toMatchObject({ code: 'SEVERAL_IMAGES' });
    expect(await read(collection(at(0), at(3)), { size, plane: 1 })).toMatchObject({ ids: [1, 1, 0, 1, 1, 0] });
  });

  it('refuses features without area, and cells outside the image', async () => {
    await expect(read(collection(feature(null)))).rejects.toThrow('Feature 1: It has no geometry, but');
    const point = feature({ type: 'Point', coordinates: [1, 1] });
    await expect(read(collection(point))).rejects.toThrow('Feature 1: Its geometry is Point');
    expect(await read(collection(cell, point), { size })).toEqual(await read(cell, { size }));
    await expect(read(feature({ type: 'Polygon', coordinates: [] }))).rejects.toThrow('has no rings');
    await expect(read(feature({ type: 'Polygon', coordinates: [[1, 2]] }))).rejects.toThrow('has 2 numbers');
    await expect(
      read(
        feature({
          type: 'Polygon',
          coordinates: [
            [
              ['0', '0'],
              [1, 1],
              [2, 2],
            ],
          ],
        }),
      ),
    ).rejects.toThrow('lies in no image');
    await expect(read(cell, { size: { width: 3, height: 2 }, overlap: 'refuse' })).resolves.toMatchObject({
      shape: [2, 3],
    });
    const far = feature({
      type: 'Polygon',
      coordinates: [
        [
          [9, 9],
          [10, 9],
          [10, 10],
        ],
      ],
    });
    await expect(read(far, { size })).rejects.toThrow('lies outside the image');
    await expect(read(collection(3))).rejects.toThrow('no list of objects named "features"');
  });
});

describe('HoVer-Net JSON', () => {
  const nucleus = {
    bbox: [
      [0, 0],
      [2, 2],
    ],
    contour: [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ],
  };

  it('keeps the ids; contours run through the middles of border pixels', async () => {
    expect(await read({ mag: null, nuc: { 40: nucleus } })).toEqual({ shape: [2, 2], ids: [40, 40, 40, 40] });
    expect(await read({ nuc: {} })).toEqual({ shape: [1, 1], ids: [0] });
  });

  it('refuses ids and contours that are none', async () => {
    for (const id of ['0', '-1', '1.5', 'x', '4294967296'])
      await expect(read({ nuc: { [id]: nucleus } })).rejects.toThrow(`has the id "${id}"`);
    await expect(read({ nuc: { 1: { contour: [[1, 2]] } } })).rejects.toThrow('has 2 numbers');
    await expect(read({ nuc: { 1: null } })).rejects.toThrow('has 0 numbers');
  });
});

describe('Cellpose outlines', () => {
  it('are a line a cell, through the middles of border pixels', async () => {
    expect(await read('0,0,1,0,1,1,0,1\n\n2,1,2,1,2,1,\r\n')).toEqual({ shape: [2, 3], ids: [1, 1, 0, 1, 1, 3] });
  });

  it('are refused where a line is anything else', async () => {
    await expect(read('0,0,1,0,1,1\n0,0,a,1\n')).rejects.toThrow(
      'Line 2 of the outlines is not a list of numbers: "0,0,a,1"',
    );
  });
});

describe('other JSON', () => {
  it('is named as what it is not', async () => {
    await expect(read({ a: 1 })).rejects.toThrow('neither COCO, GeoJSON, HoVer-Net');
    await expect(read('{"a":')).rejects.toThrow('not valid JSON in UTF-8');
    await expect(decodeLabelPixels(Buffer.from('{"a":"\xe9"}', 'latin1'))).rejects.toThrow('not valid JSON in UTF-8');
    await expect(read(`{"a":"[[\\"[[","b":${'['.repeat(70)}`)).rejects.toThrow('deeper than 64 levels');
    await expect(read('\ufeff {"a": 1}')).rejects.toThrow('neither COCO');
  });

  it('finds no fields that an object only inherits', async () => {
    await expect(read('{"__proto__": {"images": [], "annotations": []}}')).rejects.toThrow('neither COCO');
  });
});

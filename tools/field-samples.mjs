// Writes apps/cli/src/field/samples: small files as other tools write them, each with what is right beside it.
// Run with: node --conditions=@cellboard/source tools/field-samples.mjs
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { encodeArchive, encodeNpy, encodeNpz } from '../libs/formats/src/everywhere.ts';
import { lzf } from '../libs/formats/src/hdf5/hdf5.fixture.ts';
import { encodePng16, encodeTiff16 } from '../libs/formats/src/node.ts';
import { n5 } from '../libs/formats/src/zarr/n5.fixture.ts';
import { ndArray } from '../libs/labels/src/index.ts';

const OUT = new URL('../apps/cli/src/field/samples/', import.meta.url);
const [WIDTH, HEIGHT] = [118, 83];

rmSync(OUT, { recursive: true, force: true });
for (const folder of ['files', 'cases']) mkdirSync(new URL(folder, OUT), { recursive: true });

/** Ovals that do not touch, 5 in a row, of growing size. */
const cells = Array.from({ length: 15 }, (_, i) => ({
  x: 12 + 23 * (i % 5),
  y: 13 + 27 * Math.floor(i / 5),
  rx: 5 + (i % 4),
  ry: 4 + (i % 6),
}));
const inside = ({ x, y, rx, ry }, column, row) => ((column - x) / rx) ** 2 + ((row - y) / ry) ** 2 <= 1;
const paint = (valueOf, type = Uint16Array) =>
  type.from({ length: WIDTH * HEIGHT }, (_, at) => {
    const cell = cells.findIndex((one) => inside(one, at % WIDTH, Math.floor(at / WIDTH)));
    return cell < 0 ? 0 : valueOf(cell);
  });
const ids = paint((cell) => cell + 1);
const mask = paint(() => 255, Uint8Array);
const photograph = Uint8Array.from(ids, (id, at) => 30 + ((at * 7919 + id * 31) % 180));
const image = (data) => ndArray(data, [HEIGHT, WIDTH]);
/** The border of a cell along the corners of its pixels: down its right side, and up its left one. */
const corners = (cell) => {
  const rows = [];
  for (let y = 0; y < HEIGHT; y++) {
    const columns = Array.from({ length: WIDTH }, (_, x) => x).filter((x) => inside(cell, x, y));
    if (columns.length > 0) rows.push([y, columns[0], columns.at(-1) + 1]);
  }
  const right = rows.flatMap(([y, , to]) => [
    [to, y],
    [to, y + 1],
  ]);
  const left = rows.toReversed().flatMap(([y, from]) => [
    [from, y + 1],
    [from, y],
  ]);
  return [...right, ...left];
};
const rings = cells.map(corners);
const closed = (ring) => [...ring, ring[0]];
const all = { accept: true, cells: cells.length, f1: 1 };

const put = (name, bytes) => {
  const path = new URL(`files/${name}`, OUT);
  mkdirSync(new URL('.', path), { recursive: true });
  writeFileSync(path, bytes);
  return `files/${name}`;
};
const say = (id, file, expect, more = {}) =>
  writeFileSync(
    new URL(`cases/${id}.json`, OUT),
    `${JSON.stringify({ id, run: 'evaluate', truth: 'files/truth.png', files: [file], ...more, expect }, null, 2)}\n`,
  );
const json = (value) => JSON.stringify(value).replaceAll('"NaN"', 'NaN');

put('truth.png', await encodePng16(image(ids)));

// COCO: a key for each annotation, measurements without value, a path of Windows, a crowd and a line.
const annotation = (ring, i, more = {}) => ({
  id: i + 1,
  image_id: 7,
  category_id: 1,
  area: 'NaN',
  segmentation: [ring.flat()],
  ...more,
});
const cocoImages = [{ id: 7, file_name: 'C\\plate\\truth.png', width: WIDTH, height: HEIGHT }];
const odd = [
  { id: 90, image_id: 7, category_id: 1, iscrowd: 1, segmentation: [[0, 0, WIDTH, 0, WIDTH, HEIGHT, 0, HEIGHT]] },
  { id: 91, image_id: 7, category_id: 1, segmentation: [[1, 1, 5, 5]] },
];
const keyed = Object.fromEntries(
  [...rings.map((ring, i) => annotation(ring, i)), ...odd].map((one) => [`k${one.id}`, one]),
);
const coco = put(
  'coco-by-key.json',
  json({ images: cocoImages, annotations: keyed, categories: [{ id: 1, name: 'cell' }] }),
);
say('coco-by-key', coco, { ...all, says: ['left out', 'crowd'] });
const nuclei = cells.map((cell) => corners({ ...cell, rx: cell.rx - 2, ry: cell.ry - 2 }));
const both = [
  ...rings.map((ring, i) => annotation(ring, i)),
  ...nuclei.map((ring, i) => annotation(ring, i + 50, { category_id: 2 })),
];
const categories = [
  { id: 1, name: 'whole cell' },
  { id: 2, name: 'nucleus' },
];
const nested = put('coco-nested.json', json({ images: cocoImages, annotations: both, categories }));
say('coco-nested', nested, { refuse: true, says: ['--class', 'nucleus'] });
say('coco-nested-class', nested, all, { choice: { class: 'whole cell' } });

// GeoJSON: planes, a region among cells, one feature for all cells; packed with gzip.
const feature = (ring, properties, plane) => ({
  type: 'Feature',
  geometry: {
    type: 'Polygon',
    coordinates: [closed(ring)],
    ...(plane !== undefined && { plane: { c: -1, z: plane, t: 0 } }),
  },
  properties,
});
const collection = (features) => json({ type: 'FeatureCollection', features });
const detection = { objectType: 'detection' };
const planes = put(
  'planes.geojson',
  collection([...rings.map((ring) => feature(ring, detection, 2)), feature(rings[0], detection, 5)]),
);
say('geojson-planes', planes, { refuse: true, says: ['planes', '--plane'] });
say('geojson-planes-chosen', planes, all, { choice: { plane: 1 } });
const region = feature(
  [
    [0, 0],
    [WIDTH, 0],
    [WIDTH, HEIGHT],
    [0, HEIGHT],
  ],
  { objectType: 'annotation' },
);
say('geojson-region', put('region.geojson', collection([region, ...rings.map((ring) => feature(ring, detection))])), {
  ...all,
  says: ['region'],
});
const parts = { type: 'MultiPolygon', coordinates: rings.map((ring) => [closed(ring)]) };
const single = [{ type: 'Feature', geometry: parts, properties: { classification: { name: 'tumour' } } }];
say('geojson-parts', put('parts.geojson.gz', gzipSync(json(single))), { ...all, says: ['parts'] });

// Arrays.
const grey = image(photograph);
say('npz-unnamed', put('unnamed.npz', encodeNpz({ arr_0: grey, arr_1: image(ids) })), {
  refuse: true,
  says: ['arr_1', '--array'],
});
say('npz-unnamed-chosen', 'files/unnamed.npz', all, { choice: { array: 'arr_1' } });
say('npz-image-and-mask', put('image-and-mask.npz', encodeNpz({ image: grey, cell_mask: image(ids) })), all);
say('npz-classes', put('classes.npz', encodeNpz({ mask: image(mask), objects: image(ids) })), all);
const stack = ndArray(Uint16Array.from([...ids, ...ids.toReversed(), ...ids]), [3, HEIGHT, WIDTH]);
say('npy-stack', put('stack.npy', encodeNpy(stack)), { refuse: true, says: ['planes', '--plane'] });
say('npy-stack-plane', 'files/stack.npy', all, { choice: { plane: 3 } });
const singles = cells.slice(0, 12).map((_, k) => paint((cell) => (cell === k ? 1 : 0), Uint8Array));
const objects = ndArray(Uint8Array.from(singles.flatMap((one) => [...one])), [12, HEIGHT, WIDTH]);
say('npy-objects', put('objects.npy', encodeNpy(objects)), { accept: true, cells: 12 }, { choice: { objects: true } });
const hierarchy = n5({
  raw: { dimensions: [WIDTH, HEIGHT], data: photograph, type: 'uint8', packing: 'zlib' },
  'volumes/labels': { dimensions: [WIDTH, HEIGHT, 1], data: ids, blockSize: [50, 32, 1] },
});
for (const [name, bytes] of Object.entries(hierarchy)) put(`labels.n5/${name}`, bytes);
say('n5', 'files/labels.n5', all, { choice: { array: 'volumes/labels' } });
say('hdf5-lzf', put('lzf.h5', await lzf(ids, [HEIGHT, WIDTH], [32, 50])), all);

// Masks, and ids that ran out.
say('binary-mask', put('mask.png', await encodePng16(image(mask))), {
  warn: 'mask',
  says: ['binary mask', '--components'],
});
say('binary-mask-components', 'files/mask.png', all, { choice: { components: true } });
const shifted = await encodeTiff16(image(Uint16Array.from(ids, (id) => id + 32_768)));
say('no-background', put('shifted.tif', shifted), { refuse: true, says: ['background', '32768'] });
say('photograph', put('photograph.png', await encodePng16(grey)), { refuse: true, says: ['picture'] });

// A stack behind one directory, as ImageJ writes it.
const tiffStack = () => {
  const text = Buffer.from('ImageJ=1.54f\nimages=2\nslices=2\nloop=false\n\0', 'latin1');
  const data = Buffer.from(Uint16Array.from([...ids.toReversed(), ...ids]).buffer);
  const entries = [
    [256, 4, 1, WIDTH],
    [257, 4, 1, HEIGHT],
    [258, 3, 1, 16],
    [259, 3, 1, 1],
    [262, 3, 1, 1],
    [270, 2, text.length, 8],
    [273, 4, 1, 8 + text.length + (text.length % 2)],
    [277, 3, 1, 1],
    [278, 4, 1, HEIGHT],
    [279, 4, 1, WIDTH * HEIGHT * 2],
  ];
  const start = 8 + text.length + (text.length % 2);
  const directory = Buffer.alloc(2 + entries.length * 12 + 4);
  directory.writeUInt16LE(entries.length, 0);
  entries.forEach(([tag, type, count, value], i) => {
    directory.writeUInt16LE(tag, 2 + i * 12);
    directory.writeUInt16LE(type, 4 + i * 12);
    directory.writeUInt32LE(count, 6 + i * 12);
    directory.writeUInt32LE(value, 10 + i * 12);
  });
  const head = Buffer.alloc(start);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(start + data.length, 4);
  text.copy(head, 8);
  return Buffer.concat([head, data, directory]);
};
say('imagej-stack', put('imagej-stack.tif', tiffStack()), { refuse: true, says: ['planes', '--plane'] });
say('imagej-stack-plane', 'files/imagej-stack.tif', all, { choice: { plane: 2 } });

// Volumes of medicine.
const samples = Buffer.from(ids.buffer);
const nrrd = `NRRD0005\ntype: unsigned short\ndimension: 3\nsizes: ${WIDTH} ${HEIGHT} 1\nencoding: gzip\nendian: little\n\n`;
say('nrrd', put('labels.nrrd', Buffer.concat([Buffer.from(nrrd), gzipSync(samples)])), all);
const mha = `ObjectType = Image\nNDims = 3\nDimSize = ${WIDTH} ${HEIGHT} 1\nElementType = MET_USHORT\nElementDataFile = LOCAL\n`;
say('metaimage', put('labels.mha', Buffer.concat([Buffer.from(mha), samples])), all);
const nifti = Buffer.alloc(352);
nifti.writeInt32LE(348, 0);
[3, WIDTH, HEIGHT, 1, 1, 1, 1, 1].forEach((side, i) => nifti.writeInt16LE(side, 40 + i * 2));
nifti.writeInt16LE(512, 70);
nifti.writeInt16LE(16, 72);
nifti.writeFloatLE(352, 108);
nifti.write('n+1\0', 344, 'latin1');
say('nifti', put('labels.nii.gz', gzipSync(Buffer.concat([nifti, samples]))), all);

// Annotation tools.
const labelme = {
  shapes: rings.map((points) => ({ label: 'c', points, shape_type: 'polygon' })),
  imagePath: 'x.png',
  imageHeight: HEIGHT,
  imageWidth: WIDTH,
};
say('labelme', put('labelme.json', json(labelme)), all);
const regions = Object.fromEntries(
  rings.map((ring, i) => [
    i,
    {
      shape_attributes: { name: 'polygon', all_points_x: ring.map(([x]) => x), all_points_y: ring.map(([, y]) => y) },
      region_attributes: {},
    },
  ]),
);
say('via', put('via.json', json({ 'x.png99': { filename: 'x.png', size: 99, regions } })), all);
const yolo = rings.map((ring) => [1, ...ring.map(([x, y]) => `${x / WIDTH} ${y / HEIGHT}`)].join(' ')).join('\r\n');
say('yolo', put('yolo.txt', yolo), all);
const points = (ring) => ring.map((point) => point.join(',')).join(';');
const cvat = `<?xml version='1.0'?>\n<annotations>\n<image id='3' name='x.png' width='${WIDTH}' height='${HEIGHT}'>${rings.map((ring) => `<polygon label='c' points='${points(ring)}'></polygon>`).join('\n')}<points label='c' points='3,3'/></image></annotations>`;
say('cvat', put('cvat.xml', cvat), { ...all, says: ['left out'] });
const scope = rings
  .map(
    (ring, i) =>
      `<Region Id="${i}" Type="0"><Vertices>${ring.map(([X, Y]) => `<Vertex X="${X}" Y="${Y}" Z="0"/>`).join('')}</Vertices></Region>`,
  )
  .join('');
say(
  'imagescope',
  put('imagescope.xml', `<Annotations><Annotation Id="1"><Regions>${scope}</Regions></Annotation></Annotations>`),
  all,
);

// Run lengths: along the rows, with the size; the images are separated by their names.
const runs = (cell) => {
  const found = [];
  for (let at = 0; at < ids.length; at++) {
    if (ids[at] !== cell + 1) continue;
    const start = at;
    while (ids[at] === cell + 1) at++;
    found.push(start + 1, at - start);
  }
  return found.join(' ');
};
const csv = ['id,predicted,width,height', ...cells.map((_, i) => `truth,${runs(i)},${WIDTH},${HEIGHT}`)].join('\n');
say('run-lengths', put('run-lengths.csv', csv), all);

// Archives and names.
const png = await encodePng16(image(ids));
put('names/truth/f_a.png', png);
put('names/truth/f_b.png', png);
writeFileSync(
  new URL('files/names/masks.zip', OUT),
  encodeArchive({
    'm/LblImg_f_a.tif': await encodeTiff16(image(ids)),
    'm/f_b_cp_masks.png': png,
    'm/f_b.png': await encodePng16(grey),
  }),
);
say(
  'names',
  'files/names',
  { accept: true, images: 2, f1: 1 },
  { run: 'pair', prediction: 'masks.zip', truth: undefined },
);
put('pattern/truth/f_a.png', png);
put('pattern/prediction/run7 f_a final.png', png);
say(
  'pattern',
  'files/pattern',
  { accept: true, images: 1, f1: 1 },
  { run: 'pair', truth: undefined, choice: { pair: 'run7 * final' } },
);
put('order/truth/f_a.png', png);
put('order/truth/f_b.png', png);
put('order/prediction/all.npy', encodeNpy(ndArray(Uint16Array.from([...ids, ...ids]), [2, HEIGHT, WIDTH])));
say('order', 'files/order', { refuse: true, says: ['order'] }, { run: 'pair', truth: undefined });
say(
  'order-stated',
  'files/order',
  { accept: true, images: 2, f1: 1 },
  { run: 'pair', truth: undefined, choice: { 'in-order': true } },
);
put('czi/images/f.czi', Buffer.concat([Buffer.from('ZISRAWFILE'), Buffer.alloc(60)]));
put('czi/labels/f.png', png);
say(
  'czi',
  'files/czi',
  { refuse: true, says: ['CZI', 'TIFF'], names: 'f.czi' },
  { run: 'import', layout: 'folder', truth: undefined },
);

import { toLabelImage } from '@cellboard/labels';
import { unzipSync, zipSync } from 'fflate';
import ndarray from 'ndarray';
import sharp from 'sharp';
import { isZip } from './archive/archive.ts';
import { encodeCellposeOutlines } from './cellpose-outlines-writer.ts';
import { axisTags, hdf5, lzf } from './hdf5/hdf5.fixture.ts';
import { encodeRoiSet } from './imagej/roi-writer.ts';
import { encodeCoco } from './json/coco-writer.ts';
import { encodeGeoJson } from './json/geojson-writer.ts';
import { mat } from './matlab/mat.fixture.ts';
import { encodeNpy, encodeNpz } from './numpy/npy-writer.ts';
import { PickleFixture } from './numpy/pickle.fixture.ts';
import { png } from './png/png.fixture.ts';
import { traceCells } from './shapes/trace-cells.ts';
import { tiff } from './tiff/tiff.fixture.ts';
import { n5 } from './zarr/n5.fixture.ts';
import { omeZarr, zarrZip } from './zarr/zarr.fixture.ts';

const width = 24;
const height = 18;
const samples = Array.from({ length: width * height }, (_, i) => ((i % width) >> 2) * (Math.floor(i / width) >> 2));
const raster = { width, height, samples };
const image = toLabelImage(ndarray(Uint16Array.from(samples), [height, width]));
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** Valid files of every kind, small enough that most mutations hit something that matters. */
export async function validFiles(): Promise<Readonly<Record<string, Uint8Array>>> {
  return { ...rasters(), ...(await containers()), ...outlines(), ...(await pictures()) };
}

function rasters() {
  return {
    png16: png({ ...raster, bits: 16 }),
    'png-palette': png({ ...raster, bits: 8, colour: 3, interlaced: true }),
    'tiff-lzw': tiff({ ...raster, bits: 16, compression: 'lzw', predictor: 2, rowsPerStrip: 5 }),
    'tiff-deflate': tiff({ ...raster, bits: 32, compression: 'deflate', tile: [16, 16], bigTiff: true }),
    'tiff-packbits': tiff({ ...raster, compression: 'packbits', bigEndian: true }),
    'tiff-zstd': tiff({ ...raster, bits: 64, compression: 'zstd', format: 'int' }),
    npy: encodeNpy(image.pixels),
  };
}

async function containers() {
  const cellpose = new PickleFixture().object().op(0x7d, 0x28).text('masks');
  cellpose.array('<u2', { shape: [height, width], data: new Uint8Array(Uint16Array.from(samples).buffer) });
  const head = encodeNpy(ndarray(Uint8Array.of(0), [1, 1]));
  const objects = Buffer.from(Buffer.from(head).toString('latin1').replace("'|u1'", "'|O' "), 'latin1');
  const ids = new Uint8Array(Int32Array.from(samples).buffer);
  return {
    npz: encodeNpz({ masks: image.pixels }),
    'cellpose-seg': Buffer.concat([objects.subarray(0, -1), cellpose.op(0x75).endObject().take()]),
    mat: mat([{ name: 'inst_map', rows: height, columns: width, data: [5, ids], compressed: true }]),
    hdf5: await hdf5((file) => {
      const dataset = file.create_dataset({
        name: 'exported_data',
        data: Uint32Array.from(samples),
        shape: [height, width, 1],
        chunks: [8, 8, 1],
        compression: 4,
      });
      dataset.create_attribute('axistags', axisTags('yxc'));
    }),
    'hdf5-lzf': await lzf(Uint16Array.from(samples), { shape: [height, width], chunks: [8, 8] }),
    ...zarrs(),
    n5: zarrZip(n5({ labels: { dimensions: [width, height], data: samples, blockSize: [8, 8] } })),
    zip: zipSync({ 'a.png': png({ ...raster, bits: 16 }), 'b.tif': tiff({ ...raster, compression: 'lzw' }) }),
  };
}

function zarrs() {
  const array = { shape: [height, width], data: samples, chunks: [8, 8] };
  return {
    'ome-zarr-2': zarrZip(omeZarr({ nuclei: array })),
    'ome-zarr-3': zarrZip(omeZarr({ nuclei: { ...array, type: 'int32' } }, 3), 'a.zarr/'),
  };
}

function outlines() {
  const rings = traceCells(image).map((parts) => parts.map(({ outline }) => outline));
  const annotations = rings.map((segmentation, i) => ({ id: i + 1, image_id: 1, segmentation }));
  const nuclei = rings.map(([ring = []], i) => {
    const contour = Array.from({ length: ring.length / 2 }, (_, at) => ring.slice(at * 2, at * 2 + 2));
    return [String(i + 1), { contour, type: null }];
  });
  return {
    roi: Object.values(unzipSync(encodeRoiSet(image)))[0] ?? new Uint8Array(),
    'roi-set': encodeRoiSet(image),
    coco: encodeCoco([{ fileName: 'a.png', labels: image }]),
    'coco-polygons': json({ images: [{ id: 1, file_name: 'a.png', width, height }], annotations }),
    geojson: encodeGeoJson(image),
    hovernet: json({ mag: null, nuc: Object.fromEntries(nuclei) as unknown }),
    'cellpose-outlines': encodeCellposeOutlines(image),
  };
}

/** Images for the eye, which libvips decodes too. */
async function pictures() {
  const colour = { width, height, samples: [...samples, ...samples, ...samples] };
  const rgb = sharp(Buffer.from(colour.samples), { raw: { width, height, channels: 3 } });
  return {
    'png-colour': png({ ...colour, colour: 2 }),
    'tiff-colour': tiff({ ...colour, channels: 3, photometric: 2, planar: true, compression: 'deflate' }),
    'tiff-channels': tiff({ ...colour, channels: 3, photometric: 1, bits: 16 }),
    jpeg: await rgb.clone().jpeg().toBuffer(),
  };
}

/** A generator of pseudo-random whole numbers below a bound, the same on every machine (Marsaglia's xorshift32). */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Damages a file as transfers, faulty writers and attackers do: bits, bytes, numbers, cuts, swaps and repeats. */
export function mutate(file: Uint8Array, random: (below: number) => number): Uint8Array {
  const changed = Uint8Array.from(file);
  if (changed.length < 8) return changed;
  const at = random(changed.length);
  const view = new DataView(changed.buffer);
  switch (random(6)) {
    case 0:
      changed[at] = changed[at]! ^ (1 << random(8));
      return changed;
    case 1:
      changed[at] = [0, 1, 0x7f, 0x80, 0xff][random(5)]!;
      return changed;
    case 2:
      view.setUint32(
        Math.min(at, changed.length - 4),
        [0, 0x7fff_ffff, 0xffff_ffff, 0x0001_0000][random(4)]!,
        random(2) === 0,
      );
      return changed;
    case 3:
      return changed.subarray(0, at);
    case 4:
      return changed.copyWithin(at, random(changed.length), changed.length);
    default:
      return mutate(mutate(changed, random), random);
  }
}

/** Damages a file, and of an archive every other time one of its files, so that the checksums are right. */
export function damage(file: Uint8Array, random: (below: number) => number): Uint8Array {
  if (!isZip(file) || random(2) === 0) return mutate(file, random);
  const files = unzipSync(file);
  const names = Object.keys(files);
  const name = names[random(names.length)]!;
  return zipSync({ ...files, [name]: mutate(files[name]!, random) }, { level: 0 });
}

import { toLabelImage } from '@cellboard/labels';
import ndarray from 'ndarray';
import { encodeRoiSet } from './imagej/roi-writer.ts';
import { encodeCoco } from './json/coco-writer.ts';
import { encodeGeoJson } from './json/geojson-writer.ts';
import { encodeNpy, encodeNpz } from './numpy/npy-writer.ts';
import { png } from './png/png.fixture.ts';
import { tiff } from './tiff/tiff.fixture.ts';

/** A valid file of each kind, small enough that most mutations hit something that matters. */
export function validFiles(): Readonly<Record<string, Uint8Array>> {
  const width = 24;
  const height = 18;
  const samples = Array.from({ length: width * height }, (_, i) => ((i % width) >> 2) * (Math.floor(i / width) >> 2));
  const raster = { width, height, samples };
  const image = toLabelImage(ndarray(Uint16Array.from(samples), [height, width]));
  return {
    png16: png({ ...raster, bits: 16 }),
    'png-palette': png({ ...raster, bits: 8, colour: 3, interlaced: true }),
    'tiff-lzw': tiff({ ...raster, bits: 16, compression: 'lzw', predictor: 2, rowsPerStrip: 5 }),
    'tiff-deflate': tiff({ ...raster, bits: 32, compression: 'deflate', tile: [16, 16], bigTiff: true }),
    'tiff-packbits': tiff({ ...raster, compression: 'packbits', bigEndian: true }),
    npy: encodeNpy(image.pixels),
    npz: encodeNpz({ masks: image.pixels }),
    'roi-set': encodeRoiSet(image),
    coco: encodeCoco([{ fileName: 'a.png', labels: image }]),
    geojson: encodeGeoJson(image),
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

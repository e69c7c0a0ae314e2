import { choosePlane, planesOf, type ArrayPlane } from '../array-plane.ts';
import { chooseArray } from '../choose-array.ts';
import { FormatError } from '../format-error.ts';
import type { LabelChoice, LabelRaster } from '../label-raster.ts';
import { toLabelValues } from '../label-values.ts';
import { MAX_PIXELS } from '../limits.ts';
import { ObjectMasks } from '../masks.ts';
import { SAMPLE_ARRAYS, type MakeSamples } from '../sample-arrays.ts';
import { datasetAxes } from './hdf5-axes.ts';
import { FILTERS } from './hdf5-filters.ts';
import { listDatasets, type Hdf5Dataset } from './hdf5-datasets.ts';
import { checkLzf } from './hdf5-lzf.ts';
import { damaged, type Hdf5File, type Hdf5Library } from './hdf5-library.ts';

/** With what a file is read, and whom to tell that it goes on. */
export interface Extraction {
  readonly library: Hdf5Library;
  /** Called for every band that has been read. */
  readonly further: () => void;
}

/** Does what `Hdf5Queue.readLabels` does, in the thread that it is called in, which a damaged file may keep for ever. */
export function extractHdf5Labels(
  bytes: Uint8Array,
  choice: LabelChoice,
  { library, further }: Extraction,
): Promise<LabelRaster> {
  return library.withFile(bytes, (file) => {
    const named = listDatasets(file).map((dataset) => ({
      name: dataset.path.slice(1),
      shape: dataset.metadata.shape,
      dataset,
      read: () => readLabels({ file, dataset, further }, {}),
    }));
    if (named.length === 0) throw noArrays();
    const { dataset } = chooseArray(named, choice);
    return readLabels({ file, dataset, further }, choice);
  });
}

function noArrays(): FormatError {
  return new FormatError(
    'NOT_LABELS',
    'The HDF5 file holds no array of numbers with two axes. Export the label image.',
  );
}

interface LabelSource {
  readonly file: Hdf5File;
  readonly dataset: Hdf5Dataset;
  readonly further: () => void;
}

function readLabels({ file, dataset, further }: LabelSource, choice: LabelChoice): LabelRaster {
  const make = sampleType(dataset);
  const array = { shape: dataset.metadata.shape, axes: datasetAxes(file, dataset) };
  const read = (plane: ArrayPlane): LabelRaster => {
    checkStorage(file, dataset, plane);
    checkLzf(file, dataset, plane);
    const { width, height } = plane;
    return { values: toLabelValues(make(readPlane(file, { dataset, plane, further }))), width, height };
  };
  if (!choice.objects) return read(choosePlane(array, choice));
  const planes = planesOf(array, choice);
  const masks = new ObjectMasks();
  for (let i = 0; i < planes.count; i++) masks.add(read(planes.plane(i)));
  return masks.join(choice.overlap);
}

const FLOAT = 1;

function sampleType({ path, metadata: { type, signed, size } }: Hdf5Dataset): MakeSamples {
  const sign = signed ? 'i' : 'u';
  const make = SAMPLE_ARRAYS[`${type === FLOAT ? 'f' : sign}${size}`];
  if (make) return make;
  const kind = type === FLOAT ? 'floating point' : 'whole';
  throw new FormatError(
    'UNSUPPORTED',
    `${path} in the HDF5 file holds ${kind} numbers of ${size * 8} bits, which are not read. Save it as uint16 or uint32.`,
  );
}

/** The largest image as one chunk in 32 bits; an array has seldom more than 1 MiB in each. */
const MAX_CHUNK_BYTES = MAX_PIXELS * 4;

/** An image of 64 megapixels in chunks of 32×32 has 65,536. */
const MAX_CHUNKS = 100_000;

/** What may be unpacked for one plane. */
const MAX_UNPACKED = 2 ** 31;

function checkStorage(file: Hdf5File, { path, metadata }: Hdf5Dataset, plane: ArrayPlane): void {
  if (metadata.virtual_sources) {
    throw new FormatError(
      'UNSUPPORTED',
      `${path} in the HDF5 file is made of other arrays or files. Save it as one array.`,
    );
  }
  const filters = file.module.get_dataset_filters(file.id, path);
  const unknown = filters.find(({ id }) => !FILTERS.includes(id));
  if (unknown) {
    const name = unknown.name.replace(/[^\x20-\x7e]/g, '').slice(0, 40);
    throw new FormatError(
      'UNSUPPORTED',
      `${path} in the HDF5 file is packed with filter ${unknown.id} (${name}), which is not read. Save it with gzip.`,
    );
  }
  const { chunks, shape, size } = metadata;
  if (!chunks) return;
  const chunkBytes = chunks.reduce((product, length) => product * length, size);
  const along = (axis: number) => Math.ceil(shape[axis]! / chunks[axis]!);
  const count = along(plane.rows) * along(plane.columns);
  if (chunkBytes > MAX_CHUNK_BYTES || !(count <= MAX_CHUNKS) || count * chunkBytes > MAX_UNPACKED) {
    throw new FormatError(
      'TOO_LARGE',
      `${path} in the HDF5 file needs ${count} chunks of ${chunkBytes} bytes for one image. Save it in chunks of about 256×256 pixels.`,
    );
  }
}

/** Bytes that are read at a time, about. */
const BAND_BYTES = 16 * 2 ** 20;

interface PlaneSource {
  readonly dataset: Hdf5Dataset;
  readonly plane: ArrayPlane;
  readonly further: () => void;
}

/** The samples of a plane, row by row and little-endian, read in bands of whole chunks. */
function readPlane(file: Hdf5File, { dataset, plane, further }: PlaneSource): ArrayBuffer {
  const { path, metadata } = dataset;
  const { rows, columns, width, height, at } = plane;
  const { size, chunks } = metadata;
  const slow = Math.min(rows, columns);
  const [length, across] = slow === rows ? [height, width] : [width, height];
  const step = chunks?.[slow] ?? 1;
  const band = Math.max(1, Math.floor(BAND_BYTES / (across * size * step))) * step;
  const out = new Uint8Array(width * height * size);
  const pointer = file.module._malloc(Math.min(band, length) * across * size);
  if (pointer === 0)
    throw new FormatError('TOO_LARGE', 'The HDF5 file needs more memory than there is. Save smaller chunks.');
  try {
    for (let start = 0; start < length; start += band) {
      const count = Math.min(band, length - start);
      const counts = at.map((_, axis) => BigInt(axis === slow ? count : axis === rows + columns - slow ? across : 1));
      const offsets = at.map((index, axis) => BigInt(axis === slow ? start : index));
      const strides = at.map(() => 1n);
      const status = file.module.get_dataset_data(file.id, path, counts, offsets, strides, BigInt(pointer));
      if (status < 0) throw damaged(file.diagnosis);
      const read = file.module.HEAPU8.subarray(pointer, pointer + count * across * size);
      if (slow === rows) out.set(read, start * across * size);
      else turn(read, { out, size, width, height, start });
      further();
    }
  } finally {
    file.module._free(pointer);
  }
  return out.buffer;
}

interface Turned {
  readonly out: Uint8Array;
  readonly size: number;
  readonly width: number;
  readonly height: number;
  /** The first column that was read. */
  readonly start: number;
}

/** Puts columns that were read one after the other where they belong. */
function turn(read: Uint8Array, { out, size, width, height, start }: Turned): void {
  const columns = read.length / size / height;
  for (let x = 0, from = 0; x < columns; x++) {
    for (let y = 0; y < height; y++) {
      const to = (y * width + start + x) * size;
      for (let k = 0; k < size; k++) out[to + k] = read[from++]!;
    }
  }
}

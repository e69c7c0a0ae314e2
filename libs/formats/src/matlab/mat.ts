import { FormatError } from '../format-error.ts';
import type { SampleArray } from '../label-values.ts';
import { checkSize } from '../limits.ts';
import { fromCompressed } from '../numpy/sparse.ts';
import { unpack, type Platform } from '../platform.ts';
import type { NumpyArray } from '../numpy/array.ts';
import { swapBytes } from '../tiff/tiff-predictor.ts';

const HEADER = 128;
const MATRIX = 14;
const COMPRESSED = 15;

/** Bytes that all compressed variables together may become. */
const MAX_BYTES = 768 * 1024 * 1024;

interface DataType {
  readonly bytes: number;
  readonly make: (...memory: [buffer: ArrayBufferLike, byteOffset: number, length: number]) => SampleArray;
}

/** Numbers of the data types (MAT-File Format, version 5, table 1-1). */
const TYPES: Readonly<Record<number, DataType>> = {
  1: { bytes: 1, make: (...memory) => new Int8Array(...memory) },
  2: { bytes: 1, make: (...memory) => new Uint8Array(...memory) },
  3: { bytes: 2, make: (...memory) => new Int16Array(...memory) },
  4: { bytes: 2, make: (...memory) => new Uint16Array(...memory) },
  5: { bytes: 4, make: (...memory) => new Int32Array(...memory) },
  6: { bytes: 4, make: (...memory) => new Uint32Array(...memory) },
  7: { bytes: 4, make: (...memory) => new Float32Array(...memory) },
  9: { bytes: 8, make: (...memory) => new Float64Array(...memory) },
  12: { bytes: 8, make: (...memory) => new BigInt64Array(...memory) },
  13: { bytes: 8, make: (...memory) => new BigUint64Array(...memory) },
};

/** Array classes that hold plain numbers: double, single and the integers. */
const NUMERIC_CLASSES = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

const SPARSE = 5;

/** Bits of the flags of an array: its class, and whether it has an imaginary part. */
const CLASS = 0xff;
const COMPLEX = 0x800;

/** Letters of the longest name of a variable. */
const LONGEST_NAME = 63;

/** More axes than any array has. */
const MOST_DIMENSION_BYTES = 4 * 32;

/** Array classes that hold no plain numbers. */
const OTHER_CLASSES: Readonly<Record<number, string>> = {
  1: 'a cell array',
  2: 'a struct',
  3: 'an object',
  4: 'a text',
};

/** Begins with text and names version 5 in one of the two byte orders. */
export function isMat(bytes: Uint8Array): boolean {
  return startsWithText(bytes) && byteOrder(bytes) !== undefined;
}

function startsWithText(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 6)) === 'MATLAB';
}

function byteOrder(bytes: Uint8Array): 'little' | 'big' | undefined {
  const mark = new TextDecoder('latin1').decode(bytes.subarray(126, HEADER));
  return mark === 'IM' ? 'little' : mark === 'MI' ? 'big' : undefined;
}

/**
 * Reads the numeric arrays of a MATLAB file of version 5 (`-v6`, `-v7`), by name. Other variables are passed over.
 *
 * @throws FormatError UNSUPPORTED if there is none, TRUNCATED, CORRUPT or TOO_LARGE
 */
export async function readMat(bytes: Uint8Array, platform: Platform): Promise<Map<string, NumpyArray>> {
  const little = byteOrder(bytes) === 'little';
  const arrays = new Map<string, NumpyArray>();
  const others: string[] = [];
  let room = MAX_BYTES;
  for (const { type, data } of elements(bytes.subarray(HEADER), little)) {
    if (type === COMPRESSED) {
      const compressed = { of: 'a variable of the MATLAB file', bytes: data, maxLength: room };
      const unpacked = await unpack(compressed, platform.inflate);
      room -= unpacked.length;
      for (const inner of elements(unpacked, little))
        if (inner.type === MATRIX) readMatrix(inner.data, { little, arrays, others });
    } else if (type === MATRIX) {
      readMatrix(data, { little, arrays, others });
    }
  }
  if (arrays.size > 0) return arrays;
  const held = others.length === 0 ? 'no variable' : `only ${others.slice(0, 5).join(', ')}`;
  throw new FormatError(
    'UNSUPPORTED',
    `The MATLAB file holds ${held}. Save the label image as a numeric array of its own.`,
  );
}

interface Element {
  readonly type: number;
  readonly data: Uint8Array;
}

/** Each element has a tag of 8 bytes and is padded to 8; up to 4 bytes of data may stand in the tag itself. */
function* elements(bytes: Uint8Array, little: boolean): Generator<Element> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length;) {
    if (at + 8 > bytes.length)
      throw new FormatError('TRUNCATED', 'The MATLAB file ends inside a variable: it was cut off. Save it again.');
    const word = view.getUint32(at, little);
    const small = word >>> 16;
    const type = small === 0 ? word : word & 0xffff;
    const length = small === 0 ? view.getUint32(at + 4, little) : small;
    const start = at + (small === 0 ? 8 : 4);
    if (start + length > bytes.length || (small !== 0 && length > 4)) {
      throw new FormatError(
        'TRUNCATED',
        `The MATLAB file points to ${length} bytes at ${start}, beyond its end. Save it again.`,
      );
    }
    yield { type, data: bytes.subarray(start, start + length) };
    at = small === 0 ? start + (type === COMPRESSED ? length : Math.ceil(length / 8) * 8) : at + 8;
  }
}

/** What is found in a file. */
interface Found {
  readonly little: boolean;
  readonly arrays: Map<string, NumpyArray>;
  /** Variables that hold no plain numbers, such as `cells (a struct)`. */
  readonly others: string[];
}

/** Parts of a variable that are read, those of a sparse array. A cell array has one for each of its cells. */
const MOST_PARTS = 6;

function take<T>(most: number, values: Iterable<T>): T[] {
  const taken: T[] = [];
  for (const value of values) if (taken.push(value) === most) break;
  return taken;
}

/** Flags, dimensions, name and real part, in this order. */
function readMatrix(data: Uint8Array, { little, arrays, others }: Found): void {
  const [flags, dimensions, name, real, ...rest] = take(MOST_PARTS, elements(data, little));
  if (!flags || flags.data.length < 4 || !dimensions || dimensions.data.length > MOST_DIMENSION_BYTES || !name)
    throw new FormatError('CORRUPT', 'A variable of the MATLAB file has no name or size. Save it again.');
  const stated = new DataView(flags.data.buffer, flags.data.byteOffset, flags.data.byteLength).getUint32(0, little);
  const title = new TextDecoder('latin1').decode(name.data.subarray(0, LONGEST_NAME));
  const kind = notNumbers(stated);
  if (kind !== undefined || !real) {
    others.push(`${title} (${kind ?? 'an object'})`);
    return;
  }
  if ((stated & CLASS) === SPARSE) {
    arrays.set(title, sparseArray([dimensions, real, ...rest], little));
    return;
  }
  const samples = toSamples(real, little);
  const shape = Array.from(toSamples(dimensions, little), Number);
  if (shape.reduce((product, side) => product * side, 1) !== samples.length) {
    throw new FormatError(
      'CORRUPT',
      `A variable of the MATLAB file has ${shape.join('×')} but ${samples.length} numbers.`,
    );
  }
  arrays.set(title, { shape, fortran: true, samples });
}

/** What an array holds by its flags, where it is not plain numbers. */
function notNumbers(flags: number): string | undefined {
  const classOf = flags & CLASS;
  if (classOf !== SPARSE && !NUMERIC_CLASSES.includes(classOf)) return OTHER_CLASSES[classOf] ?? 'an object';
  return (flags & COMPLEX) === 0 ? undefined : 'complex numbers';
}

/** Rows of the numbers, where each column begins, and the numbers. */
function sparseArray([dimensions, rows, columns, data]: readonly Element[], little: boolean): NumpyArray {
  const samplesOf = (element: Element | undefined) => (element ? toSamples(element, little) : new Uint8Array());
  const [height = 0, width = 0] = Array.from(samplesOf(dimensions), Number);
  checkSize(width, height);
  return fromCompressed({
    pointers: samplesOf(columns),
    indices: samplesOf(rows),
    data: samplesOf(data),
    byColumns: true,
    size: { width, height },
  });
}

function toSamples({ type, data }: Element, little: boolean): SampleArray {
  const found = TYPES[type];
  if (!found || data.length % found.bytes !== 0) {
    throw new FormatError(
      'CORRUPT',
      `A variable of the MATLAB file has data of type ${type} and ${data.length} bytes.`,
    );
  }
  // Data is padded to 8 bytes, so that most of it can be read where it stands.
  const asItIs = little && data.byteOffset % found.bytes === 0;
  const own = asItIs ? data : new Uint8Array(data); // slice() of a Node buffer would share its memory
  if (!little) swapBytes(own, found.bytes);
  return found.make(own.buffer, own.byteOffset, own.length / found.bytes);
}

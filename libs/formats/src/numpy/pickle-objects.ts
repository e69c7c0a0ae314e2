import { FormatError } from '../format-error.ts';
import { sizeOfNumber, takeForArray, type NumpyLayout } from './array.ts';
import { isTextType, textsOf } from './numpy-texts.ts';

/** An array of a pickled file, not yet taken for numbers. */
export interface PickledArray extends NumpyLayout {
  readonly bytes: Uint8Array;
}

/** What stands for a Python value. Nothing of it can act: a class is only its name, an object only its parts. */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | PickledName
  | PickledDtype
  | PickledSlot;

/** A function or class, by name. */
export class PickledName {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A numpy.dtype. */
class PickledDtype {
  readonly code: string;
  order = '|';

  constructor(code: string) {
    this.code = code;
  }
}

/** A numpy.ndarray, empty until its state is given. */
export class PickledSlot {
  array: PickledArray | undefined;
  /** The elements of an array of objects, in the order of its indices, the last fastest. */
  objects: PickleValue[] = [];
  /** Of an array of objects. */
  shape: readonly number[] = [];
}

/** All that an honest file of arrays calls, by the names of numpy 1 and 2. */
const RECONSTRUCT = ['numpy.core.multiarray _reconstruct', 'numpy._core.multiarray _reconstruct'];
const NDARRAY = 'numpy ndarray';
const DTYPE = 'numpy dtype';
const SCALAR = ['numpy.core.multiarray scalar', 'numpy._core.multiarray scalar'];
const FROM_BUFFER = ['numpy.core.numeric _frombuffer', 'numpy._core.numeric _frombuffer'];
const ENCODE = '_codecs encode';
/** Paths, which Cellpose keeps of the image: only their parts are taken, nothing is looked up. */
const PATHS = ['pathlib', 'pathlib._local'].flatMap((module) =>
  ['PosixPath', 'WindowsPath', 'PurePosixPath', 'PureWindowsPath', 'Path'].map((name) => `${module} ${name}`),
);
const KNOWN = [...PATHS, ...RECONSTRUCT, ...SCALAR, ...FROM_BUFFER, NDARRAY, DTYPE, ENCODE];

/**
 * A name that may be called.
 *
 * @throws FormatError UNSAFE for every other
 */
export function knownName(module: PickleValue, name: PickleValue): PickledName {
  if (typeof module !== 'string' || typeof name !== 'string') throw unfit();
  const text = `${module} ${name}`;
  if (KNOWN.includes(text)) return new PickledName(text);
  throw new FormatError(
    'UNSAFE',
    `The pickled file wants to run "${text.slice(0, 80)}". It is not read: save the labels alone.`,
  );
}

/** What stands for the result of calling a known name. */
export function build(callee: PickleValue, parts: PickleValue): PickleValue {
  if (!(callee instanceof PickledName) || !Array.isArray(parts)) throw unfit();
  const [first, second, third, fourth] = parts;
  const { text } = callee;
  if (RECONSTRUCT.includes(text)) return new PickledSlot();
  if (SCALAR.includes(text)) return scalarOf(first, second);
  if (text === DTYPE && typeof first === 'string') return new PickledDtype(first);
  if (PATHS.includes(text)) return parts.map(String).join('/');
  if (text === ENCODE && typeof first === 'string') return Uint8Array.from(first, (letter) => letter.charCodeAt(0));
  if (!FROM_BUFFER.includes(text)) throw unfit();
  const slot = new PickledSlot();
  slot.array = toArray({ bytes: first, dtype: second, shape: third, fortran: fourth === 'F' });
  return slot;
}

/** The state of an array is (version, shape, dtype, is Fortran, data), that of a dtype (version, byte order, …). */
export function giveState(state: PickleValue, target: PickleValue): void {
  if (!Array.isArray(state)) throw unfit();
  const [, second, third, fourth, fifth] = state;
  if (target instanceof PickledDtype) {
    if (typeof second === 'string') target.order = second;
  } else if (!(target instanceof PickledSlot)) {
    throw unfit();
  } else if (Array.isArray(fifth)) {
    target.objects = fifth;
    target.shape = shapeOf(second);
  } else {
    target.array = toArray({ bytes: fifth, dtype: third, shape: second, fortran: fourth === true });
  }
}

interface Parts {
  readonly bytes: PickleValue | undefined;
  readonly dtype: PickleValue | undefined;
  readonly shape: PickleValue | undefined;
  readonly fortran: boolean;
}

function toArray({ bytes, dtype, shape, fortran }: Parts): PickledArray {
  if (!(bytes instanceof Uint8Array) || !(dtype instanceof PickledDtype)) throw unfit();
  return { descr: dtype.order + dtype.code, shape: shapeOf(shape), fortran, bytes };
}

function shapeOf(shape: PickleValue | undefined): readonly number[] {
  if (!Array.isArray(shape)) throw unfit();
  return shape.map((side) => {
    if (typeof side !== 'number' || !Number.isInteger(side) || side < 0) throw unfit();
    return side;
  });
}

/** A lone number or text; null for what is neither. */
function scalarOf(dtype: PickleValue | undefined, bytes: PickleValue | undefined): PickleValue {
  if (!(dtype instanceof PickledDtype)) throw unfit();
  if (!(bytes instanceof Uint8Array)) return null;
  const descr = dtype.order + dtype.code;
  if (isTextType(descr)) return textsOf(descr, bytes)[0] ?? '';
  if (sizeOfNumber(descr) !== bytes.length) return null;
  const value = takeForArray({ descr, shape: [1], fortran: false }, new Uint8Array(bytes)).samples[0] ?? 0;
  return dtype.code === 'b1' ? value !== 0 : Number(value);
}

/** The error for instructions that no honest program writes. */
export function unfit(): FormatError {
  return new FormatError('CORRUPT', 'The instructions of the pickled file do not fit together. Save the labels alone.');
}

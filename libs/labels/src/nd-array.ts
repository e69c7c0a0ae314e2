import type { DataType, NdArray, Value } from 'ndarray';

/** Arrays of numbers that a view can be of. */
export type Numbers =
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Uint32Array
  | Float32Array
  | Float64Array;

/**
 * Numbers as an array of several dimensions, the same as those of the package `ndarray`, without a copy. That package
 * writes the code of its classes at run time, which a strict Content-Security-Policy forbids to pages; this does not.
 *
 * @param shape length of each dimension; the length of `data` if left out
 * @param stride from one element to the next in each dimension; row by row without gaps if left out
 */
export function ndArray<D extends Numbers>(
  data: D,
  shape: readonly number[] = [data.length],
  stride: readonly number[] = rowByRow(shape),
): NdArray<D> {
  const offset = stride.reduce((sum, step, axis) => (step < 0 ? sum - (shape[axis]! - 1) * step : sum), 0);
  return new View(data, { shape: [...shape], stride: [...stride], offset });
}

/**
 * The same of numbers that are made when `data` is first asked for, row by row. Shape and strides are there without.
 *
 * @param make gives as many numbers as the shape needs
 */
export function lazyNdArray<D extends Numbers>(make: () => D, shape: readonly number[]): NdArray<D> {
  const view = ndArray<Numbers>(NONE, shape) as NdArray<D>;
  const set = (data: D) => {
    Object.defineProperty(view, 'data', { value: data, writable: true, enumerable: true, configurable: true });
    return data;
  };
  return Object.defineProperty(view, 'data', { get: () => set(make()), set, enumerable: true, configurable: true });
}

const NONE = new Uint8Array(0);

function rowByRow(shape: readonly number[]): number[] {
  const stride: number[] = [];
  shape.reduceRight((size, length, axis) => {
    stride[axis] = size;
    return size * length;
  }, 1);
  return stride;
}

interface Layout {
  readonly shape: number[];
  readonly stride: number[];
  /** Where the first element stands. */
  readonly offset: number;
}

/** An axis of a view: its length, its stride, and by how much the first element moves. */
type Axis = readonly [length: number, stride: number, moved: number];

class View<D extends Numbers> implements NdArray<D> {
  data: D;
  shape: number[];
  stride: number[];
  offset: number;

  constructor(data: D, { shape, stride, offset }: Layout) {
    this.data = data;
    this.shape = shape;
    this.stride = stride;
    this.offset = offset;
  }

  get dtype(): DataType<D> {
    return TYPES[this.data[Symbol.toStringTag]] as DataType<D>;
  }

  get dimension(): number {
    return this.shape.length;
  }

  get size(): number {
    return this.shape.reduce((size, length) => size * length, 1);
  }

  /** Axes from the fastest to the slowest. */
  get order(): number[] {
    const by = this.stride.map(Math.abs);
    return [...by.keys()].sort((a, b) => by[a]! - by[b]! || a - b);
  }

  get T(): NdArray<D> {
    return this.transpose(...[...this.shape.keys()].reverse());
  }

  index(...at: number[]): Value<D> {
    let index = this.offset;
    for (let axis = 0; axis < at.length; axis++) index += at[axis]! * this.stride[axis]!;
    return index as Value<D>;
  }

  get(...at: number[]): Value<D> {
    return this.data[this.index(...at) as number] as Value<D>;
  }

  set(...all: number[]): Value<D> {
    const value = all.pop()!;
    this.data[this.index(...all) as number] = value;
    return value as Value<D>;
  }

  /** From these indices on. */
  lo(...from: number[]): NdArray<D> {
    return this.#map((length, stride, axis) => {
      const first = Math.max(0, Math.trunc(from[axis] ?? 0));
      return [length - first, stride, stride * first];
    });
  }

  /** So many elements of each dimension. */
  hi(...lengths: number[]): NdArray<D> {
    return this.#map((length, stride, axis) => {
      const wanted = lengths[axis] ?? -1;
      return [wanted < 0 ? length : Math.trunc(wanted), stride, 0];
    });
  }

  /** Every so many elements, from the end if negative. */
  step(...steps: number[]): NdArray<D> {
    return this.#map((length, stride, axis) => {
      const by = Math.trunc(steps[axis] ?? 1);
      return [Math.ceil(length / Math.abs(by)), stride * by, by < 0 ? stride * (length - 1) : 0];
    });
  }

  transpose(...axes: number[]): NdArray<D> {
    const from = this.shape.map((_, axis) => axes[axis] ?? axis);
    return new View(this.data, {
      shape: from.map((axis) => this.shape[axis]!),
      stride: from.map((axis) => this.stride[axis]!),
      offset: this.offset,
    });
  }

  /** Without the dimensions of which an index is given. */
  pick(...at: (number | null)[]): NdArray<D> {
    const kept = [...this.shape.keys()].filter((axis) => (at[axis] ?? -1) < 0);
    const fixed = at.map((i) => Math.max(0, i ?? 0));
    return new View(this.data, {
      shape: kept.map((axis) => this.shape[axis]!),
      stride: kept.map((axis) => this.stride[axis]!),
      offset: this.index(...fixed),
    });
  }

  #map(change: (length: number, stride: number, axis: number) => Axis): NdArray<D> {
    const axes = this.shape.map((length, axis) => change(length, this.stride[axis]!, axis));
    return new View(this.data, {
      shape: axes.map(([length]) => length),
      stride: axes.map(([, stride]) => stride),
      offset: axes.reduce((sum, [, , moved]) => sum + moved, this.offset),
    });
  }
}

const TYPES: Readonly<Record<Numbers[typeof Symbol.toStringTag], string>> = {
  Int8Array: 'int8',
  Int16Array: 'int16',
  Int32Array: 'int32',
  Uint8Array: 'uint8',
  Uint8ClampedArray: 'uint8_clamped',
  Uint16Array: 'uint16',
  Uint32Array: 'uint32',
  Float32Array: 'float32',
  Float64Array: 'float64',
};

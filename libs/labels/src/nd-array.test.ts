import fc from 'fast-check';
import ndarray, { type NdArray } from 'ndarray';
import { lazyNdArray, ndArray, type Numbers } from './nd-array.ts';

const DATA: readonly Numbers[] = [
  Int8Array,
  Int16Array,
  Int32Array,
  Uint8Array,
  Uint8ClampedArray,
  Uint16Array,
  Uint32Array,
  Float32Array,
  Float64Array,
].map((type) => new type(Array.from({ length: 2000 }, (_, i) => i % 101)));

/** What can be seen of a view, and its elements row by row. */
function seen(view: NdArray<Numbers>) {
  const { dtype, shape, stride, offset, size, order, dimension } = view;
  const elements: number[] = [];
  const walk = (at: number[]) => {
    const length = shape[at.length];
    if (length === undefined) elements.push(view.get(...at));
    else for (let i = 0; i < length; i++) walk([...at, i]);
  };
  walk([]);
  const steps = order.map((axis) => Math.abs(stride[axis]!)); // which of two equal ones comes first is not said
  return { dtype, shape: [...shape], stride: [...stride], offset, size, steps, dimension, elements };
}

type Change = (view: NdArray<Numbers>) => NdArray<Numbers>;

/** A change of a view of this shape. */
function change(shape: readonly number[]): fc.Arbitrary<Change> {
  const each = (of: (length: number) => fc.Arbitrary<number>) => fc.tuple(...shape.map(of));
  return fc.oneof(
    each((length) => fc.integer({ min: -1, max: length - 1 })).map(
      (from): Change =>
        (view) =>
          view.lo(...from),
    ),
    each((length) => fc.integer({ min: -1, max: length })).map(
      (lengths): Change =>
        (view) =>
          view.hi(...lengths),
    ),
    each(() => fc.constantFrom(1, 2, 3, -1, -2)).map(
      (steps): Change =>
        (view) =>
          view.step(...steps),
    ),
    fc.shuffledSubarray([...shape.keys()], { minLength: shape.length }).map(
      (axes): Change =>
        (view) =>
          view.transpose(...axes),
    ),
    each((length) => fc.integer({ min: -1, max: length - 1 })).map(
      (at): Change =>
        (view) =>
          view.pick(...at.map((i) => (i < 0 ? null : i))),
    ),
  );
}

const changed = fc
  .array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 })
  .chain((shape) => fc.tuple(fc.constant(shape), fc.constantFrom(...DATA), change(shape)));

describe('ndArray', () => {
  it('has the elements, shape and strides that the package ndarray has, also when it is changed', () => {
    fc.assert(
      fc.property(changed, fc.infiniteStream(fc.nat()), ([shape, data, first], seeds) => {
        let [ours, theirs] = [ndArray(data, shape), ndarray(data, shape)];
        expect(seen(ours)).toEqual(seen(theirs));
        [ours, theirs] = [first(ours), first(theirs)];
        expect(seen(ours)).toEqual(seen(theirs));
        for (const seed of Array.from({ length: 3 }, () => seeds.next().value as number)) {
          if (theirs.dimension === 0 || theirs.size === 0) return;
          const [next] = fc.sample(change(theirs.shape), { seed, numRuns: 1 });
          [ours, theirs] = [next!(ours), next!(theirs)];
          expect(seen(ours)).toEqual(seen(theirs));
        }
      }),
      { seed: 2026, numRuns: 400 },
    );
  });

  it('is as long as its numbers if nothing else is said, and takes strides of any kind', () => {
    const data = Uint16Array.from({ length: 12 }, (_, i) => i);
    expect(seen(ndArray(data))).toEqual(seen(ndarray(data)));
    for (const stride of [
      [1, 4],
      [-4, 1],
      [4, -1],
      [0, 1],
    ]) {
      expect(seen(ndArray(data, [3, 4], stride))).toEqual(seen(ndarray(data, [3, 4], stride)));
    }
    expect(seen(ndArray(data, [3, 4]).T)).toEqual(seen(ndarray(data, [3, 4]).transpose(1, 0)));
  });

  it('is a view: what is set is set in the numbers', () => {
    const data = new Float32Array(6);
    const view = ndArray(data, [2, 3]);
    expect(view.pick(1, null).step(-1).set(0, 7.5)).toBe(7.5);
    expect(Array.from(data)).toEqual([0, 0, 0, 0, 0, 7.5]);
    expect(ndArray(Buffer.from([1, 2])).dtype).toBe('uint8');
  });

  it('makes its numbers once, when they are first asked for, unless others are put there', () => {
    let made = 0;
    const make = () => Uint16Array.of(...[1, 2, 3, 4, 5, 6].map((value) => value + 10 * made++));
    const lazy = lazyNdArray(make, [2, 3]);
    expect([lazy.shape, lazy.stride, lazy.size, lazy.offset, made]).toEqual([[2, 3], [3, 1], 6, 0, 0]);
    expect(lazy.T.get(2, 1)).toBe(56);
    expect([made, lazy.data, lazy.dtype]).toEqual([6, Uint16Array.of(1, 12, 23, 34, 45, 56), 'uint16']);
    expect(structuredClone({ ...lazy }).data).toEqual(lazy.data);
    const other = lazyNdArray(make, [2, 3]);
    other.data = new Uint16Array(6);
    expect([other.get(1, 1), made]).toEqual([0, 6]);
  });
});

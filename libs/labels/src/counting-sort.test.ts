import fc from 'fast-check';

import { placesOf, sortedBy } from './counting-sort.ts';

it('says where the entries of every key begin, and where the last ones end', () => {
  expect([...placesOf(Uint32Array.of(2, 4, 2, 1), 5)]).toEqual([0, 0, 1, 3, 3, 4, 4]);
  expect([...placesOf(new Uint32Array(0), 0)]).toEqual([0, 0]);
});

it('puts two columns side by side, in the order of a key', () => {
  const key = Uint32Array.of(2, 4, 2, 1);
  const next = placesOf(key, 4);
  expect([...sortedBy(key, next, [Uint32Array.of(7, 8, 9, 10), Int32Array.of(70, 80, 90, 100)])]).toEqual([
    10, 100, 7, 70, 9, 90, 8, 80,
  ]);
  // Where the entries of keys 0 to 4 end.
  expect([...next.subarray(0, 5)]).toEqual([0, 1, 3, 3, 4]);
});

it('sorts as the sort of arrays does, and entries of one key stay in their order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.array(fc.nat(1000), { maxLength: 60 }), (largest, numbers) => {
      const key = Uint32Array.from(numbers, (number) => (number % largest) + 1);
      const places = numbers.map((_, k) => k);
      const expected = places.toSorted((a, b) => key[a]! - key[b]!).flatMap((k) => [k, numbers[k]!]);
      const sorted = sortedBy(key, placesOf(key, largest), [Uint32Array.from(places), Uint32Array.from(numbers)]);
      expect([...sorted]).toEqual(expected);
    }),
  );
});

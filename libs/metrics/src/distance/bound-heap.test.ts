import fc from 'fast-check';

import { runs } from '../laws/arbitrary-pairs.fixture.ts';
import { BoundHeap } from './bound-heap.ts';

describe('BoundHeap', () => {
  it('gives the smallest bound first, and of equal bounds the smallest number', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.nat(1000))), (entries) => {
        const heap = new BoundHeap();
        entries.forEach(([bound, number], item) => {
          heap.push(bound, number, item);
        });
        const popped = entries.map(() => entries[heap.pop()]!);
        expect(popped).toEqual([...entries].sort(([a, n], [b, m]) => a - b || n - m));
        expect([heap.size, heap.least]).toEqual([0, Infinity]);
      }),
      runs,
    );
  });

  it('may be cleared and used again', () => {
    const heap = new BoundHeap();
    heap.push(3, 1, 30);
    heap.clear();
    heap.push(5, 1, 50);
    expect([heap.least, heap.pop(), heap.size]).toEqual([5, 50, 0]);
  });
});

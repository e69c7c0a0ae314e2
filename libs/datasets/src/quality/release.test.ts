import { release } from './release.ts';

it('gives the memory of whole arrays back', () => {
  const [bytes, ids] = [new Uint8Array(1000), new Uint32Array(10)];
  release(bytes, null, undefined, ids);
  expect([bytes.length, ids.length]).toEqual([0, 0]);
  release(bytes); // again
});

it('leaves a part of something larger alone, since others may read the rest', () => {
  const whole = Uint8Array.of(1, 2, 3, 4);
  const small = Buffer.from('pooled');
  release(whole.subarray(1, 3), small);
  expect([[...whole], small.toString()]).toEqual([[1, 2, 3, 4], 'pooled']);
});

it('leaves memory alone that threads share', () => {
  const shared = new Uint8Array(new SharedArrayBuffer(4));
  release(shared);
  expect(shared.length).toBe(4);
});

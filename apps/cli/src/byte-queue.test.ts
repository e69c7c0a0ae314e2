import { ByteQueue } from './byte-queue.ts';

/** The bytes 1 to 10, in pieces of 4, 0, 4 and 2. */
async function* pieces(): AsyncGenerator<Uint8Array> {
  for (const [from, to] of [
    [1, 4],
    [5, 4],
    [5, 8],
    [9, 10],
  ] as const)
    yield await Promise.resolve(Uint8Array.from({ length: to - from + 1 }, (_, i) => from + i));
}

const all = async (bytes: AsyncIterable<Uint8Array>) => {
  const found: number[] = [];
  for await (const piece of bytes) found.push(...piece);
  return found;
};

it('gives bytes in the portions that are wanted', async () => {
  const queue = new ByteQueue(pieces());
  expect(await queue.some(3)).toEqual(Uint8Array.of(1, 2, 3));
  expect(await queue.some(3)).toEqual(Uint8Array.of(4));
  expect(await queue.exactly(3)).toEqual(Uint8Array.of(5, 6, 7));
  expect(queue.taken).toBe(7);
  queue.putBack(Uint8Array.of(6, 7));
  expect(queue.taken).toBe(5);
  expect(await queue.exactly(9)).toEqual(Uint8Array.of(6, 7, 8, 9, 10));
  expect(await queue.some(1)).toBeUndefined();
  expect(await queue.exactly(1)).toHaveLength(0);
});

it('gives the rest up to a limit', async () => {
  const queue = new ByteQueue(pieces());
  await queue.exactly(2);
  expect(await all(queue.rest(10))).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  await expect(all(new ByteQueue(pieces()).rest(9))).rejects.toMatchObject({
    code: 'TOO_LARGE',
    message: 'The file unpacks to more than 9 bytes, which is as much as is read.',
  });
});

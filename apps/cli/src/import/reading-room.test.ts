import { setImmediate } from 'node:timers/promises';
import { ReadingRoom } from './reading-room.ts';

/** Runs pieces of work of these sizes in a room, and says how many bytes were held at once at most, and in what order they began. */
async function held(room: ReadingRoom, sizes: readonly number[]): Promise<{ most: number; began: number[] }> {
  const began: number[] = [];
  let [now, most] = [0, 0];
  await Promise.all(
    sizes.map((bytes, i) =>
      room.within(async (hold) => {
        began.push(i);
        hold(bytes);
        now += bytes;
        most = Math.max(most, now);
        for (let turn = 0; turn < 5; turn++) await setImmediate();
        now -= bytes;
      }),
    ),
  );
  return { most, began };
}

it('small images are read together, as many as fit, in their order', async () => {
  expect(await held(new ReadingRoom(10), [3, 3, 3, 3, 3])).toEqual({ most: 9, began: [0, 1, 2, 3, 4] });
});

it('large images are read one after the other, also if one alone is too large', async () => {
  expect(await held(new ReadingRoom(10), [8, 8, 50, 8])).toEqual({ most: 50, began: [0, 1, 2, 3] });
});

it('an image that cannot be read gives its room back, also as the first one', async () => {
  const room = new ReadingRoom(10);
  const fail = () => Promise.reject(new Error('It cannot be read.'));
  await expect(room.within(fail)).rejects.toThrow('It cannot be read.');
  expect(await held(room, [6, 6])).toEqual({ most: 6, began: [0, 1] });
  await expect(room.within(fail)).rejects.toThrow('It cannot be read.');
  expect(await held(room, [6, 6])).toEqual({ most: 6, began: [0, 1] });
});

import { Problem } from '@cellboard/contract';
import { setTimeout as sleep } from 'node:timers/promises';
import { incoming } from './incoming.ts';

async function* pieces(...list: readonly (number | Error)[]): AsyncGenerator<number> {
  for (const piece of list) {
    await sleep(1);
    if (piece instanceof Error) throw piece;
    yield piece;
  }
}

async function read(from: AsyncIterable<number>, silenceMs?: number): Promise<number[]> {
  const found: number[] = [];
  for await (const piece of incoming(from, silenceMs)) found.push(piece);
  return found;
}

it('hands on what arrives, in its order', async () => {
  expect(await read(pieces(1, 2, 3))).toEqual([1, 2, 3]);
  expect(await read(pieces())).toEqual([]);
});

it('says in words what a parser found wrong', async () => {
  const error = await read(pieces(1, new Error('Unexpected end of form'))).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'REQUEST_INVALID' });
  expect(String(error)).toContain('The form cannot be read: Unexpected end of form. Check how your client writes it');
});

it.each([
  ['of the connection', Object.assign(new Error('aborted'), { code: 'ECONNRESET' })],
  ['of the framework', Object.assign(new Error('too many'), { statusCode: 413 })],
  ['in words already', new Problem('FILE_TOO_LARGE', 'Too large.')],
])('leaves an error %s as it is', async (_whose, error) => {
  await expect(read(pieces(error))).rejects.toBe(error);
});

it('gives up on a client that sends no more, though it never ends', async () => {
  async function* silent(): AsyncGenerator<number> {
    yield 1;
    await new Promise(() => undefined);
  }
  await expect(read(silent(), 20)).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
});

it('does not count the time that the reader takes', async () => {
  const found: number[] = [];
  for await (const piece of incoming(pieces(1, 2), 50)) {
    await sleep(80);
    found.push(piece);
  }
  expect(found).toEqual([1, 2]);
});

it('ends the upload where the reader stops', async () => {
  let ended = false;
  async function* endless(): AsyncGenerator<number> {
    try {
      for (;;) yield await Promise.resolve(1);
    } finally {
      ended = true;
    }
  }
  for await (const piece of incoming(endless())) if (piece === 1) break;
  await sleep(1);
  expect(ended).toBe(true);
});

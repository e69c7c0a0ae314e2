import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blobSource } from '../browser/blob-source.ts';
import { FileServer } from '../browser/file-server.fixture.ts';
import { urlSource } from '../browser/url-source.ts';
import { inspect, openFileSource } from '../node.ts';
import { tiff } from '../tiff/tiff.fixture.ts';
import { bufferedSource } from './buffered-source.ts';
import { bytesSource, MAX_WHOLE_BYTES, readPart, readWhole, type ByteSource } from './byte-source.ts';

/** Long enough for several blocks of a buffered source. */
const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 2_654_435_761) >>> 24);

let folder = '';
let server: FileServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-source-'));
  server = await FileServer.start();
  server.files.set('file', bytes);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const ranges = fc.array(fc.tuple(fc.nat(bytes.length), fc.nat(bytes.length)), { minLength: 1, maxLength: 20 });

async function readsTheSame(source: ByteSource): Promise<void> {
  expect(source.byteLength).toBe(bytes.length);
  await fc.assert(
    fc.asyncProperty(ranges, async (all) => {
      const parts = all.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
      const read = await Promise.all(parts.map(async ([start, end]) => source.slice(start, end)));
      for (const [i, [start, end]] of parts.entries()) {
        expect(Buffer.compare(read[i]!, bytes.subarray(start, end))).toBe(0);
      }
    }),
    { seed: 2026, numRuns: 50 },
  );
  expect(Buffer.compare(await source.slice(299_990), bytes.subarray(299_990))).toBe(0);
}

describe('every source gives any part of its bytes, also several at once:', () => {
  it('bytes', () => readsTheSame(bytesSource(bytes)));
  it('a blob', () => readsTheSame(blobSource(new Blob([bytes]))));
  it('a file', async () => {
    await writeFile(join(folder, 'file'), bytes);
    await using file = await openFileSource(join(folder, 'file'));
    await readsTheSame(file);
  });
  it('an address', async () => readsTheSame(await urlSource(`${server.origin}/file`)));
  it('an address whose server sends no parts', async () => {
    server.files.set('no-ranges', bytes);
    await readsTheSame(await urlSource(`${server.origin}/no-ranges`));
  });
});

it('small reads are answered from blocks, and what failed is tried again', async () => {
  const read: [number, number][] = [];
  let broken = false;
  const source = bufferedSource({
    byteLength: bytes.length,
    slice: (start, end = bytes.length) => {
      read.push([start, end]);
      return broken ? Promise.reject(new Error('gone')) : Promise.resolve(bytes.subarray(start, end));
    },
  });
  for (let at = 0; at < 60_000; at += 100) await source.slice(at, at + 4);
  expect(read).toEqual([[0, 65_536]]);
  expect(Array.from(await source.slice(65_534, 65_538))).toEqual(Array.from(bytes.subarray(65_534, 65_538)));
  expect(read).toHaveLength(2);
  await source.slice(0, 200_000);
  expect(read.at(-1)).toEqual([0, 200_000]);
  broken = true;
  await expect(source.slice(299_000, 299_001)).rejects.toThrow('gone');
  broken = false;
  expect(await source.slice(299_000, 299_001)).toEqual(bytes.slice(299_000, 299_001));
});

it('a file that became shorter, and one that is too long to be read as a whole, are refused', async () => {
  const path = join(folder, 'cut');
  await writeFile(path, bytes);
  await using file = await openFileSource(path);
  await truncate(path, 10);
  await expect(readPart(file, 0, 100)).rejects.toMatchObject({ code: 'TRUNCATED' });
  const long = { byteLength: MAX_WHOLE_BYTES + 1, slice: () => new Uint8Array() };
  await expect(readWhole(long, 'PNG')).rejects.toMatchObject({
    code: 'TOO_LARGE',
    message: `The PNG file has ${MAX_WHOLE_BYTES + 1} bytes, but is read as a whole, of at most ${MAX_WHOLE_BYTES} bytes. Split it.`,
  });
});

it('an address that answers with an error says which and why, one that is empty has no bytes', async () => {
  await expect(urlSource(`${server.origin}/nowhere`)).rejects.toThrow(
    /nowhere cannot be fetched: the server answered 404/,
  );
  server.files.set('empty', new Uint8Array());
  expect((await urlSource(`${server.origin}/empty`)).byteLength).toBe(0);
  server.files.set('no-ranges-claims-536870913', bytes);
  await expect(urlSource(`${server.origin}/no-ranges-claims-536870913`)).rejects.toMatchObject({
    code: 'TOO_LARGE',
    message: expect.stringContaining('its server does not send parts of it') as string,
  });
});

it('of a TIFF only the page that is wanted is read', async () => {
  const side = 300;
  const page = (value: number) => ({ width: side, height: side, samples: Array<number>(side * side).fill(value) });
  const file = tiff(page(0), ...Array.from({ length: 9 }, (_, i) => page(i + 1)));
  let sum = 0;
  const source: ByteSource = {
    byteLength: file.length,
    slice: (start, end = file.length) => {
      sum += end - start;
      return Promise.resolve(file.subarray(start, end));
    },
  };
  expect(await inspect(source, { page: 7 })).toMatchObject({ ok: true, cells: 1, maxId: 7 });
  expect(sum).toBeLessThan(2 * side * side);
  expect(file.length).toBeGreaterThan(10 * side * side);
});
